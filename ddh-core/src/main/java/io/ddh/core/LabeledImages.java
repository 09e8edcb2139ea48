package io.ddh.core;

import java.util.List;
import java.util.Optional;

/**
 * n images, the identity number of each, and the identities' names.
 *
 * @param images the images, n×H×W×C
 * @param labels identity number of each image, in [0, identities.size()); shared, read-only
 * @param identities names of the identities; a name's position is its identity number
 * @param given the split that the data set comes with; empty if there is none
 */
public record LabeledImages(
    Images images, int[] labels, List<String> identities, Optional<GivenSplit> given) {
  /**
   * Checks that there is one valid label per image and that the given split fits the images.
   *
   * @param images the images, n×H×W×C
   * @param labels identity number of each image, in [0, identities.size()); shared, read-only
   * @param identities names of the identities; a name's position is its identity number
   * @param given the split that the data set comes with; empty if there is none
   * @throws IllegalArgumentException if a label is missing or out of range, or if the given split
   *     contains the number of a row that does not exist
   */
  public LabeledImages {
    identities = List.copyOf(identities);
    Check.that(
        labels.length == images.size(),
        "there must be one label per image, found %d images and %d labels",
        images.size(),
        labels.length);
    for (int label : labels) {
      Check.that(
          label >= 0 && label < identities.size(),
          "labels must be in [0, %d), found %d",
          identities.size(),
          label);
    }
    int end = given.map(GivenSplit::end).orElse(0);
    Check.that(
        end <= labels.length, "given split: image %d must be in [0, %d)", end - 1, labels.length);
  }

  /**
   * Creates labeled images without a given split.
   *
   * @param images the images, n×H×W×C
   * @param labels identity number of each image, in [0, identities.size()); shared, read-only
   * @param identities names of the identities; a name's position is its identity number
   */
  public LabeledImages(Images images, int[] labels, List<String> identities) {
    this(images, labels, identities, Optional.empty());
  }

  /** {@return the number of images n} */
  public int size() {
    return labels.length;
  }
}
