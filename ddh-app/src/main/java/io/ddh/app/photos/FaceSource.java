package io.ddh.app.photos;

import io.ddh.core.Images;
import io.ddh.vision.PhotoFace;
import java.util.List;

/** Finds and describes the faces on photos. Thread-safe. */
interface FaceSource extends AutoCloseable {
  /**
   * Finds the faces on a photo.
   *
   * @param photo a single RGB image, upright
   * @return the faces in descending order of their scores; empty if there are none
   */
  List<PhotoFace> find(Images photo);

  /** Names and digests of the networks; descriptions by other networks can't be compared. */
  String networks();

  /** Number of values of a face's description. */
  int length();

  @Override
  default void close() {}
}
