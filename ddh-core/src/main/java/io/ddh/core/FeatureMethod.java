package io.ddh.core;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A method that trains, or simply provides, a feature extractor for rows such as {@code sdh+cnn}.
 * Implementations are found through {@link java.util.ServiceLoader}; {@link HashMethod} describes
 * how to add an implementation.
 */
public interface FeatureMethod {
  /**
   * {@return the names of the feature matrices that the extractor computes} Examples are {@code
   * cnn} and {@code cnn-class}.
   */
  List<String> outputs();

  /**
   * {@return the length of one vector of the named output, so that code lengths can be checked
   * before any data are read; 0 if the length depends on the size of the images}
   *
   * @param output one of {@link #outputs}
   */
  int dimension(String output);

  /**
   * {@return the length of one vector of the named output for images of the given size, ≥ 1}
   *
   * @param output one of {@link #outputs}
   * @param shape size of the images: height, width, channels
   */
  default int dimension(String output, ImageShape shape) {
    return dimension(output);
  }

  /**
   * Refuses images of a size that the method can't process, before anything is trained.
   *
   * @param shape size of the images: height, width, channels
   * @throws BadInputException naming the features, the size and what is valid
   */
  default void checkImages(ImageShape shape) {}

  /**
   * {@return whether the features should be stored in a file; false if recomputing them is as fast
   * as reading them}
   */
  default boolean worthKeeping() {
    return true;
  }

  /**
   * {@return the networks, trained on other data, that compute the features; empty if the method
   * learns from the data at hand or needs no network} Features of such networks depend on neither
   * the split nor the seed, so {@link #train} may be called without images. The returned networks
   * are part of the configuration of every row that uses these features.
   *
   * @throws BadInputException if a network is not on this machine; the message names the command
   *     that installs it
   */
  default Optional<Pretrained> pretrained() {
    return Optional.empty();
  }

  /** {@return every setting with its default} */
  default Map<String, Object> defaults() {
    return Map.of();
  }

  /**
   * Adapts the settings to a training set that is too small for the defaults. Settings that the
   * user gave stay as they are. Training calls this method automatically; an experiment's plan
   * calls it beforehand, so that all seeds of a row get the same settings.
   *
   * @param settings the settings of this method
   * @param images number of images to learn from, validation images included
   * @return the adapted settings
   */
  default Settings suited(Settings settings, int images) {
    return settings;
  }

  /**
   * {@return the version of the method's results; it is raised by every change that makes the same
   * settings, data and seed give different results} Stored results of an earlier revision are
   * recomputed.
   */
  default int revision() {
    return 1;
  }

  /**
   * {@return this method with the given settings} The default implementation is for methods without
   * settings and returns the method itself.
   *
   * @param settings values for all settings that this method declares
   */
  default FeatureMethod configure(Settings settings) {
    return this;
  }

  /**
   * Learns from images; methods without training ignore the data.
   *
   * @param data images with their identities
   * @param seed the seed from which all randomness derives
   * @param progress receives the progress of the training
   * @return the trained extractor
   */
  FeatureExtractor train(TrainingSet data, long seed, Progress progress);

  /**
   * Learns from images and saves checkpoints, for methods whose training takes long. Checkpoints
   * change how long training takes, not its result.
   *
   * @param data images with their identities
   * @param seed the seed from which all randomness derives
   * @param checkpoints where the training saves its states and finds earlier states
   * @param progress receives the progress of the training
   * @return the trained extractor
   */
  default FeatureExtractor train(
      TrainingSet data, long seed, CheckpointStore checkpoints, Progress progress) {
    return train(data, seed, progress);
  }

  /**
   * Rebuilds an extractor from a saved state. The state may come from an untrusted file, so sizes
   * are validated before memory is allocated. This method must have the settings with which the
   * extractor was trained.
   *
   * @param state a file of kind {@code extractor/<first output>}, as returned by {@link
   *     FeatureExtractor#state}
   * @param where the file that the state comes from, for messages
   * @return the extractor
   * @throws BadInputException if the state is inconsistent, for example if sizes don't match
   */
  default FeatureExtractor restore(TensorFile state, String where) {
    throw new UnsupportedOperationException("features " + outputs().get(0) + " can't be loaded");
  }
}
