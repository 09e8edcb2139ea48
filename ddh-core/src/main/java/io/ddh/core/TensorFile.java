package io.ddh.core;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;

/**
 * Named float arrays and strings in one checksummed file, used for hashers and cached features. The
 * file consists of a magic number, the version, the kind, the strings, the arrays (little-endian
 * floats) and the CRC-32 of all preceding bytes.
 *
 * @param kind what the file holds, for example {@code hasher/itq}
 * @param texts string properties by name
 * @param arrays float arrays by name; shared, read-only
 */
public record TensorFile(String kind, Map<String, String> texts, Map<String, float[]> arrays) {
  private static final int MAGIC = 0x44444846; // DDHF
  private static final int VERSION = 1;
  private static final int MAX_ENTRIES = 10_000;
  private static final int CHUNK = 1 << 16;

  /**
   * Copies the maps; the arrays stay shared.
   *
   * @param kind what the file holds, for example {@code hasher/itq}
   * @param texts string properties by name
   * @param arrays float arrays by name; shared, read-only
   */
  public TensorFile {
    texts = Map.copyOf(texts);
    arrays = Map.copyOf(arrays);
  }

  /**
   * {@return the array with this name, shared and read-only}
   *
   * @param name name of an array in {@link #arrays}
   * @throws IllegalArgumentException if there is no such array
   */
  public float[] array(String name) {
    float[] values = arrays.get(name);
    Check.that(values != null, "there is no array '%s'; found %s", name, arrays.keySet());
    return values;
  }

  /**
   * {@return the string with this name}
   *
   * @param name name of a string in {@link #texts}
   * @throws IllegalArgumentException if there is no such string
   */
  public String text(String name) {
    String value = texts.get(name);
    Check.that(value != null, "there is no string '%s'; found %s", name, texts.keySet());
    return value;
  }

  /**
   * Writes the file completely or not at all.
   *
   * @param file the file to write; replaced if it exists
   * @throws IOException if the file can't be written
   */
  public void write(Path file) throws IOException {
    AtomicFile.write(file, this::write);
  }

  /**
   * Writes the content of the file to a stream, which stays open.
   *
   * @param raw receives the bytes
   * @throws IOException if writing fails
   */
  public void write(OutputStream raw) throws IOException {
    CheckedOutputStream checked = new CheckedOutputStream(raw, new CRC32());
    DataOutputStream out = new DataOutputStream(checked);
    out.writeInt(MAGIC);
    out.writeInt(VERSION);
    out.writeUTF(kind);
    out.writeInt(texts.size());
    for (Map.Entry<String, String> e : new TreeMap<>(texts).entrySet()) {
      out.writeUTF(e.getKey());
      out.writeUTF(e.getValue());
    }
    out.writeInt(arrays.size());
    for (Map.Entry<String, float[]> e : new TreeMap<>(arrays).entrySet()) {
      out.writeUTF(e.getKey());
      out.writeInt(e.getValue().length);
      writeFloats(out, e.getValue());
    }
    out.writeLong(checked.getChecksum().getValue());
    out.flush();
  }

  private static void writeFloats(DataOutputStream out, float[] values) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(CHUNK * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    int n;
    for (int at = 0; at < values.length; at += n) {
      n = Math.min(CHUNK, values.length - at);
      buffer.asFloatBuffer().put(values, at, n);
      out.write(buffer.array(), 0, n * Float.BYTES);
    }
  }

  /**
   * Reads a file.
   *
   * @param file a file that {@link #write(Path)} wrote
   * @param kind the kind of content that is expected
   * @return the content of the file
   * @throws BadInputException if the content is damaged, truncated, of a newer version or of
   *     another kind
   * @throws IOException if the file can't be read
   */
  public static TensorFile read(Path file, String kind) throws IOException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file), CHUNK)) {
      return read(in, Files.size(file), file.toString(), kind);
    }
  }

  /**
   * Reads from a stream to its end. Sizes in the content are validated against the length, so
   * reading needs memory for at most about twice that length.
   *
   * @param raw a stream with the bytes that {@link #write(OutputStream)} wrote
   * @param length largest possible length of the stream in bytes
   * @param where the file or address that the stream comes from, for messages
   * @param kind the kind of content that is expected
   * @return the content of the file
   * @throws BadInputException if the content is damaged, truncated, of a newer version or of
   *     another kind
   * @throws IOException if reading fails
   */
  public static TensorFile read(InputStream raw, long length, String where, String kind)
      throws IOException {
    CheckedInputStream checked = new CheckedInputStream(raw, new CRC32());
    try {
      DataInputStream in = new DataInputStream(checked);
      Check.that(in.readInt() == MAGIC, "not a DDH file");
      int version = in.readInt();
      Check.that(
          version == VERSION,
          "version %d found, but this program reads version %d",
          version,
          VERSION);
      String found = in.readUTF();
      Check.that(found.equals(kind), "holds '%s', expected '%s'", found, kind);
      Map<String, String> texts = new TreeMap<>();
      int entries = entries(in);
      for (int i = 0; i < entries; i++) {
        String key = in.readUTF();
        texts.put(key, in.readUTF());
      }
      Map<String, float[]> arrays = new TreeMap<>();
      entries = entries(in);
      for (int i = 0; i < entries; i++) {
        String key = in.readUTF();
        arrays.put(key, readFloats(in, length));
      }
      long sum = checked.getChecksum().getValue();
      Check.that(in.readLong() == sum && in.read() < 0, "damaged (checksum)");
      return new TensorFile(kind, texts, arrays);
    } catch (EOFException | java.io.UTFDataFormatException e) {
      throw new BadInputException(where + ": damaged (truncated)", e);
    } catch (IllegalArgumentException e) {
      throw new BadInputException(where + ": " + e.getMessage(), e);
    }
  }

  private static int entries(DataInputStream in) throws IOException {
    int count = in.readInt();
    Check.that(count >= 0 && count <= MAX_ENTRIES, "damaged (%d entries)", count);
    return count;
  }

  private static float[] readFloats(DataInputStream in, long length) throws IOException {
    int n = in.readInt();
    Check.that(n >= 0 && (long) n * Float.BYTES <= length, "damaged (array of %d values)", n);
    float[] values = new float[n];
    byte[] bytes = new byte[Math.min(n, CHUNK) * Float.BYTES];
    int count;
    for (int at = 0; at < n; at += count) { // at += CHUNK could overflow at the end
      count = Math.min(CHUNK, n - at);
      in.readFully(bytes, 0, count * Float.BYTES);
      ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values, at, count);
    }
    return values;
  }
}
