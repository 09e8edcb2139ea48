package io.ddh.core;

/**
 * Reports that the user's input is wrong. The message is one line that names the file or key, what
 * was found and what is valid. The command line prints it without a stack trace and exits with
 * status 2.
 */
public final class BadInputException extends RuntimeException {
  /**
   * Makes an exception with a message.
   *
   * @param message the message, on one line
   */
  public BadInputException(String message) {
    super(message);
  }

  /**
   * Makes an exception with a message and a cause.
   *
   * @param message the message, on one line
   * @param cause the exception that led to this one
   */
  public BadInputException(String message, Throwable cause) {
    super(message, cause);
  }

  /**
   * Makes an exception with a message formatted as by {@link String#format}.
   *
   * @param format the message as a format for {@link String#format}
   * @param args values to insert into the message
   * @return the exception
   */
  public static BadInputException of(String format, Object... args) {
    return new BadInputException(Shown.format(format, args));
  }

  /**
   * Makes an exception with a formatted message and a cause.
   *
   * @param cause the exception that led to this one
   * @param format the message as a format for {@link String#format}
   * @param args values to insert into the message
   * @return the exception
   */
  public static BadInputException of(Throwable cause, String format, Object... args) {
    return new BadInputException(Shown.format(format, args), cause);
  }
}
