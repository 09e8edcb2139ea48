package io.ddh.core;

import java.util.Map;

/** Computes features from images. An extractor is made by training a {@link FeatureMethod}. */
@FunctionalInterface
public interface FeatureExtractor {
  /**
   * {@return the features of each image, by output name; each matrix has one row per image}
   *
   * @param images n images of the size that the extractor was trained on
   * @param progress receives the number of images processed so far
   */
  Map<String, Features> extract(Images images, Progress progress);

  /**
   * {@return the facts about the training, for the result files of all rows that use these
   * features; see {@link Hasher#facts}}
   */
  default Map<String, Object> facts() {
    return Map.of();
  }

  /**
   * {@return everything that is needed to rebuild the same extractor} {@link FeatureMethod#restore}
   * reads this state, which is a file of kind {@code extractor/<first output>}. Without a state,
   * rows that use the features can be evaluated but not saved as model files.
   *
   * @throws UnsupportedOperationException if this extractor has no state
   */
  default TensorFile state() {
    throw new UnsupportedOperationException("this feature extractor can't be saved");
  }

  /**
   * Makes an extractor that needs no training, so its saved state is empty.
   *
   * @param name the method's first output
   * @param how the extractor that computes the features
   * @return the extractor
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
