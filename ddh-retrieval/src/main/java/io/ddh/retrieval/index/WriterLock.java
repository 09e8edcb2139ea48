package io.ddh.retrieval.index;

import io.ddh.core.BadInputException;
import io.ddh.core.FileLocks;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;

/** Held by the one writer; the system gives it back however the writer ends. */
final class WriterLock implements Closeable {
  private final FileChannel channel;

  private WriterLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Takes the lock.
   *
   * @throws BadInputException if another writer has it
   */
  static WriterLock take(IndexFiles files) throws IOException {
    FileChannel channel =
        FileChannel.open(files.lock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    boolean locked = false;
    try {
      locked = FileLocks.tryLock(channel);
    } finally {
      if (!locked) {
        channel.close();
      }
    }
    if (!locked) {
      throw new BadInputException(
          files.base() + ": another program is writing this index; valid: one writer at a time");
    }
    return new WriterLock(channel);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
