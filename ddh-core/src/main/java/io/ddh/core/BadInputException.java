package io.ddh.core;

import java.util.Locale;

/**
 * The user's input is wrong. The message is one line that names the file or key, what was found and
 * what is valid. The command line prints it without a stack trace and exits with 2.
 */
public final class BadInputException extends RuntimeException {
  public BadInputException(String message) {
    super(message);
  }

  public BadInputException(String message, Throwable cause) {
    super(message, cause);
  }

  /**
   * An exception whose message is built as by {@link String#format}.
   *
   * @param where place, put before the message and a colon as it is
   */
  public static BadInputException at(Object where, String format, Object... args) {
    return new BadInputException(where + ": " + String.format(Locale.ROOT, format, args));
  }
}
