package io.ddh.core;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.util.Optional;

/**
 * The operating system's locks on open files. The system releases them when the process ends, for
 * whatever reason. On some systems a process loses all its locks on a file when it closes any of
 * several channels to it.
 */
public final class FileLocks {
  private FileLocks() {}

  /**
   * Locks a whole file until the channel is closed.
   *
   * @param channel an open channel of the file
   * @return false: another process, or another channel of this one, has it locked
   * @throws IOException if the file system has no locks
   */
  public static boolean tryLock(FileChannel channel) throws IOException {
    return tryLock(channel, 0, Long.MAX_VALUE).isPresent();
  }

  /**
   * Locks a range of bytes of a file, which may lie beyond its end.
   *
   * @param channel an open channel of the file
   * @param from first byte, ≥ 0
   * @param length number of bytes, ≥ 1
   * @return empty: another process, or another part of this one, has some of them locked
   * @throws IOException if the file system has no locks
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
