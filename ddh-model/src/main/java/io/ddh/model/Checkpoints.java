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
 * The checkpoints of one training. Each checkpoint is the training's state after an epoch, from
 * which an interrupted training resumes.
 *
 * @param store the store that holds the checkpoint
 * @param name name of the training in the store
 * @param made everything that determines the state, such as settings
 */
record Checkpoints(CheckpointStore store, String name, Map<String, Object> made) {

  /**
   * Returns the checkpoints of a training that makes up a whole cell. The checkpoints are deleted
   * when the training ends.
   *
   * @param bits code length; 0 if features are trained instead of codes
   */
  static Checkpoints of(
      CheckpointStore store, Settings settings, int bits, long seed, Lanes lanes) {
    Map<String, Object> made = new TreeMap<>(settings.asMap());
    made.put("bits", bits);
    made.put("seed", seed);
    computation(lanes, made);
    return new Checkpoints(store.unfinished(), "training", made);
  }

  /** Adds what determines the last digits of the weights, such as the number of lanes. */
  static void computation(Lanes lanes, Map<String, Object> made) {
    made.put("revision", Trainer.REVISION);
    made.put("threads", lanes.count());
    made.put("layers", Execution.chosen().label());
  }

  /** Marks the training as complete. */
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

  /** Returns which program and machine wrote the checkpoint; empty if unknown. */
  Optional<String> madeBy() {
    return stored().map(kept -> kept.texts().get(CheckpointStore.MADE_BY));
  }

  /** Returns the state that was stored last; empty if there is none. */
  Optional<TrainingState> last() {
    return stored().map(TrainingState::of);
  }

  /** Stores a state in place of the previous one. */
  void keep(TrainingState state) {
    try {
      store.put(name, made, state.file("shelf/" + name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
