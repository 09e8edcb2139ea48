package io.ddh.data.read.image;

import java.io.IOException;

/**
 * Thrown if the format of an image isn't supported, or if this variant of the format isn't
 * supported. The message names the format or the variant.
 */
final class UnreadableImageException extends IOException {
  private static final long serialVersionUID = 1L;

  UnreadableImageException(String message) {
    super(message);
  }

  /** Creates an exception for an unsupported variant of a supported format. */
  static UnreadableImageException variant(ImageFormat format, String found, String valid) {
    return new UnreadableImageException(
        format.label() + " with " + found + " can't be read, valid: " + valid);
  }
}
