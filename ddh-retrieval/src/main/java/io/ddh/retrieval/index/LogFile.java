package io.ddh.retrieval.index;

import io.ddh.core.BadInputException;
import io.ddh.core.Check;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * The log of changes since the index file was written. The log has a head with the UUID of that
 * index file, followed by {@link Records}. An incomplete record at the end comes from a write that
 * was interrupted; the next writer cuts it off.
 */
final class LogFile {
  /**
   * Length of the head in bytes. The head consists of magic number, version, UUID and the CRC-32C
   * of these.
   */
  static final int HEAD = 32;

  /** Longest record in bytes. */
  static final int MAX_RECORD = 1 << 28;

  private static final long MAGIC = 0x4444484c4f473031L; // DDHLOG01

  private LogFile() {}

  static ByteBuffer head(UUID uuid) {
    ByteBuffer head = ByteBuffer.allocate(HEAD);
    head.putLong(MAGIC).putInt(Layout.VERSION);
    head.putLong(uuid.getMostSignificantBits()).putLong(uuid.getLeastSignificantBits());
    return head.putInt(Records.crc(head.array(), 0, HEAD - Integer.BYTES)).flip();
  }

  /** Returns the bytes of a record, preceded by their length and checksum. */
  static ByteBuffer framed(LogRecord entry) throws IOException {
    byte[] bytes = entry.bytes();
    Check.that(
        bytes.length <= MAX_RECORD,
        "a batch must have at most %d bytes, found %d",
        MAX_RECORD,
        bytes.length);
    return Records.framed(bytes);
  }

  private static UUID head(Path log, DataInputStream in) throws IOException {
    byte[] bytes = new byte[HEAD];
    in.readFully(bytes);
    ByteBuffer head = ByteBuffer.wrap(bytes);
    if (head.getInt(HEAD - 4) != Records.crc(bytes, 0, HEAD - 4) || head.getLong() != MAGIC) {
      throw new BadInputException(
          log + ": damaged (the log's head has a wrong magic number or checksum)");
    }
    int version = head.getInt();
    if (version != Layout.VERSION) {
      throw new BadInputException(
          log + ": log version " + version + "; this program reads version " + Layout.VERSION);
    }
    return new UUID(head.getLong(), head.getLong());
  }

  /**
   * Reads the log of an index file.
   *
   * @param to receives the records in order
   * @return length of the log up to the end of its last complete record, in bytes; 0 if there is no
   *     log of that index file
   * @throws BadInputException if a record is damaged and a complete record follows it
   */
  static long read(Path log, UUID uuid, int bits, Consumer<LogRecord> to) throws IOException {
    try (FileChannel channel = FileChannel.open(log, StandardOpenOption.READ);
        DataInputStream in =
            new DataInputStream(
                new BufferedInputStream(Channels.newInputStream(channel), 1 << 16))) {
      long size = channel.size(); // of the opened file, not of one that has replaced it since
      if (size < HEAD || !head(log, in).equals(uuid)) {
        return 0; // the log of another file, or one without a complete head and so without changes
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
    while (at + Records.FRAME <= size) {
      Optional<byte[]> bytes = Records.read(in, size - at, MAX_RECORD);
      if (bytes.isEmpty()) {
        // If a complete record follows, this one was once complete and is damaged.
        if (Records.read(in, size, MAX_RECORD).isPresent()) {
          throw new BadInputException(
              log + ": damaged (the checksum of the record at " + at + " is wrong)");
        }
        return at; // the last write was interrupted
      }
      try {
        to.accept(LogRecord.parse(bytes.get(), bits));
      } catch (IOException e) {
        throw BadInputException.of(
            e, "%s: damaged (the record at %d: %s)", log, at, e.getMessage());
      }
      at += Records.FRAME + bytes.get().length;
    }
    return at;
  }
}
