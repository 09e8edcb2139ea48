package io.ddh.retrieval.index;

import io.ddh.core.Check;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * Reads and writes the records of index logs and codes files. A record contains items and strings,
 * and is preceded by its length and checksum. All numbers are big-endian.
 */
public final class Records {
  /** Number of bytes before a record, which hold its length and its CRC-32C in 4 bytes each. */
  public static final int FRAME = 8;

  private Records() {}

  /**
   * {@return the CRC-32C of the bytes [from, from + length)}
   *
   * @param bytes array that contains the range
   * @param from first byte, from 0
   * @param length number of bytes
   */
  public static int crc(byte[] bytes, int from, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, from, length);
    return (int) crc.getValue();
  }

  /**
   * {@return a record as it is written, with its length and its CRC-32C before its bytes}
   *
   * @param record the bytes of the record
   */
  public static ByteBuffer framed(byte[] record) {
    ByteBuffer out = ByteBuffer.allocate(FRAME + record.length);
    return out.putInt(record.length).putInt(crc(record, 0, record.length)).put(record).flip();
  }

  /**
   * Reads a record with the length and checksum before it.
   *
   * @param in the stream to read from; it is not closed
   * @param left number of bytes left in the file; a record that claims to be longer is refused
   *     before memory is allocated
   * @param most largest length of a record in bytes
   * @return the record; empty if it is incomplete, has no bytes, is too long or has a wrong
   *     checksum
   * @throws IOException if reading fails
   */
  public static Optional<byte[]> read(DataInputStream in, long left, int most) throws IOException {
    try {
      int length = in.readInt();
      int crc = in.readInt();
      if (length <= 0 || length > most || length > left - FRAME) {
        return Optional.empty();
      }
      byte[] record = new byte[length];
      in.readFully(record);
      return crc(record, 0, length) == crc ? Optional.of(record) : Optional.empty();
    } catch (EOFException e) {
      return Optional.empty();
    }
  }

  /**
   * Writes the code, label and source of an item.
   *
   * @param out the stream to write to
   * @param item the item
   * @throws IOException if writing fails
   */
  public static void item(DataOutputStream out, Item item) throws IOException {
    for (long word : item.code()) {
      out.writeLong(word);
    }
    text(out, item.label());
    text(out, item.source());
  }

  /**
   * Reads an item.
   *
   * @param in the stream to read from; it is not closed
   * @param id id to give the item, since the stream does not contain it
   * @param bits code length K
   * @return the item
   * @throws IllegalArgumentException if a bit beyond the code length is set
   * @throws IOException if reading fails
   */
  public static Item item(DataInputStream in, long id, int bits) throws IOException {
    long[] code = new long[(bits + Long.SIZE - 1) / Long.SIZE];
    for (int w = 0; w < code.length; w++) {
      code[w] = in.readLong();
    }
    Item item = new Item(id, code, text(in), text(in));
    item.checkCode(bits);
    return item;
  }

  /**
   * Writes a string as its length in UTF-8 (2 bytes), followed by the UTF-8 bytes.
   *
   * @param out the stream to write to
   * @param text the string, at most {@value Item#MAX_TEXT} bytes in UTF-8
   * @throws IOException if writing fails
   */
  public static void text(DataOutputStream out, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    Check.inRange("bytes of a string", bytes.length, 0, Item.MAX_TEXT);
    out.writeShort(bytes.length);
    out.write(bytes);
  }

  /**
   * Reads a string.
   *
   * @param in the stream to read from; it is not closed
   * @return the string
   * @throws IOException if reading fails
   */
  public static String text(DataInputStream in) throws IOException {
    byte[] bytes = new byte[in.readUnsignedShort()];
    in.readFully(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
