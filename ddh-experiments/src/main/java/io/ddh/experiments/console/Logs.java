package io.ddh.experiments.console;

import io.ddh.core.BadInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.logging.ConsoleHandler;
import java.util.logging.Handler;
import java.util.logging.Logger;

/**
 * Sends what the libraries and the program log to a file while a command runs, and none of it to
 * the console.
 */
public final class Logs implements AutoCloseable {
  /** The log's name in the work folder. */
  public static final String NAME = "ddh.log";

  private static final int LIMIT = 5_000_000;
  private static final Logger ROOT = Logger.getLogger("");

  private final BoundedLog file = new BoundedLog(LIMIT);

  /** Starts to keep records for the file. */
  public Logs() {
    ROOT.addHandler(file);
  }

  /** Takes the console away from the log. */
  public static void quiet() {
    for (Handler handler : ROOT.getHandlers()) {
      if (handler instanceof ConsoleHandler) {
        ROOT.removeHandler(handler);
      }
    }
  }

  /** Logs to {@code ddh.log} in the work folder, what was kept so far included. */
  public void open(Path work) {
    try {
      Files.createDirectories(work);
      file.open(work.resolve(NAME));
    } catch (IOException e) {
      throw new BadInputException("work folder " + work + ": can't be written: " + e, e);
    }
  }

  /** Ends the log; what was kept for a file that was never opened is dropped. */
  @Override
  public void close() {
    ROOT.removeHandler(file);
  }
}
