package io.ddh.data.read.array;

import io.ddh.core.BadInputException;
import io.ddh.core.Images;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * The files of CIFAR-10 or CIFAR-100.
 *
 * @param train files of training images
 * @param classes names
 */
record CifarSet(List<Batch> train, Batch test, List<String> classes) {
  static final int SIDE = 32;
  static final int AREA = SIDE * SIDE;

  /**
   * One file.
   *
   * @param labels numbers of classes
   */
  record Batch(int[] labels, Planes planes) {}

  /** Values of images: the red, green and blue plane one after another. */
  @FunctionalInterface
  interface Planes {
    /** Value k of image i. */
    byte at(int i, int k);
  }

  /**
   * Checks a label.
   *
   * @param place file, for messages
   */
  static int label(String place, int image, Object found, int classes) {
    double label = found instanceof Number number ? number.doubleValue() : -1;
    if (!(label >= 0 && label < classes && label == Math.rint(label))) {
      throw BadInputException.of(
          "%s: label of image %d is %s, must be 0 to %d", place, image, found, classes - 1);
    }
    return (int) label;
  }

  /** Training images, then test images. */
  List<Batch> batches() {
    return Stream.concat(train.stream(), Stream.of(test)).toList();
  }

  int trainImages() {
    return train.stream().mapToInt(batch -> batch.labels.length).sum();
  }

  int[] labels() {
    return batches().stream().flatMapToInt(batch -> Arrays.stream(batch.labels)).toArray();
  }

  /**
   * All images, n×32×32×3.
   *
   * @param place for messages
   */
  Images images(String place) {
    int n = trainImages() + test.labels.length;
    byte[] pixels = new byte[ImageNumbers.length(place, n, SIDE, SIDE, 3)];
    int to = 0;
    for (Batch batch : batches()) {
      for (int i = 0; i < batch.labels.length; i++) {
        for (int p = 0; p < AREA; p++) {
          for (int c = 0; c < 3; c++) {
            pixels[to++] = batch.planes.at(i, c * AREA + p);
          }
        }
      }
    }
    return new Images(SIDE, SIDE, 3, pixels);
  }
}
