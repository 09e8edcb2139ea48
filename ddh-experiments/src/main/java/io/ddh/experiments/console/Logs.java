package io.ddh.experiments.console;

import io.ddh.core.BadInputException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.logging.ConsoleHandler;
import java.util.logging.FileHandler;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;

/**
 * Sends the log records of the program and its libraries to a file while a command runs. Nothing is
 * logged to the console. Records that arrive before the file is opened are kept and become the
 * first lines of the file.
 */
public final class Logs extends Handler implements AutoCloseable {
  /** Name of the log file in the work folder; {@code FileHandler} may append a number to it. */
  public static final String NAME = "ddh.log";

  private static final int LIMIT = 5_000_000;
  private static final int FILES = 2;
  private static final Logger ROOT = Logger.getLogger("");
  private static final DateTimeFormatter TIME =
      new DateTimeFormatterBuilder().appendInstant(3).toFormatter(Locale.ROOT);

  private final List<LogRecord> early = new ArrayList<>();
  private Optional<Handler> file = Optional.empty();

  /** Starts to collect log records, which are kept until the file is opened. */
  public Logs() {
    ROOT.addHandler(this);
  }

  /** Stops all logging to the console. */
  public static void quiet() {
    Stream.of(ROOT.getHandlers())
        .filter(ConsoleHandler.class::isInstance)
        .forEach(ROOT::removeHandler);
  }

  /**
   * Returns the log file of a process that is the only one to use the work folder. If several
   * processes use the same folder, a number is appended to the names of the other log files.
   *
   * @param work work folder
   * @return the file, which may not exist
   */
  public static Path path(Path work) {
    return work.resolve(NAME + ".0");
  }

  /**
   * Opens the log file in the work folder. When the file is full, it is renamed to {@code
   * ddh.log.1} and a new one is begun.
   *
   * @param work work folder; created if it does not exist
   * @throws BadInputException if the log can't be written
   */
  public synchronized void open(Path work) {
    try {
      Files.createDirectories(work);
      String pattern = work.resolve(NAME).toString().replace("%", "%%");
      FileHandler opened = new FileHandler(pattern, LIMIT, FILES, true);
      opened.setEncoding(StandardCharsets.UTF_8.name());
      opened.setFormatter(new OneLine());
      file = Optional.of(opened);
    } catch (IOException e) {
      throw new BadInputException("work folder " + work + ": can't be written: " + e, e);
    }
    early.forEach(file.get()::publish);
    early.clear();
  }

  @Override
  public synchronized void publish(LogRecord record) {
    file.ifPresentOrElse(handler -> handler.publish(record), () -> early.add(record));
  }

  @Override
  public void flush() {} // FileHandler writes each record at once

  /** Closes the log. If the file was never opened, the records kept for it are dropped. */
  @Override
  public synchronized void close() {
    ROOT.removeHandler(this);
    file.ifPresent(Handler::close);
  }

  /**
   * Formats a log record as one line with time (UTC), process, level, source and message. A stack
   * trace, if there is one, follows on further lines, indented by two spaces.
   */
  private static final class OneLine extends Formatter {
    @Override
    public String format(LogRecord record) {
      String name = String.valueOf(record.getLoggerName());
      StringWriter out = new StringWriter();
      PrintWriter line = new PrintWriter(out);
      String source = name.substring(name.lastIndexOf('.') + 1);
      String message = formatMessage(record).strip().replaceAll("\\R", " / ");
      String time = TIME.format(record.getInstant()) + " " + ProcessHandle.current().pid();
      line.print(time + " " + record.getLevel().getName() + " " + source + ": " + message);
      if (record.getThrown() != null) {
        line.println();
        record.getThrown().printStackTrace(line);
      }
      line.flush();
      return out.toString().strip().replaceAll("\\R", "\n  ") + "\n";
    }
  }
}
