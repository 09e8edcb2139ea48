package io.ddh.model;

import io.ddh.core.CheckpointStore;
import io.ddh.core.Settings;
import io.ddh.core.TensorFile;
import io.ddh.model.kernel.Lanes;
import io.ddh.model.layer.Execution;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Where a training stands after each epoch, in a checkpoint store, so that it can go on from there.
 *
 * @param store that holds it
 * @param name of the training
 * @param made what the state depends on
 */
record Checkpoints(CheckpointStore store, String name, Map<String, Object> made) {

  /**
   * Of a training that is a whole cell, kept until it is over.
   *
   * @param bits code length; 0: of features
   */
  static Checkpoints of(
      CheckpointStore store, Settings settings, int bits, long seed, Lanes lanes) {
    Map<String, Object> made = new TreeMap<>(settings.asMap());
    made.put("bits", bits);
    made.put("seed", seed);
    computation(lanes, made);
    return new Checkpoints(store.unfinished(), "training", made);
  }

  /** What decides the last digits of the weights. */
  static void computation(Lanes lanes, Map<String, Object> made) {
    made.put("revision", Trainer.REVISION);
    made.put("threads", lanes.count());
    made.put("layers", Execution.chosen().label());
  }

  /** Says that the training is over. */
  void complete() {
    try {
      store.complete(name, made);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Optional<TensorFile> stored() {
    try {
      return store.get(name, made);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Which program and machine made what is kept; empty where that isn't known. */
  Optional<String> madeBy() {
    return stored().map(kept -> kept.texts().get(CheckpointStore.MADE_BY));
  }

  /** What was kept last. */
  Optional<TrainingState> last() {
    return stored().map(TrainingState::of);
  }

  /** Takes the place of what was kept before. */
  void keep(TrainingState state) {
    try {
      store.put(name, made, state.file("shelf/" + name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
