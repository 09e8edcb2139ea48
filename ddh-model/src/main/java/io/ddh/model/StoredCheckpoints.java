package io.ddh.model;

import io.ddh.core.CheckpointStore;
import io.ddh.core.Settings;
import io.ddh.model.kernel.Lanes;
import io.ddh.model.layer.Execution;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A training's state in a checkpoint store.
 *
 * @param store that holds it
 * @param name of the training
 * @param made what the state depends on
 */
record StoredCheckpoints(CheckpointStore store, String name, Map<String, Object> made)
    implements Checkpoints {
  private static final String WHOLE = "training";

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
    return new StoredCheckpoints(store.unfinished(), WHOLE, made);
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

  /** Which program and machine made what is kept; empty where that isn't known. */
  Optional<String> madeBy() {
    try {
      return store.get(name, made).map(kept -> kept.texts().get(CheckpointStore.MADE_BY));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Optional<TrainingState> last() {
    try {
      return store.get(name, made).map(TrainingState::of);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void keep(TrainingState state) {
    try {
      store.put(name, made, state.file("shelf/" + name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
