package io.ddh.data;

import java.util.Map;

/** A trained feature extractor. */
@FunctionalInterface
public interface FeatureExtractor {
  /** Features of each image, by output name; each matrix has one row an image. */
  Map<String, Features> extract(Images images, Progress progress);

  /**
   * Facts of the training for the result files of the rows on these features; see {@link Hasher}.
   */
  default Map<String, Object> facts() {
    return Map.of();
  }
}
