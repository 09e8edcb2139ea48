package io.ddh.data.read.image;

import java.io.IOException;

/** An image whose format isn't read, or a variant of one; the message names it. */
final class UnreadableImageException extends IOException {
  private static final long serialVersionUID = 1L;

  UnreadableImageException(String message) {
    super(message);
  }

  /** A variant that isn't read of a format that is. */
  static UnreadableImageException variant(ImageFormat format, String found, String valid) {
    return new UnreadableImageException(
        format.label() + " with " + found + " can't be read, valid is " + valid);
  }
}
