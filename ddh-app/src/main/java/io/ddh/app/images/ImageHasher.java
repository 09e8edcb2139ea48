package io.ddh.app.images;

import io.ddh.core.BinaryCodes;
import io.ddh.core.Images;

/** Turns pictures into codes, prepared as the pictures were that a model learned from. */
public interface ImageHasher {
  /** Code length K. */
  int bits();

  /** Which model it is: SHA-256 of its file, 64 hexadecimal digits. */
  String digest();

  /**
   * Decodes a picture, crops and scales it.
   *
   * @param picture content of a JPEG, PNG, BMP, GIF or PGM file
   * @param name of the picture, for messages
   * @return one image of the model's size and channels
   * @throws io.ddh.core.BadInputException if it is no such picture, or larger than a picture may be
   */
  Images prepare(byte[] picture, String name);

  /**
   * Codes of prepared images.
   *
   * @return one code an image, in order
   */
  BinaryCodes encode(Images images);
}
