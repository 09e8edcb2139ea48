package io.ddh.data.pack;

import io.ddh.core.AtomicFile;
import io.ddh.core.Dataset;
import io.ddh.core.GivenSplit;
import io.ddh.core.Images;
import io.ddh.core.LabeledImages;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.CRC32;
import java.util.zip.CheckedOutputStream;

/**
 * The bytes of a data set: digest, shape, labels, names, the given split, counts, notes, pixels.
 * Texts are UTF-8 after their length, numbers big-endian. A reader never allocates more memory than
 * the file is long, whatever lengths it contains.
 */
public final class DatasetStream {
  private static final int CHUNK = 1 << 16;

  private DatasetStream() {}

  /**
   * Writes a data set, except its name and whether it is synthetic, which are left to the caller.
   *
   * @param out receives the bytes
   * @param data the data set
   * @throws IOException if writing fails
   */
  public static void write(DataOutputStream out, Dataset data) throws IOException {
    writeText(out, data.digest());
    Images images = data.images().images();
    out.writeInt(images.size());
    out.writeInt(images.height());
    out.writeInt(images.width());
    out.writeInt(images.channels());
    writeInts(out, data.images().labels());
    writeTexts(out, data.images().identities());
    Optional<GivenSplit> given = data.images().given();
    out.writeBoolean(given.isPresent());
    if (given.isPresent()) {
      out.writeInt(given.get().train().length);
      writeInts(out, given.get().train());
      out.writeInt(given.get().query().length);
      writeInts(out, given.get().query());
    }
    out.writeInt(data.counts().size());
    for (Map.Entry<String, Long> e : new TreeMap<>(data.counts()).entrySet()) {
      writeText(out, e.getKey());
      out.writeLong(e.getValue());
    }
    writeTexts(out, data.notes());
    out.write(images.pixels());
  }

  /**
   * Reads a data set.
   *
   * @param in a stream at the start of a data set
   * @param name the data set's name
   * @param synthetic whether the data set is synthetic
   * @param limit the length of the file in bytes; no length in the stream may be larger
   * @return the data set
   * @throws IOException if a length is impossible, the stream ends early, or its content is no data
   *     set
   */
  public static Dataset read(DataInputStream in, String name, boolean synthetic, long limit)
      throws IOException {
    try {
      return parse(new Limited(in, limit), name, synthetic);
    } catch (IllegalArgumentException e) {
      throw new IOException("damaged (" + e.getMessage() + ")", e);
    }
  }

  private static Dataset parse(Limited in, String name, boolean synthetic) throws IOException {
    String digest = in.text();
    int n = in.length();
    int height = in.length();
    int width = in.length();
    int channels = in.length();
    int[] labels = in.integers(n);
    List<String> identities = in.texts();
    Optional<GivenSplit> given =
        in.in.readBoolean()
            ? Optional.of(
                new GivenSplit(in.integers(in.in.readInt()), in.integers(in.in.readInt())))
            : Optional.empty();
    Map<String, Long> counts = new TreeMap<>();
    int entries = in.length();
    for (int i = 0; i < entries; i++) {
      String key = in.text();
      counts.put(key, in.in.readLong());
    }
    List<String> notes = in.texts();
    byte[] pixels = in.bytes((double) n * height * width * channels);
    Images images = new Images(height, width, channels, pixels);
    LabeledImages labeled = new LabeledImages(images, labels, identities, given);
    return new Dataset(name, labeled, synthetic, digest, counts, notes);
  }

  /** What a file holds between its version and its checksum. */
  @FunctionalInterface
  public interface Body {
    /**
     * Writes the body.
     *
     * @param out receives the bytes
     * @throws IOException if writing fails
     */
    void write(DataOutputStream out) throws IOException;
  }

  /**
   * Writes magic, version, body and the CRC-32 of all of them, as a whole or not at all.
   *
   * @param file the file to write
   * @param magic identifies the kind of file
   * @param version of the format
   * @param body writes the content
   * @throws IOException if the file can't be written
   */
  public static void writeFile(Path file, int magic, int version, Body body) throws IOException {
    AtomicFile.write(
        file,
        raw -> {
          CheckedOutputStream checked = new CheckedOutputStream(raw, new CRC32());
          DataOutputStream out = new DataOutputStream(checked);
          out.writeInt(magic);
          out.writeInt(version);
          body.write(out);
          out.writeLong(checked.getChecksum().getValue());
          out.flush();
        });
  }

  /**
   * Opens a file for buffered reading.
   *
   * @param file the file
   * @return a stream at the file's start
   * @throws IOException if the file can't be opened
   */
  public static DataInputStream open(Path file) throws IOException {
    return new DataInputStream(new BufferedInputStream(Files.newInputStream(file), CHUNK));
  }

  /**
   * Checks that the last eight bytes of a file are the CRC-32 of all bytes before them.
   *
   * @param file the file
   * @throws IOException if the checksum is wrong or the file can't be read
   */
  public static void checkSum(Path file) throws IOException {
    long left = Files.size(file) - Long.BYTES;
    CRC32 sum = new CRC32();
    byte[] buffer = new byte[CHUNK];
    try (DataInputStream in = open(file)) {
      while (left > 0) {
        int n = (int) Math.min(left, buffer.length);
        in.readFully(buffer, 0, n);
        sum.update(buffer, 0, n);
        left -= n;
      }
      if (left < 0 || in.readLong() != sum.getValue()) {
        throw new IOException("wrong checksum");
      }
    }
  }

  /** Writes the length of a text, then the text. */
  static void writeText(DataOutputStream out, String text) throws IOException {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(utf8.length);
    out.write(utf8);
  }

  private static void writeTexts(DataOutputStream out, List<String> texts) throws IOException {
    out.writeInt(texts.size());
    for (String text : texts) {
      writeText(out, text);
    }
  }

  private static void writeInts(DataOutputStream out, int[] values) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(values.length * Integer.BYTES);
    bytes.asIntBuffer().put(values);
    out.write(bytes.array());
  }

  /** Reads what {@link #writeText} wrote. */
  static String readText(DataInputStream in, long limit) throws IOException {
    return new Limited(in, limit).text();
  }

  /** A stream whose lengths are checked against a limit. */
  private record Limited(DataInputStream in, long limit) {
    int length() throws IOException {
      int length = in.readInt();
      if (length < 0 || length > limit) {
        throw new IOException("damaged (length " + length + ")");
      }
      return length;
    }

    /** The length is a double since a product of lengths may overflow an integer. */
    byte[] bytes(double length) throws IOException {
      if (!(length >= 0 && length <= Math.min(limit, Integer.MAX_VALUE - 8))) {
        throw new IOException("damaged (length " + length + ")");
      }
      byte[] bytes = new byte[(int) length];
      int read = in.readNBytes(bytes, 0, bytes.length);
      if (read < bytes.length) {
        throw new EOFException("ends early");
      }
      return bytes;
    }

    int[] integers(int n) throws IOException {
      ByteBuffer bytes = ByteBuffer.wrap(bytes((double) n * Integer.BYTES));
      int[] values = new int[n];
      bytes.asIntBuffer().get(values);
      return values;
    }

    String text() throws IOException {
      return new String(bytes(in.readInt()), StandardCharsets.UTF_8);
    }

    List<String> texts() throws IOException {
      int n = length();
      List<String> texts = new ArrayList<>();
      for (int i = 0; i < n; i++) {
        texts.add(text());
      }
      return texts;
    }
  }
}
