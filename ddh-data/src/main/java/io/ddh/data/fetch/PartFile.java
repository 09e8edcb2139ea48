package io.ddh.data.fetch;

import io.ddh.core.BadInputException;
import io.ddh.core.FileLocks;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;

/**
 * The part of a file that is here, {@code NAME.part}, and beside it in {@code NAME.part.from} which
 * version of which address it is of. Locked as long as it is open: of two processes one is refused.
 */
final class PartFile implements Closeable {
  private final Path target;
  private final Path part;
  private final Path from;
  private final FileChannel channel;

  /**
   * Where a part came from.
   *
   * @param address URL
   * @param validator the server's ETag or time of last change for {@code If-Range}; empty: it gave
   *     none that is good for that
   */
  record Origin(String address, String validator) {}

  private PartFile(Path target, Path part, FileChannel channel) {
    this.target = target;
    this.part = part;
    this.from = part.resolveSibling(part.getFileName() + ".from");
    this.channel = channel;
  }

  /**
   * Opens or makes the part of a file.
   *
   * @throws BadInputException if another process has it open
   */
  static PartFile open(Path target) throws IOException {
    Path part = target.resolveSibling(target.getFileName() + ".part");
    FileChannel channel =
        FileChannel.open(part, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      if (FileLocks.tryLock(channel)) {
        return new PartFile(target, part, channel);
      }
    } catch (IOException e) {
      channel.close();
      throw e;
    }
    channel.close();
    throw new BadInputException(part + ": another process is fetching it");
  }

  long length() throws IOException {
    return channel.size();
  }

  Path path() {
    return part;
  }

  Optional<Origin> origin() throws IOException {
    if (!Files.exists(from)) {
      return Optional.empty();
    }
    List<String> lines = Files.readAllLines(from, StandardCharsets.UTF_8);
    return lines.isEmpty()
        ? Optional.empty()
        : Optional.of(new Origin(lines.get(0), lines.size() > 1 ? lines.get(1) : ""));
  }

  /** Empties the part, for a version that is now to come. */
  void restart(Origin origin) throws IOException {
    try {
      channel.truncate(0);
      channel.position(0);
    } catch (IOException e) {
      throw named(e);
    }
    Files.writeString(from, origin.address() + "\n" + origin.validator() + "\n");
  }

  /** Puts bytes at the end. */
  void append(List<ByteBuffer> bytes) throws FileSystemException {
    try {
      channel.position(channel.size());
      for (ByteBuffer buffer : bytes) {
        while (buffer.hasRemaining()) {
          channel.write(buffer);
        }
      }
    } catch (IOException e) {
      throw named(e);
    }
  }

  /** An error of the disk must not be taken for one of the network. */
  private FileSystemException named(IOException e) {
    FileSystemException named =
        new FileSystemException(part.toString(), null, String.valueOf(e.getMessage()));
    named.initCause(e);
    return named;
  }

  /** Closes the part and makes it the file. */
  void finish() throws IOException {
    channel.force(true);
    channel.close();
    try {
      Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
    }
    Files.deleteIfExists(from);
  }

  @Override
  public void close() throws IOException {
    boolean empty = channel.isOpen() && channel.size() == 0;
    channel.close();
    if (empty && Files.isRegularFile(part) && Files.size(part) == 0) {
      Files.delete(part);
      Files.deleteIfExists(from);
    }
  }
}
