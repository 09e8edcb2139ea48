package io.ddh.experiments.console;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;
import java.util.logging.Formatter;
import java.util.logging.LogRecord;

/**
 * A line a record: time (UTC), process, level, who, what. A stack trace follows, indented by two.
 */
final class LogFormat extends Formatter {
  private static final DateTimeFormatter TIME =
      new DateTimeFormatterBuilder().appendInstant(3).toFormatter(Locale.ROOT);

  private final long process = ProcessHandle.current().pid();

  @Override
  public String format(LogRecord record) {
    String name = record.getLoggerName() == null ? "" : record.getLoggerName();
    String line =
        String.format(
            Locale.ROOT,
            "%s %d %s %s: %s",
            TIME.format(record.getInstant()),
            process,
            record.getLevel().getName(),
            name.substring(name.lastIndexOf('.') + 1),
            formatMessage(record).strip().replaceAll("\\R", " / "));
    return line + "\n" + (record.getThrown() == null ? "" : trace(record.getThrown()));
  }

  private static String trace(Throwable thrown) {
    StringWriter out = new StringWriter();
    thrown.printStackTrace(new PrintWriter(out, true));
    return out.toString().lines().map(line -> "  " + line + "\n").reduce("", String::concat);
  }
}
