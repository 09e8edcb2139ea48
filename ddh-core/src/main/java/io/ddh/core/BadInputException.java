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

  /** With a message as of {@link String#format}, for example {@code "%s: %d labels, valid: 1"}. */
  public static BadInputException of(String format, Object... args) {
    return new BadInputException(String.format(Locale.ROOT, format, args));
  }

  /** The same with a cause. */
  public static BadInputException of(Throwable cause, String format, Object... args) {
    return new BadInputException(String.format(Locale.ROOT, format, args), cause);
  }
}
