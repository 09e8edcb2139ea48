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
   * Adapts settings to a training set that is too small for the usual ones. Settings that the user
   * gave stay as they are. Training does this by itself; a plan does it beforehand, so that all
   * seeds of a row get the same settings.
   *
   * @param settings of this method
   * @param images to learn from, those for validation included
   */
  default Settings suited(Settings settings, int images) {
    return settings;
  }

  /**
   * Version of the method's results, raised when the same settings, data and seed give other
   * results than before. Stored results of an earlier revision are made again.
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
   * As the other method, with checkpoints, for methods with a long training. Checkpoints change how
   * long training takes, not its result.
   *
   * @param checkpoints of this training
   */
  default FeatureExtractor train(
      TrainingSet data, long seed, CheckpointStore checkpoints, Progress progress) {
    return train(data, seed, progress);
  }

  /**
   * Rebuilds an extractor from a saved state. The state may come from an untrusted file: sizes are
   * validated before memory is allocated. The method must be configured as it was in training.
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
