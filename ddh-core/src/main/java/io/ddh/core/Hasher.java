package io.ddh.core;

import java.io.IOException;
import java.nio.file.Path;

/** A trained hash function. Immutable. */
public interface Hasher {
  /** Code length K. */
  int bits();

  /**
   * Encodes inputs of the kind it was trained on.
   *
   * @return one code per input, in order
   * @throws IllegalArgumentException if kind or dimension differ from the training's
   */
  BinaryCodes encode(Inputs inputs);

  /** Facts of the training for the result file, for example {@code epochs}. */
  default java.util.Map<String, Object> facts() {
    return java.util.Map.of();
  }

  /**
   * All that {@link HashMethod#restore} needs to make the same hasher, of kind {@code
   * hasher/<method>}. A row whose hasher has no state can be compared, but not become a model file.
   *
   * @throws UnsupportedOperationException if it has none
   */
  default TensorFile state() {
    throw new UnsupportedOperationException("this hasher can't be saved");
  }

  /** Writes its state whole or not at all; see {@link HashMethod#load}. */
  default void save(Path file) throws IOException {
    state().write(file);
  }
}
