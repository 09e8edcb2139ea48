package io.ddh.core;

/**
 * Finds the face in a photo and cuts it out so that eyes, nose and mouth lie at the same places in
 * every result. Implementations are found through {@link java.util.ServiceLoader}; they load their
 * networks when they are first used. Thread-safe.
 */
public interface FaceAligner extends AutoCloseable {
  /**
   * An aligned face.
   *
   * @param image the face, 1×size×size×3
   * @param found false if no face was found and the middle of the photo was cut out instead
   */
  record Aligned(Images image, boolean found) {}

  /**
   * {@return names and digests of the networks and of everything else that determines the result;
   * cached images are valid only as long as this string stays the same}
   *
   * @throws BadInputException if a network is not on this machine
   */
  String identity();

  /**
   * Cuts out the face nearest to the middle of a photo.
   *
   * @param photo one upright photo of 3 channels (RGB)
   * @param size height and width of the result in pixels, ≥ 1
   * @return the aligned face
   */
  Aligned align(Images photo, int size);

  @Override
  void close();
}
