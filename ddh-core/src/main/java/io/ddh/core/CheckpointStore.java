package io.ddh.core;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Stores the states of a training run, so that other code lengths can reuse them and an interrupted
 * training run can be resumed. A store belongs to one training set and method; it never returns a
 * checkpoint of another data set, split, method or run seed. Not thread-safe.
 */
public interface CheckpointStore {
  /**
   * Key under which a checkpoint names the program and machine that wrote it; some checkpoints have
   * no such entry.
   */
  String MADE_BY = "made-by";

  /** {@return the seed for every part of the training that does not depend on the code length} */
  long seed();

  /**
   * Finds the checkpoint with this name and origin.
   *
   * @param name name of the checkpoint, which consists of letters, digits and {@code -}
   * @param made everything that determines the content, besides the training set and {@link #seed};
   *     for example the settings
   * @return the checkpoint; empty if there is none or its file is damaged
   * @throws IOException if reading fails
   */
  Optional<TensorFile> get(String name, Map<String, Object> made) throws IOException;

  /**
   * Writes a checkpoint, completely or not at all, and replaces the one with the same name and
   * origin.
   *
   * @param name name of the checkpoint, which consists of letters, digits and {@code -}
   * @param made everything that determines the content, besides the training set and the seed; for
   *     example the settings
   * @param content arrays and strings to store
   * @throws IOException if the file can't be written
   */
  void put(String name, Map<String, Object> made, TensorFile content) throws IOException;

  /**
   * Marks a checkpoint as complete: the method won't write it again.
   *
   * @param name name of the checkpoint
   * @param made everything that determines the content, besides the training set and the seed; for
   *     example the settings
   * @throws IOException if writing fails
   */
  default void complete(String name, Map<String, Object> made) throws IOException {}

  /**
   * {@return the store for states that only this training run needs, such as the state after an
   * epoch} This store is cleared when the training ends. To save time, it may skip a write that
   * comes soon after the previous one.
   */
  default CheckpointStore unfinished() {
    return none(seed());
  }

  /**
   * {@return a store that discards everything put into it}
   *
   * @param seed the seed that the store's {@link #seed} returns
   */
  static CheckpointStore none(long seed) {
    return new MemoryCheckpointStore(seed, Optional.empty());
  }

  /**
   * {@return an empty store that keeps its checkpoints in memory}
   *
   * @param seed the seed that the store's {@link #seed} returns
   */
  static CheckpointStore inMemory(long seed) {
    return new MemoryCheckpointStore(seed, Optional.of(new HashMap<>()));
  }
}
