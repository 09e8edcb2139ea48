package io.ddh.core;

import java.util.List;
import java.util.Map;

/**
 * Learns (or just is) a feature extractor for rows such as {@code sdh+cnn}. Found through {@link
 * java.util.ServiceLoader}; same rules as {@link HashMethod}.
 */
public interface FeatureMethod {
  /** Names of the feature matrices it makes, for example {@code cnn} and {@code cnn-class}. */
  List<String> outputs();

  /**
   * Length of one vector of the named output, so that code lengths can be checked before any data
   * are read; 0 if it depends on the images' size.
   */
  int dimension(String output);

  /** Length of one vector of the named output for images of the given size, ≥ 1. */
  default int dimension(String output, ImageShape shape) {
    return dimension(output);
  }

  /**
   * Refuses images of a size that the method can't take, before anything is trained.
   *
   * @throws BadInputException naming the features, the size and what is valid
   */
  default void checkImages(ImageShape shape) {}

  /** Whether the features are worth a file; false where making them again is as quick. */
  default boolean worthKeeping() {
    return true;
  }

  /** Every setting with its default. */
  default Map<String, Object> defaults() {
    return Map.of();
  }

  /**
   * Settings that suit a training set of so many images, where the usual ones would serve it badly;
   * those that are given stay. A training does this by itself; a plan asks, so that all seeds of a
   * row have the same.
   *
   * @param settings of this method
   * @param images to learn from, those for validation included
   */
  default Settings suited(Settings settings, int images) {
    return settings;
  }

  /**
   * Raised when the same settings, data and seed give other results than they did: what is stored
   * of an earlier revision is made again.
   */
  default int revision() {
    return 1;
  }

  /** The same method with other settings. */
  default FeatureMethod configure(Settings settings) {
    return this;
  }

  /** Learns from images; methods without training ignore the data. */
  FeatureExtractor train(TrainingSet data, long seed, Progress progress);

  /**
   * The same with a shelf, for methods whose training is long. What is found there changes how long
   * it takes, not what comes out.
   *
   * @param shelf of this training
   */
  default FeatureExtractor train(
      TrainingSet data, long seed, CheckpointStore shelf, Progress progress) {
    return train(data, seed, progress);
  }

  /**
   * The extractor of a state, which may come from anybody: what it says is checked before memory is
   * set aside for it. The method is configured as it was in training.
   *
   * @param state of kind {@code extractor/<first output>}, as {@link FeatureExtractor#state} gave
   *     it
   * @param where it comes from, for messages
   * @throws BadInputException if its parts don't agree
   */
  default FeatureExtractor restore(TensorFile state, String where) {
    throw new UnsupportedOperationException("features " + outputs().get(0) + " can't be loaded");
  }
}
