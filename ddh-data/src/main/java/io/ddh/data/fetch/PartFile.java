package io.ddh.data.fetch;

import io.ddh.core.AtomicFile;
import io.ddh.core.BadInputException;
import io.ddh.core.FileLocks;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The file {@code NAME.part}, which holds the bytes downloaded so far. The file is locked while it
 * is open, so that no second process can download the same file.
 */
record PartFile(Path target, Path path, FileChannel channel) implements Closeable {
  /**
   * Opens the {@code .part} file of a download, or creates it.
   *
   * @throws BadInputException if another process has the file open
   */
  static PartFile open(Path target) throws IOException {
    Path part = target.resolveSibling(target.getFileName() + ".part");
    FileChannel channel =
        FileChannel.open(part, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    boolean locked = false;
    try {
      locked = FileLocks.tryLock(channel);
    } finally {
      if (!locked) {
        channel.close();
      }
    }
    if (!locked) {
      throw new BadInputException(part + ": another process is downloading this file");
    }
    return new PartFile(target, part, channel);
  }

  long length() throws IOException {
    return channel.size();
  }

  /** Discards all bytes downloaded so far. */
  void clear() throws IOException {
    channel.truncate(0);
  }

  /**
   * Appends downloaded bytes.
   *
   * @throws FileSystemException if the bytes can't be written; this type distinguishes disk errors
   *     from network errors
   */
  void append(ByteBuffer bytes) throws FileSystemException {
    try {
      channel.position(channel.size());
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
    } catch (IOException e) {
      FileSystemException named =
          new FileSystemException(path.toString(), null, String.valueOf(e.getMessage()));
      named.initCause(e);
      throw named;
    }
  }

  /** Renames the complete file to its final name. */
  void finish() throws IOException {
    channel.force(true);
    channel.close();
    AtomicFile.move(path, target);
  }

  @Override
  public void close() throws IOException {
    channel.close();
    if (Files.isRegularFile(path) && Files.size(path) == 0) {
      Files.delete(path);
    }
  }
}
