package io.ddh.core;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps states of a training, to reuse them for other code lengths or to resume after an
 * interruption. A store belongs to one training set and method; it never returns a checkpoint of
 * another data set, split, method or run seed. Not thread-safe.
 */
public interface CheckpointStore {
  /** Name of the text that says which program and machine made a checkpoint; may be missing. */
  String MADE_BY = "made-by";

  /** {@return the seed for everything that does not depend on the code length} */
  long seed();

  /**
   * Finds the checkpoint with this name and origin.
   *
   * @param name letters, digits and {@code -}
   * @param made everything that decides its content besides the training set and {@link #seed}, for
   *     example settings
   * @return empty if there is none, or it can't be read
   * @throws IOException if reading fails
   */
  Optional<TensorFile> get(String name, Map<String, Object> made) throws IOException;

  /**
   * Writes a checkpoint, completely or not at all, and replaces the one with the same name and
   * origin.
   *
   * @param name letters, digits and {@code -}
   * @param made everything that decides the content besides the training set and the seed, for
   *     example settings
   * @param content what to store
   * @throws IOException if the file can't be written
   */
  void put(String name, Map<String, Object> made, TensorFile content) throws IOException;

  /**
   * Marks a checkpoint as complete: the method won't write it again.
   *
   * @param name name of the checkpoint
   * @param made everything that decides the content besides the training set and the seed, for
   *     example settings
   * @throws IOException if writing fails
   */
  default void complete(String name, Map<String, Object> made) throws IOException {}

  /**
   * {@return the store for states that only this training needs, such as the state after an epoch}
   * It is cleared when the training is over, and may skip a write that follows soon after another.
   */
  default CheckpointStore unfinished() {
    return none(seed());
  }

  /**
   * {@return a store that keeps nothing}
   *
   * @param seed the store's {@link #seed}
   */
  static CheckpointStore none(long seed) {
    return new MemoryCheckpointStore(seed, Optional.empty());
  }

  /**
   * {@return a store in memory}
   *
   * @param seed the store's {@link #seed}
   */
  static CheckpointStore inMemory(long seed) {
    return new MemoryCheckpointStore(seed, Optional.of(new HashMap<>()));
  }
}
