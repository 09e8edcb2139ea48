package io.ddh.app.codes;

import io.ddh.retrieval.index.Item;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.zip.CRC32C;

/**
 * How codes lie on disk, big-endian: a head; blocks, each of the pictures of one batch, with its
 * length and CRC-32C before it; an end of fixed length. Nothing in it depends on the time or on how
 * often the making was ended, so the same pictures and model give the same bytes.
 */
final class CodesFormat {
  static final int VERSION = 1;

  /** Magic, version, bits, digests of model and of what was hashed, number of pictures, CRC. */
  static final int HEAD = 92;

  /** Length and checksum before a block. */
  static final int FRAME = 8;

  /** A frame of length 0, then numbers of codes, of broken pictures and of blocks. */
  static final int END = FRAME + 3 * Long.BYTES;

  /** Bytes of a block at most. */
  static final int MOST_BLOCK = 1 << 26;

  private static final long MAGIC = 0x444448434F444531L; // DDHCODE1
  private static final int DIGEST = 32;

  private CodesFormat() {}

  /**
   * The head.
   *
   * @param model digest of the model, hexadecimal
   * @param key digest of all else that decides the content, hexadecimal
   * @param pictures that are to be hashed
   */
  record Head(int bits, String model, String key, long pictures) {
    byte[] bytes() {
      ByteBuffer out = ByteBuffer.allocate(HEAD);
      out.putLong(MAGIC).putInt(VERSION).putInt(bits);
      out.put(HexFormat.of().parseHex(model)).put(HexFormat.of().parseHex(key));
      out.putLong(pictures);
      return out.putInt(crc(out.array(), 0, HEAD - Integer.BYTES)).array();
    }

    int words() {
      return (bits + Long.SIZE - 1) / Long.SIZE;
    }
  }

  /**
   * Reads a head.
   *
   * @throws IOException with the reason if it is none
   */
  static Head head(byte[] bytes) throws IOException {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    if (bytes.length < HEAD || in.getLong() != MAGIC) {
      throw new IOException("no codes file; valid: a file that ddh hash wrote (.ddhc)");
    }
    int version = in.getInt();
    if (version != VERSION) {
      throw new IOException("codes of version " + version + ", this program reads " + VERSION);
    }
    if (in.getInt(HEAD - Integer.BYTES) != crc(bytes, 0, HEAD - Integer.BYTES)) {
      throw new IOException("damaged (checksum of the head)");
    }
    int bits = in.getInt();
    String model = digest(in);
    Head head = new Head(bits, model, digest(in), in.getLong());
    if (bits < 1 || bits > 1024 || head.pictures < 0) {
      throw new IOException("damaged (" + bits + " bits)");
    }
    return head;
  }

  private static String digest(ByteBuffer in) {
    byte[] digest = new byte[DIGEST];
    in.get(digest);
    return HexFormat.of().formatHex(digest);
  }

  static int crc(byte[] bytes, int from, int length) {
    CRC32C sum = new CRC32C();
    sum.update(bytes, from, length);
    return (int) sum.getValue();
  }

  /** Totals at the end of a file. */
  record End(long codes, long broken, long blocks) {
    byte[] bytes() {
      ByteBuffer out = ByteBuffer.allocate(END).putInt(0).putInt(0);
      out.putLong(codes).putLong(broken).putLong(blocks);
      return out.putInt(Integer.BYTES, crc(out.array(), FRAME, END - FRAME)).array();
    }
  }

  /**
   * Reads an end.
   *
   * @throws IOException if it is none
   */
  static End end(byte[] bytes) throws IOException {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    if (in.getInt() != 0 || in.getInt() != crc(bytes, FRAME, END - FRAME)) {
      throw new IOException("cut off or not finished");
    }
    return new End(in.getLong(), in.getLong(), in.getLong());
  }

  static void text(DataOutputStream out, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeShort(bytes.length);
    out.write(bytes);
  }

  static String text(DataInputStream in) throws IOException {
    byte[] bytes = new byte[in.readUnsignedShort()];
    in.readFully(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  static void item(DataOutputStream out, Item item) throws IOException {
    for (long word : item.code()) {
      out.writeLong(word);
    }
    text(out, item.label());
    text(out, item.source());
  }

  static Item item(DataInputStream in, int words) throws IOException {
    long[] code = new long[words];
    for (int w = 0; w < words; w++) {
      code[w] = in.readLong();
    }
    return new Item(Item.ASSIGN, code, text(in), text(in));
  }
}
