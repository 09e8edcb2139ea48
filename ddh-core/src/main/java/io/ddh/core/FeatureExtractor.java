package io.ddh.core;

import java.util.Map;

/** A trained feature extractor. */
@FunctionalInterface
public interface FeatureExtractor {
  /** Features of each image, by output name; each matrix has one row per image. */
  Map<String, Features> extract(Images images, Progress progress);

  /**
   * Facts of the training for the result files of the rows on these features; see {@link Hasher}.
   */
  default Map<String, Object> facts() {
    return Map.of();
  }

  /**
   * All that {@link FeatureMethod#restore} needs to make the same extractor, of kind {@code
   * extractor/<first output>}. Rows on features whose extractor has no state can be compared, but
   * not become a model file.
   *
   * @throws UnsupportedOperationException if it has none
   */
  default TensorFile state() {
    throw new UnsupportedOperationException("this feature extractor can't be saved");
  }

  /**
   * An extractor that learns nothing: its state is empty.
   *
   * @param name the method's first output
   * @param how to extract
   */
  static FeatureExtractor untrained(String name, FeatureExtractor how) {
    return new FeatureExtractor() {
      @Override
      public Map<String, Features> extract(Images images, Progress progress) {
        return how.extract(images, progress);
      }

      @Override
      public TensorFile state() {
        return new TensorFile("extractor/" + name, Map.of(), Map.of());
      }
    };
  }
}
