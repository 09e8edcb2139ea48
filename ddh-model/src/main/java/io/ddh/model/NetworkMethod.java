package io.ddh.model;

import io.ddh.core.CheckpointStore;
import io.ddh.core.HashMethod;
import io.ddh.core.Hasher;
import io.ddh.core.ImageShape;
import io.ddh.core.Progress;
import io.ddh.core.Settings;
import io.ddh.core.TrainingSet;

/** A network that learns codes from square images. */
abstract sealed class NetworkMethod implements HashMethod permits DdhMethod, Conv5Method, DeepHash {
  abstract Settings settings();

  Training training() {
    return Training.of(settings());
  }

  /** Trains a network; bits, images and settings have been checked. */
  abstract Hasher learn(TrainingRun run, int bits, Progress progress);

  /** The store of a training that is given none. */
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
}
