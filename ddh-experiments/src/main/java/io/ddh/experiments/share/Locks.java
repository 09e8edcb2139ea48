package io.ddh.experiments.share;

import io.ddh.core.BadInputException;
import io.ddh.core.FileLocks;
import io.ddh.core.Reason;
import io.ddh.core.Seeds;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Locks on the files of a folder, so that only one process of a machine at a time makes a file.
 * Each file corresponds to one byte position in the folder's file {@code .lock}, which stays empty.
 * The operating system locks this position and unlocks it however the process ends. After taking a
 * lock, check again whether the file still has to be made. An instance holds the state of one run
 * and must not be shared by threads.
 *
 * <p>The file {@code .lock} is never deleted, since a process that still has the deleted file open
 * could hold a lock at the same time as a process that created a new file.
 */
public final class Locks implements AutoCloseable {
  static final String NAME = ".lock";

  private static final Duration PAUSE = Duration.ofMillis(100);
  private static final Logger LOG = LoggerFactory.getLogger(Locks.class);

  private final Path folder;
  private Optional<FileChannel> file = Optional.empty(); // present once a lock has been taken

  /**
   * Creates the locks of the files below a folder. No file is locked yet.
   *
   * @param folder folder with the files and {@code .lock}; the first lock creates it
   */
  public Locks(Path folder) {
    this.folder = folder.toAbsolutePath().normalize();
  }

  /** A lock that this process holds. Closing it releases the lock. */
  @FunctionalInterface
  public interface Lock extends AutoCloseable {
    @Override
    void close();
  }

  /**
   * Takes the lock of a file if it is free.
   *
   * @param target file to lock, which need not exist
   * @return the lock; empty if another process holds it
   * @throws BadInputException if the folder's file system does not support locks
   * @throws IOException if the folder can't be written
   */
  public Optional<Lock> take(Path target) throws IOException {
    Path inFolder = folder.relativize(target.toAbsolutePath().normalize());
    String name = inFolder.toString().replace('\\', '/');
    long place = Seeds.derive(0, name) & Long.MAX_VALUE >> 1;
    FileChannel channel = open();
    try {
      return FileLocks.tryLock(channel, place, 1).map(own -> () -> release(inFolder, own));
    } catch (IOException e) {
      String message =
          "%s: files can't be locked here (%s); valid: a folder on a disk of this machine";
      throw BadInputException.of(e, message, folder, Reason.of(e));
    }
  }

  private static void release(Path target, FileLock lock) {
    if (lock.isValid()) { // otherwise closing the file has already released the lock
      close(target, lock::release);
    }
  }

  private FileChannel open() throws IOException {
    if (file.isEmpty()) {
      Files.createDirectories(folder);
      Path path = folder.resolve(NAME);
      StandardOpenOption[] options = {StandardOpenOption.CREATE, StandardOpenOption.WRITE};
      file = Optional.of(FileChannel.open(path, options));
    }
    return file.get();
  }

  /**
   * Waits until the lock of a file is free, and takes it.
   *
   * @param target file to lock, which need not exist
   * @return the lock
   * @throws IOException if the folder can't be written
   */
  public Lock await(Path target) throws IOException {
    Optional<Lock> lock = take(target);
    while (lock.isEmpty()) {
      pause(PAUSE);
      lock = take(target);
    }
    return lock.get();
  }

  /**
   * Makes the current thread sleep.
   *
   * @param time duration of the sleep
   * @throws IllegalStateException if the thread is interrupted; its interrupt flag is set again
   */
  public static void pause(Duration time) {
    try {
      Thread.sleep(time.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  /** Releases all locks. */
  @Override
  public void close() {
    file.ifPresent(open -> close(folder, open));
    file = Optional.empty();
  }

  private static void close(Path locked, Closeable lock) {
    try {
      lock.close();
    } catch (IOException e) {
      LOG.warn("{}: can't be unlocked before this process ends ({})", locked, e.toString());
    }
  }
}
