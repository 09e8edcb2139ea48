package io.ddh.core;

/**
 * The user's input is wrong: the message is one line that names the file or key, what was found and
 * what is valid. The command line prints it without a stack trace and exits with 2.
 */
public final class BadInputException extends RuntimeException {
  public BadInputException(String message) {
    super(message);
  }

  public BadInputException(String message, Throwable cause) {
    super(message, cause);
  }
}
