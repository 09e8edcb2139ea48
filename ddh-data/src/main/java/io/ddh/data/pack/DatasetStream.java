package io.ddh.data.pack;

import io.ddh.core.AtomicFile;
import io.ddh.core.Dataset;
import io.ddh.core.GivenSplit;
import io.ddh.core.Images;
import io.ddh.core.LabeledImages;
import io.ddh.data.read.files.BoundedInput;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
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
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;
import org.apache.commons.io.function.IOConsumer;

/**
 * Writes and reads a data set as a stream of bytes. The stream holds digest, shape, labels, names,
 * given split, counts, notes and pixels, in this order. Numbers are stored in big-endian order. A
 * string is stored as the number of its UTF-8 bytes, followed by these bytes. Even if a length in a
 * file is wrong, reading never allocates more memory than the length of the file.
 */
public final class DatasetStream {
  private static final int CHUNK = 1 << 16;

  private DatasetStream() {}

  /**
   * Writes a data set without its name and without the flag that says whether the data set is
   * synthetic; the caller must store both.
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
   * @param in the file, positioned at the start of a data set
   * @param name the data set's name
   * @param synthetic whether the data set is synthetic
   * @return the data set
   * @throws IOException if a length is impossible, the file is truncated, or its content is not a
   *     data set
   */
  public static Dataset read(Input in, String name, boolean synthetic) throws IOException {
    try {
      String digest = in.text();
      int n = in.readInt();
      int height = in.readInt();
      int width = in.readInt();
      int channels = in.readInt();
      int[] labels = in.integers(n);
      List<String> identities = in.texts();
      Optional<GivenSplit> given =
          in.readBoolean()
              ? Optional.of(new GivenSplit(in.integers(in.readInt()), in.integers(in.readInt())))
              : Optional.empty();
      Map<String, Long> counts = new TreeMap<>();
      for (int left = in.readInt(); left > 0; left--) {
        counts.put(in.text(), in.readLong());
      }
      List<String> notes = in.texts();
      byte[] pixels = in.bytes((long) ((double) n * height * width * channels)); // no overflow
      Images images = new Images(height, width, channels, pixels);
      LabeledImages labeled = new LabeledImages(images, labels, identities, given);
      return new Dataset(name, labeled, synthetic, digest, counts, notes);
    } catch (IllegalArgumentException e) {
      throw new IOException("damaged (" + e.getMessage() + ")", e);
    }
  }

  /** An input file that refuses to read a part longer than the rest of the file. */
  public static final class Input extends DataInputStream {
    /**
     * Opens a file for buffered reading.
     *
     * @param file the file
     * @throws IOException if the file can't be opened
     */
    public Input(Path file) throws IOException {
      super(
          new BoundedInput(
              new BufferedInputStream(Files.newInputStream(file), CHUNK), Files.size(file)));
    }

    private byte[] bytes(long n) throws IOException {
      return ((BoundedInput) in).bytes(n);
    }

    private int[] integers(int n) throws IOException {
      byte[] bytes = bytes((long) n * Integer.BYTES);
      int[] values = new int[n];
      ByteBuffer.wrap(bytes).asIntBuffer().get(values);
      return values;
    }

    /** Reads a string that {@link #writeText} wrote. */
    String text() throws IOException {
      return new String(bytes(readInt()), StandardCharsets.UTF_8);
    }

    private List<String> texts() throws IOException {
      List<String> texts = new ArrayList<>();
      for (int left = readInt(); left > 0; left--) {
        texts.add(text());
      }
      return texts;
    }
  }

  /**
   * Writes a file that consists of a magic number, a version, a body and the CRC-32 of all
   * preceding bytes. If writing fails, no incomplete file is left behind.
   *
   * @param file the file to write
   * @param magic number that identifies the kind of file
   * @param version version of the format
   * @param body writes the content between the version and the checksum
   * @throws IOException if the file can't be written
   */
  public static void writeFile(Path file, int magic, int version, IOConsumer<DataOutputStream> body)
      throws IOException {
    AtomicFile.write(
        file,
        raw -> {
          CheckedOutputStream checked = new CheckedOutputStream(raw, new CRC32());
          DataOutputStream out = new DataOutputStream(checked);
          out.writeInt(magic);
          out.writeInt(version);
          body.accept(out);
          out.writeLong(checked.getChecksum().getValue());
          out.flush();
        });
  }

  /**
   * Checks that the last eight bytes of a file are the CRC-32 of all bytes before them.
   *
   * @param file the file
   * @throws IOException if the checksum is wrong or the file can't be read
   */
  public static void checkSum(Path file) throws IOException {
    try (Input in = new Input(file)) {
      InputStream body = new BoundedInput(in, Files.size(file) - Long.BYTES);
      CheckedInputStream checked = new CheckedInputStream(body, new CRC32());
      checked.transferTo(OutputStream.nullOutputStream());
      if (in.readLong() != checked.getChecksum().getValue()) {
        throw new IOException("wrong checksum");
      }
    }
  }

  /** Writes the number of a string's UTF-8 bytes, then these bytes. */
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
}
