package io.ddh.retrieval.index;

import io.ddh.core.BadInputException;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * The log: a head that names the index file it belongs to, then records, each with its length and
 * CRC-32C. What doesn't end in a whole record is a write that was never acknowledged, and is cut
 * off by the next writer.
 */
final class LogFile {
  /** Magic, version, UUID, CRC-32C of those. */
  static final int HEAD = 32;

  /** Bytes of a record at most. */
  static final int MAX_RECORD = 1 << 28;

  private static final long MAGIC = 0x4444484c4f473031L; // DDHLOG01

  /** Length and checksum before a record. */
  private static final int FRAME = 8;

  private LogFile() {}

  static ByteBuffer head(UUID uuid) {
    ByteBuffer head = ByteBuffer.allocate(HEAD);
    head.putLong(MAGIC).putInt(Layout.VERSION);
    head.putLong(uuid.getMostSignificantBits()).putLong(uuid.getLeastSignificantBits());
    return head.putInt(Layout.crc(head.array(), HEAD - Integer.BYTES)).flip();
  }

  /** A record with its frame. */
  static ByteBuffer framed(LogRecord entry) {
    byte[] bytes = entry.bytes();
    if (bytes.length > MAX_RECORD) {
      throw new IllegalArgumentException(
          "a batch must have at most " + MAX_RECORD + " bytes, found " + bytes.length);
    }
    ByteBuffer out = ByteBuffer.allocate(FRAME + bytes.length);
    return out.putInt(bytes.length).putInt(Layout.crc(bytes, bytes.length)).put(bytes).flip();
  }

  private static DataInputStream stream(FileChannel channel) {
    return new DataInputStream(new BufferedInputStream(Channels.newInputStream(channel), 1 << 16));
  }

  private static UUID head(Path log, DataInputStream in) throws IOException {
    byte[] bytes = new byte[HEAD];
    in.readFully(bytes);
    ByteBuffer head = ByteBuffer.wrap(bytes);
    if (head.getInt(HEAD - 4) != Layout.crc(bytes, HEAD - 4) || head.getLong() != MAGIC) {
      throw new BadInputException(log + ": damaged (the head of the log)");
    }
    int version = head.getInt();
    if (version != Layout.VERSION) {
      throw new BadInputException(
          log + ": log version " + version + "; this program reads " + Layout.VERSION);
    }
    return new UUID(head.getLong(), head.getLong());
  }

  /**
   * Reads the log of an index file.
   *
   * @param to gets the records in order
   * @return bytes up to the end of the last whole record; 0 if there is no log of that file
   * @throws BadInputException if a record is damaged that others follow: that is no cut-off write
   */
  static long read(Path log, UUID uuid, int bits, Consumer<LogRecord> to) throws IOException {
    try (FileChannel channel = FileChannel.open(log, StandardOpenOption.READ);
        DataInputStream in = stream(channel)) {
      long size = channel.size(); // of this file, not of one that has come in its place
      if (size < HEAD || !head(log, in).equals(uuid)) {
        return 0; // a log of another file; or shorter than its head, so nothing was acknowledged
      }
      return records(log, in, size, bits, to);
    } catch (NoSuchFileException e) {
      return 0;
    }
  }

  private static long records(
      Path log, DataInputStream in, long size, int bits, Consumer<LogRecord> to)
      throws IOException {
    long at = HEAD;
    try {
      while (at + FRAME <= size) {
        int length = in.readInt();
        int crc = in.readInt();
        if (length <= 0 || length > MAX_RECORD || at + FRAME + length > size) {
          return at;
        }
        byte[] bytes = new byte[length];
        in.readFully(bytes);
        if (Layout.crc(bytes, length) != crc) {
          refuseIfFollowed(log, in, at);
          return at;
        }
        to.accept(parse(log, bytes, bits, at));
        at += FRAME + length;
      }
      return at;
    } catch (EOFException e) {
      return at; // a writer has just cut the end off
    }
  }

  private static LogRecord parse(Path log, byte[] bytes, int bits, long at) {
    try {
      return LogRecord.parse(bytes, bits);
    } catch (IOException e) {
      throw new BadInputException(
          log + ": damaged (the record at " + at + ": " + e.getMessage() + ")", e);
    }
  }

  /** A whole record after a wrong one: the wrong one was whole once too. */
  private static void refuseIfFollowed(Path log, DataInputStream in, long at) throws IOException {
    try {
      int length = in.readInt();
      int crc = in.readInt();
      if (length > 0 && length <= MAX_RECORD) {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length == length && Layout.crc(bytes, length) == crc) {
          throw new BadInputException(log + ": damaged (checksum of the record at " + at + ")");
        }
      }
    } catch (EOFException e) {
      return;
    }
  }
}
