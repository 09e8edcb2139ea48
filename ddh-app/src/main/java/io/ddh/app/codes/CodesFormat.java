package io.ddh.app.codes;

import io.ddh.retrieval.index.Records;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HexFormat;

/**
 * The format of codes files ({@code .ddhc}). All numbers are big-endian. A file has a head, one
 * {@link Records record} with a {@link CodesBlock} for each batch of images, and an end of fixed
 * length. Nothing in the file depends on the time or on interruptions, so the same images and model
 * give the same bytes.
 */
final class CodesFormat {
  static final int VERSION = 1;

  /**
   * Length of the head in bytes. The head consists of magic number, version, code length, two
   * digests, number of images and CRC-32C.
   */
  static final int HEAD = 92;

  /**
   * Length of the end in bytes. The end consists of a record head with length 0, followed by the
   * numbers of codes, broken images and blocks.
   */
  static final int END = Records.FRAME + 3 * Long.BYTES;

  /** Longest block in bytes. */
  static final int MOST_BLOCK = 1 << 26;

  private static final long MAGIC = 0x444448434F444531L; // DDHCODE1
  private static final int DIGEST = 32;

  private CodesFormat() {}

  /**
   * The head of a codes file.
   *
   * @param model digest of the model file, in hexadecimal digits
   * @param key digest of everything else that determines the content of the file, in hexadecimal
   *     digits
   * @param images number of images to be hashed
   */
  record Head(int bits, String model, String key, long images) {
    byte[] bytes() {
      ByteBuffer out = ByteBuffer.allocate(HEAD);
      out.putLong(MAGIC).putInt(VERSION).putInt(bits);
      out.put(HexFormat.of().parseHex(model)).put(HexFormat.of().parseHex(key));
      out.putLong(images);
      return out.putInt(Records.crc(out.array(), 0, HEAD - Integer.BYTES)).array();
    }
  }

  /**
   * Reads the head of a codes file.
   *
   * @throws IOException if the bytes are not a valid head; the message says why
   */
  static Head head(byte[] bytes) throws IOException {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    if (bytes.length < HEAD || in.getLong() != MAGIC) {
      throw new IOException("not a codes file; valid: a file written by 'ddh hash' (.ddhc)");
    }
    int version = in.getInt();
    if (version != VERSION) {
      throw new IOException("codes file version " + version + "; this program reads " + VERSION);
    }
    if (in.getInt(HEAD - Integer.BYTES) != Records.crc(bytes, 0, HEAD - Integer.BYTES)) {
      throw new IOException("damaged (the checksum of the head is wrong)");
    }
    HexFormat hex = HexFormat.of();
    int bits = in.getInt();
    int key = in.position() + DIGEST;
    int end = key + DIGEST;
    Head head =
        new Head(
            bits,
            hex.formatHex(bytes, in.position(), key),
            hex.formatHex(bytes, key, end),
            in.getLong(end));
    if (bits < 1 || bits > 1024 || head.images < 0) {
      throw new IOException("damaged (" + bits + " bits)");
    }
    return head;
  }

  /** The totals at the end of a codes file. A file without these totals is incomplete. */
  record End(long codes, long broken, long blocks) {
    /** The totals with one more block. */
    End plus(CodesBlock block) {
      int more = block.items().size();
      return new End(codes + more, broken + block.broken().size(), blocks + 1);
    }

    byte[] bytes() {
      ByteBuffer out = ByteBuffer.allocate(END).putInt(0).putInt(0);
      out.putLong(codes).putLong(broken).putLong(blocks);
      return out.putInt(Integer.BYTES, Records.crc(out.array(), Records.FRAME, END - Records.FRAME))
          .array();
    }
  }

  /**
   * Reads the end of a codes file.
   *
   * @throws IOException if the bytes are not a valid end, which means that the file is truncated or
   *     not finished
   */
  static End end(byte[] bytes) throws IOException {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    if (in.getInt() != 0 || in.getInt() != Records.crc(bytes, Records.FRAME, END - Records.FRAME)) {
      throw new IOException("cut off or not finished");
    }
    return new End(in.getLong(), in.getLong(), in.getLong());
  }
}
