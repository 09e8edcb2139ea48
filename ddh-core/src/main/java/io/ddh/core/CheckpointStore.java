package io.ddh.core;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps states of a training, to reuse them for other code lengths or to resume after an
 * interruption. A store belongs to one training set and method; it never returns what another data
 * set, split, method or run seed left. Not for several threads.
 */
public interface CheckpointStore {
  /** Name of the text that says which program and machine made a checkpoint; may be missing. */
  String MADE_BY = "made-by";

  /** Seed for everything that does not depend on the code length. */
  long seed();

  /**
   * The checkpoint of this name that was made from exactly this.
   *
   * @param name letters, digits and {@code -}
   * @param made everything that decides its content besides the training set and {@link #seed}, for
   *     example settings
   * @return empty if there is none, or it can't be read
   * @throws IOException if reading fails
   */
  Optional<TensorFile> get(String name, Map<String, Object> made) throws IOException;

  /** Writes a checkpoint, whole or not at all, over the one of the same name and origin. */
  void put(String name, Map<String, Object> made, TensorFile content) throws IOException;

  /**
   * Marks a checkpoint as complete: the method won't put it again.
   *
   * @throws IOException if writing fails
   */
  default void complete(String name, Map<String, Object> made) throws IOException {}

  /**
   * The store for states of this training alone, such as the state after an epoch. It is cleared
   * when the training is over, and may skip a put that follows soon after another.
   */
  default CheckpointStore unfinished() {
    return none(seed());
  }

  /** A store that keeps nothing. */
  static CheckpointStore none(long seed) {
    return new MemoryCheckpointStore(seed, Optional.empty());
  }

  /** A store in memory. */
  static CheckpointStore inMemory(long seed) {
    return new MemoryCheckpointStore(seed, Optional.of(new HashMap<>()));
  }
}
