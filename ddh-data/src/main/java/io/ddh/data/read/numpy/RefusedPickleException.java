package io.ddh.data.read.numpy;

/**
 * A pickle contains something that isn't allowed. Unchecked, since the library's callbacks can't
 * throw checked exceptions.
 */
final class RefusedPickleException extends RuntimeException {
  RefusedPickleException(String message) {
    super(message);
  }
}
