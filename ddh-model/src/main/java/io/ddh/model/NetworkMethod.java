package io.ddh.model;

import io.ddh.core.BadInputException;
import io.ddh.core.Check;
import io.ddh.core.CheckpointStore;
import io.ddh.core.DeclaredMethod;
import io.ddh.core.Hasher;
import io.ddh.core.ImageShape;
import io.ddh.core.Progress;
import io.ddh.core.Settings;
import io.ddh.core.TensorFile;
import io.ddh.core.TrainingSet;
import java.util.Map;
import org.deeplearning4j.nn.graph.ComputationGraph;

/** Base class of methods that train a network to compute codes from square images. */
abstract sealed class NetworkMethod extends DeclaredMethod
    permits DdhMethod, Conv5Method, DeepHash {

  NetworkMethod(Profile profile, Settings settings) {
    super(profile, settings);
    training();
  }

  Training training() {
    return Training.of(settings(), Schedule.CONSTANT, false);
  }

  /** Trains a network. The code length, the images and the settings have already been checked. */
  abstract Hasher learn(TrainingRun run, int bits, Progress progress);

  /**
   * Builds the graph that encodes; its parameters are set afterwards.
   *
   * @param file the file of a saved hasher, with the properties of the graph
   * @param where where the file is, for messages
   * @throws IllegalArgumentException if these properties are missing or invalid
   */
  abstract ComputationGraph encoder(TensorFile file, String where, Networks networks, int bits);

  /** Returns the checkpoint store to use if the caller provides none. */
  CheckpointStore ownStore(long seed) {
    return CheckpointStore.none(seed);
  }

  @Override
  public Settings suited(Settings its, int images) {
    return Training.suited(its, images);
  }

  @Override
  public void checkImages(ImageShape shape) {
    DdhMethod.inputShape(name(), shape);
  }

  @Override
  public final Hasher train(TrainingSet data, int bits, long seed, Progress progress) {
    return train(data, bits, seed, ownStore(seed), progress);
  }

  @Override
  public final Hasher train(
      TrainingSet data, int bits, long seed, CheckpointStore store, Progress progress) {
    checkBits(bits);
    Settings suited = suited(settings(), data.size());
    if (suited != settings()) {
      return configure(suited).train(data, bits, seed, store, progress);
    }
    return learn(TrainingRun.of(name(), data, training(), settings(), store, seed), bits, progress);
  }

  @Override
  public final Hasher restore(TensorFile state, String where) {
    try {
      int bits = Integer.parseInt(state.text("bits"));
      Check.inRange("bits", bits, 1, 1024);
      Encoder encoder = Encoder.of(state, networks -> encoder(state, where, networks, bits));
      return new NetworkHasher(name(), bits, state.texts(), encoder, Map.of());
    } catch (IllegalArgumentException e) {
      throw new BadInputException(where + ": damaged (" + e.getMessage() + ")", e);
    }
  }
}
