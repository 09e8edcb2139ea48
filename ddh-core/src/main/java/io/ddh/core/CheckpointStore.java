package io.ddh.core;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps what a method learned and can use again: for other code lengths, or to go on with a long
 * training that was cut off. A shelf belongs to one training set and row; what another set, split,
 * row or run seed left is never found on it. Not for several threads.
 */
public interface CheckpointStore {
  /** Text of what was kept that tells which program and machine made it; it may be missing. */
  String MADE_BY = "made-by";

  /** Seed of what does not depend on the code length. */
  long seed();

  /**
   * What was kept.
   *
   * @param name letters, digits and {@code -}: what it is
   * @param made all that decided its content beside the training set and {@link #seed}, for example
   *     settings
   * @return empty: nothing was kept for this, or it can't be read
   * @throws IOException if reading fails
   */
  Optional<TensorFile> get(String name, Map<String, Object> made) throws IOException;

  /** Keeps something, whole or not at all, in the place of what was kept for this before. */
  void put(String name, Map<String, Object> made, TensorFile content) throws IOException;

  /**
   * Says that what was kept for this is complete: the method won't put it again.
   *
   * @throws IOException if writing fails
   */
  default void complete(String name, Map<String, Object> made) throws IOException {}

  /**
   * A shelf for what serves only to go on with this very training, such as the state after an
   * epoch. It is cleared when the training is over, and may leave out a put that follows soon after
   * another.
   */
  default CheckpointStore unfinished() {
    return none(seed());
  }

  /** A shelf that keeps nothing. */
  static CheckpointStore none(long seed) {
    return new MemoryCheckpointStore(seed, Optional.empty());
  }

  /** A shelf that lasts as long as the object. */
  static CheckpointStore inMemory(long seed) {
    return new MemoryCheckpointStore(seed, Optional.of(new HashMap<>()));
  }
}
