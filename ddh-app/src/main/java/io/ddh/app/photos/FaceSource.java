package io.ddh.app.photos;

import io.ddh.core.Images;
import io.ddh.vision.PhotoFace;
import java.util.List;

/** Finds the faces in photos and computes a vector for each. Thread-safe. */
interface FaceSource extends AutoCloseable {
  /**
   * Finds the faces in a photo.
   *
   * @param photo a single RGB image, upright
   * @return the faces in descending order of their scores; empty if there are none
   */
  List<PhotoFace> find(Images photo);

  /** Names and digests of the networks; vectors of other networks can't be compared with these. */
  String networks();

  /** Number of values of a face's vector. */
  int length();

  @Override
  default void close() {}
}
