package io.ddh.vision.detect;

import java.util.List;

/** A network that finds faces in a square image of fixed size. It is thread-safe. */
public interface FaceNetwork extends AutoCloseable {
  /** {@return the side of the square in pixels} */
  int side();

  /** {@return the width of the smallest face that is found reliably, as a share of the side} */
  double smallest();

  /**
   * {@return whether the points of a face include the corners of the mouth instead of its centre}
   */
  boolean corners();

  /**
   * Finds the faces in an image.
   *
   * @param rgb side·side·3 values in 0..255, row by row, red, green and blue of each pixel
   * @param minScore lowest score of a face to be found, in 0..1
   * @return the faces in pixels of the square, by descending score; boxes of the same face are
   *     merged
   */
  List<FoundFace> find(float[] rgb, double minScore);

  @Override
  void close();
}
