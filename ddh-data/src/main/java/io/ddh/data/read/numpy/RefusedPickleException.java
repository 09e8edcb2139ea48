package io.ddh.data.read.numpy;

/** A pickle asks for something that isn't allowed; unchecked, since the library's calls are. */
final class RefusedPickleException extends RuntimeException {
  RefusedPickleException(String message) {
    super(message);
  }
}
