package io.ddh.experiments.console;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.logging.ErrorManager;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;

/**
 * A log of bounded size: {@code NAME} and, once that is full, {@code NAME.1}, which is replaced
 * then. What comes before the file is opened waits in memory. Several processes may write to the
 * same file; a record is one write at its end.
 */
final class BoundedLog extends Handler {
  /** Records that wait for the file; of more the first go. */
  private static final int WAITING = 1000;

  private final long limit;
  private final Deque<byte[]> early = new ArrayDeque<>();
  private Optional<Path> file = Optional.empty();

  /**
   * A log without a file.
   *
   * @param limit bytes of a file
   */
  BoundedLog(long limit) {
    this.limit = limit;
    setFormatter(new LogFormat());
    setLevel(Level.INFO);
  }

  /** Goes on at the end of a file, with what came before. */
  synchronized void open(Path path) throws IOException {
    file = Optional.of(path);
    for (byte[] record : early) {
      write(path, record);
    }
    early.clear();
  }

  @Override
  public void publish(LogRecord record) {
    if (!isLoggable(record)) {
      return;
    }
    byte[] bytes = getFormatter().format(record).getBytes(StandardCharsets.UTF_8);
    synchronized (this) {
      if (file.isEmpty()) {
        early.addLast(bytes);
        if (early.size() > WAITING) {
          early.removeFirst();
        }
        return;
      }
      try {
        write(file.get(), bytes);
      } catch (IOException e) { // said once; the run goes on without
        reportError(file.get() + ": " + e.getMessage(), null, ErrorManager.WRITE_FAILURE);
      }
    }
  }

  /**
   * Opens the file for each record: another process may have put it aside. Not by a channel, which
   * would be closed if the thread that logs were interrupted.
   */
  private void write(Path path, byte[] bytes) throws IOException {
    if (Files.exists(path) && Files.size(path) + bytes.length > limit) {
      Path aside = path.resolveSibling(path.getFileName() + ".1");
      Files.move(path, aside, StandardCopyOption.REPLACE_EXISTING);
    }
    try (OutputStream out = new FileOutputStream(path.toFile(), true)) {
      out.write(bytes);
    }
  }

  @Override
  public void flush() {} // every record is written at once

  @Override
  public void close() {}
}
