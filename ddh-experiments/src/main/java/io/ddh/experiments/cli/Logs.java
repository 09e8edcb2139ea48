package io.ddh.experiments.cli;

import io.ddh.data.BadInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.logging.FileHandler;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** Sends the libraries' log to a file, and none of it to the console. */
final class Logs {
  private static final int LIMIT = 5_000_000;
  private static final Logger ROOT = Logger.getLogger("");

  private Logs() {}

  /** Takes the console away from the log. */
  static void quiet() {
    for (Handler handler : ROOT.getHandlers()) {
      ROOT.removeHandler(handler);
    }
  }

  /** Logs to {@code ddh.log} in the work folder. */
  static void toFile(Path work) {
    try {
      Files.createDirectories(work);
      String pattern = work.resolve("ddh.log").toString().replace("%", "%%");
      FileHandler handler = new FileHandler(pattern, LIMIT, 1, true);
      handler.setFormatter(new SimpleFormatter());
      handler.setLevel(Level.INFO);
      ROOT.addHandler(handler);
    } catch (IOException e) {
      throw new BadInputException("work folder " + work + ": can't be written: " + e, e);
    }
  }
}
