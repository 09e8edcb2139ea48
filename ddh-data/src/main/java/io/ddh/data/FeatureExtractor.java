package io.ddh.data;

import java.util.Map;

/** A trained feature extractor. */
@FunctionalInterface
public interface FeatureExtractor {
  /** Features of each image, by output name; each matrix has one row an image. */
  Map<String, Features> extract(Images images, Progress progress);
}
