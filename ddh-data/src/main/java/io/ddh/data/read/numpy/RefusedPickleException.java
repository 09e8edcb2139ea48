package io.ddh.data.read.numpy;

/**
 * Thrown if a pickle contains something that isn't allowed. This exception is unchecked, since
 * callbacks of the library can't throw checked exceptions.
 */
final class RefusedPickleException extends RuntimeException {
  RefusedPickleException(String message) {
    super(message);
  }
}
