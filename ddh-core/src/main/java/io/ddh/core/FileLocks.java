package io.ddh.core;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.util.Optional;

/**
 * The operating system's locks on open files. The system releases a lock when its process ends,
 * even if the process is killed. On some systems, a process that closes one of several channels to
 * a file loses all its locks on that file.
 */
public final class FileLocks {
  private FileLocks() {}

  /**
   * Locks a whole file until the channel is closed.
   *
   * @param channel an open channel of the file
   * @return true if the file is locked now; false if another process, or another channel of this
   *     process, holds a lock on it
   * @throws IOException if the file system does not support locks
   */
  public static boolean tryLock(FileChannel channel) throws IOException {
    return tryLock(channel, 0, Long.MAX_VALUE).isPresent();
  }

  /**
   * Locks a range of bytes of a file. The range may lie beyond the file's end.
   *
   * @param channel an open channel of the file
   * @param from position of the first byte to lock, ≥ 0
   * @param length number of bytes to lock, ≥ 1
   * @return the lock; empty if another process, or another channel of this process, has locked some
   *     of these bytes
   * @throws IOException if the file system does not support locks
   */
  public static Optional<FileLock> tryLock(FileChannel channel, long from, long length)
      throws IOException {
    try {
      return Optional.ofNullable(channel.tryLock(from, length, false));
    } catch (OverlappingFileLockException e) {
      return Optional.empty();
    }
  }
}
