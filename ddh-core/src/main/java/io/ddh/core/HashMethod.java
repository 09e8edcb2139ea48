package io.ddh.core;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A hashing method with its settings; {@link #train} learns a {@link Hasher}. To add a method,
 * implement this interface in a class whose public constructor without arguments sets the defaults,
 * and name the class in {@code META-INF/services/io.ddh.core.HashMethod}. Methods are immutable.
 */
public interface HashMethod {
  /**
   * {@return the name of the method and of its row in the tables, for example sdh} The name
   * consists of lower-case letters, digits, {@code -} and {@code +}.
   */
  String name();

  /** {@return the paper that introduced the method} */
  Citation citation();

  /**
   * {@return the name of the features that the method learns from by default, for example {@code
   * lbp}; empty if it learns from pixels} A method that learns from features can also be run on
   * other features, as {@code name+features}, for example {@code sdh+cnn}.
   */
  default String features() {
    return "";
  }

  /** {@return the differences from the paper or its reference code, with one sentence for each} */
  default List<String> deviations() {
    return List.of();
  }

  /**
   * {@return true if the method's codes are expected to collapse, that is, to separate even the
   * people in the training images no better than random codes would} The tables always mark
   * collapsed codes; a run with collapsed codes fails unless this method returns true.
   */
  default boolean collapseExpected() {
    return false;
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
  default HashMethod configure(Settings settings) {
    return this;
  }

  /**
   * Refuses a code length that the method can't learn.
   *
   * @param bits code length K
   * @throws BadInputException naming the method, the length and what is valid
   */
  default void checkBits(int bits) {
    if (bits < 1 || bits > 1024) {
      throw new BadInputException(name() + ": bits must be in [1, 1024], found " + bits);
    }
  }

  /**
   * Refuses a code length that the method can't learn from feature vectors of the given length,
   * before anything is trained.
   *
   * @param bits code length K
   * @param dimension length d of each feature vector, ≥ 1
   * @throws BadInputException naming the method, the length and what is valid
   */
  default void checkBits(int bits, int dimension) {
    checkBits(bits);
  }

  /**
   * Refuses images of a size that the method can't learn from, before anything is trained. This
   * method is not called for methods that learn from features.
   *
   * @param shape size of the images: height, width, channels
   * @throws BadInputException naming the method, the size and what is valid
   */
  default void checkImages(ImageShape shape) {}

  /**
   * Learns a hasher from the data. The same arguments give the same hasher. For methods that train
   * networks, hashers are equal only within the tolerance that the method documents.
   *
   * @param data images or features with their identities
   * @param bits code length K
   * @param seed the seed from which all randomness derives
   * @param progress receives the progress of the training
   * @return the trained hasher
   * @throws IllegalArgumentException if the data are of the wrong kind
   */
  Hasher train(TrainingSet data, int bits, long seed, Progress progress);

  /**
   * Learns a hasher from the data and saves checkpoints, for methods whose training takes long or
   * has a part that does not depend on the code length. Checkpoints change how long training takes,
   * not its result.
   *
   * @param data images or features with their identities
   * @param bits code length K
   * @param seed the seed from which all randomness derives
   * @param checkpoints the store for this training set and method
   * @param progress receives the progress of the training
   * @return the trained hasher
   */
  default Hasher train(
      TrainingSet data, int bits, long seed, CheckpointStore checkpoints, Progress progress) {
    return train(data, bits, seed, progress);
  }

  /**
   * Rebuilds a hasher from a saved state. The state may come from an untrusted file, so sizes are
   * validated before memory is allocated. The state contains all that is needed, so the settings of
   * this method have no effect.
   *
   * @param state a file of kind {@code hasher/<name>}, as returned by {@link Hasher#state} of the
   *     same method
   * @param where the file that the state comes from, for messages
   * @return the hasher
   * @throws BadInputException if the state is inconsistent, for example if sizes don't match
   */
  default Hasher restore(TensorFile state, String where) {
    throw new UnsupportedOperationException(name() + " can't be loaded");
  }

  /**
   * Reads a hasher that {@link Hasher#save} of the same method wrote.
   *
   * @param file a file that {@link Hasher#save} wrote
   * @return the hasher
   * @throws IOException if the file can't be read
   */
  default Hasher load(Path file) throws IOException {
    return restore(TensorFile.read(file, "hasher/" + name()), file.toString());
  }
}
