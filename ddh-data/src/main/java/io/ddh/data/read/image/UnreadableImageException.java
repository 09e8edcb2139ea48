package io.ddh.data.read.image;

import java.io.IOException;

/**
 * Thrown if an image can't be read because its format, or the variant of that format, isn't
 * supported. The message names the format or the variant that can't be read.
 */
final class UnreadableImageException extends IOException {
  private static final long serialVersionUID = 1L;

  UnreadableImageException(String message) {
    super(message);
  }

  /** Creates an exception for an unsupported variant of a supported format. */
  static UnreadableImageException variant(ImageFormat format, String found, String valid) {
    return new UnreadableImageException(
        format.label() + " with " + found + " can't be read; valid: " + valid);
  }
}
