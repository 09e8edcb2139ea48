package io.ddh.data.read;

import io.ddh.data.AtomicFile;
import io.ddh.data.Dataset;
import io.ddh.data.GivenSplit;
import io.ddh.data.Images;
import io.ddh.data.LabeledImages;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One file with a data set as read: magic, version, digest, shape, labels, names, the given split,
 * counts, notes, pixels, and a CRC-32 of all before it.
 */
final class DatasetCache {
  /** Part of the key of every cache file: raise it when layout or decoding changes. */
  static final int VERSION = 2;

  private static final int MAGIC = 0x44444844; // DDHD
  private static final Logger LOG = LoggerFactory.getLogger(DatasetCache.class);

  private DatasetCache() {}

  /** Writes the file whole or not at all. */
  static void write(Path file, Dataset data) throws IOException {
    AtomicFile.write(
        file,
        raw -> {
          CheckedOutputStream checked = new CheckedOutputStream(raw, new CRC32());
          DataOutputStream out = new DataOutputStream(checked);
          out.writeInt(MAGIC);
          out.writeInt(VERSION);
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
          out.writeLong(checked.getChecksum().getValue());
          out.flush();
        });
  }

  /**
   * Reads the file; empty if there is none. A damaged one is deleted, with a line in the log, since
   * it can be made again.
   */
  static Optional<Dataset> read(Path file, String name) throws IOException {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(load(file, name));
    } catch (IOException e) {
      LOG.warn("{}: damaged cache deleted, the images are read again ({})", file, e.toString());
      Files.deleteIfExists(file); // another process may have been first
      return Optional.empty();
    }
  }

  private static Dataset load(Path file, String name) throws IOException {
    // First the checksum: a damaged length must not ask for any memory.
    checkSum(file);
    try (DataInputStream in = open(file)) {
      if (in.readInt() != MAGIC || in.readInt() != VERSION) {
        throw new IOException("not a cache of this version");
      }
      String digest = readText(in);
      int n = in.readInt();
      int height = in.readInt();
      int width = in.readInt();
      int channels = in.readInt();
      int[] labels = readInts(in, n);
      List<String> identities = readTexts(in);
      Optional<GivenSplit> given =
          in.readBoolean()
              ? Optional.of(new GivenSplit(readInts(in, in.readInt()), readInts(in, in.readInt())))
              : Optional.empty();
      Map<String, Long> counts = new TreeMap<>();
      int entries = in.readInt();
      for (int i = 0; i < entries; i++) {
        String key = readText(in);
        counts.put(key, in.readLong());
      }
      List<String> notes = readTexts(in);
      Images images =
          new Images(height, width, channels, readBytes(in, n * height * width * channels));
      LabeledImages labeled = new LabeledImages(images, labels, identities, given);
      return new Dataset(name, labeled, false, digest, counts, notes);
    }
  }

  private static DataInputStream open(Path file) throws IOException {
    return new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16));
  }

  private static void checkSum(Path file) throws IOException {
    long left = Files.size(file) - Long.BYTES;
    CRC32 sum = new CRC32();
    byte[] buffer = new byte[1 << 16];
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

  private static void writeInts(DataOutputStream out, int[] values) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(values.length * Integer.BYTES);
    bytes.asIntBuffer().put(values);
    out.write(bytes.array());
  }

  private static int[] readInts(DataInputStream in, int n) throws IOException {
    int[] values = new int[n];
    ByteBuffer.wrap(readBytes(in, n * Integer.BYTES)).asIntBuffer().get(values);
    return values;
  }

  private static void writeTexts(DataOutputStream out, List<String> texts) throws IOException {
    out.writeInt(texts.size());
    for (String text : texts) {
      writeText(out, text);
    }
  }

  private static void writeText(DataOutputStream out, String text) throws IOException {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(utf8.length);
    out.write(utf8);
  }

  private static List<String> readTexts(DataInputStream in) throws IOException {
    int n = in.readInt();
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      texts.add(readText(in));
    }
    return texts;
  }

  private static String readText(DataInputStream in) throws IOException {
    return new String(readBytes(in, in.readInt()), StandardCharsets.UTF_8);
  }

  private static byte[] readBytes(DataInputStream in, int length) throws IOException {
    byte[] bytes = new byte[length];
    in.readFully(bytes);
    return bytes;
  }
}
