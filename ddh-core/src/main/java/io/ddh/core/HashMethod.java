package io.ddh.core;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Hyper-parameters of a hashing method; learns a {@link Hasher}. A class joins the tables by
 * implementing this and one line in {@code META-INF/services/io.ddh.core.HashMethod}; it needs a
 * public constructor without arguments that gives the defaults. Immutable.
 */
public interface HashMethod {
  /**
   * The row's name, for example {@code sdh}: lower-case letters, digits, {@code -} and {@code +}.
   */
  String name();

  /** The paper the row stands for. */
  Citation citation();

  /**
   * Name of the features it learns from by default, for example {@code lbp}; empty: it takes
   * pixels. A method with features can also be run as {@code name+features}, for example {@code
   * sdh+cnn}.
   */
  default String features() {
    return "";
  }

  /** Where this differs from the paper or its reference code, one sentence each. */
  default List<String> deviations() {
    return List.of();
  }

  /**
   * True for a row whose codes are expected to collapse, that is, to tell not even its training
   * images apart better than random codes do. The tables mark collapsed codes in any case; only
   * those of a row that doesn't declare it are a failure of the run.
   */
  default boolean collapseExpected() {
    return false;
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
  default HashMethod configure(Settings settings) {
    return this;
  }

  /**
   * Refuses a code length that the method can't do.
   *
   * @throws BadInputException naming the method, the length and what is valid
   */
  default void checkBits(int bits) {
    if (bits < 1 || bits > 1024) {
      throw new BadInputException(name() + ": bits must be in [1, 1024], found " + bits);
    }
  }

  /**
   * Refuses a code length that the method can't do on feature vectors of the given length, before
   * anything is trained.
   *
   * @throws BadInputException as {@link #checkBits(int)}
   */
  default void checkBits(int bits, int dimension) {
    checkBits(bits);
  }

  /**
   * Refuses images of a size that the method can't learn from, before anything is trained. A method
   * that learns from features is not asked.
   *
   * @throws BadInputException naming the method, the size and what is valid
   */
  default void checkImages(ImageShape shape) {}

  /**
   * Learns from the data. The same arguments give the same hasher (networks: within the tolerance
   * that they state).
   *
   * @param bits code length K
   * @param seed all randomness derives from it
   * @throws IllegalArgumentException if the data are of the wrong kind
   */
  Hasher train(TrainingSet data, int bits, long seed, Progress progress);

  /**
   * The same with a shelf, for methods of which a part does not depend on the code length, or whose
   * training is long. What is found on the shelf changes how long it takes, not what comes out.
   *
   * @param shelf of this training set and row
   */
  default Hasher train(
      TrainingSet data, int bits, long seed, CheckpointStore shelf, Progress progress) {
    return train(data, bits, seed, progress);
  }

  /**
   * The hasher of a state, which may come from anybody: what it says is checked before memory is
   * set aside for it. Settings of this method don't matter.
   *
   * @param state of kind {@code hasher/<name>}, as {@link Hasher#state} of the same method gave it
   * @param where it comes from, for messages
   * @throws BadInputException if its parts don't agree
   */
  default Hasher restore(TensorFile state, String where) {
    throw new UnsupportedOperationException(name() + " can't be loaded");
  }

  /** Reads a hasher that {@link Hasher#save} of the same method wrote. */
  default Hasher load(Path file) throws IOException {
    return restore(TensorFile.read(file, "hasher/" + name()), file.toString());
  }
}
