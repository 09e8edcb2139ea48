package io.ddh.core;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** A trained hash function, which maps inputs to binary codes. Hashers are immutable. */
public interface Hasher {
  /** {@return the code length K} */
  int bits();

  /**
   * Encodes inputs of the kind that the hasher was trained on.
   *
   * @param inputs images or features, as in training
   * @return one code per input, in order
   * @throws IllegalArgumentException if the kind or dimension of the inputs differs from that of
   *     the training inputs
   */
  BinaryCodes encode(Inputs inputs);

  /**
   * {@return the vectors by which a reference row ranks images; empty for a hasher with codes} If
   * the result is not empty, {@link #encode} is never called.
   *
   * @param inputs images or features, as in training
   */
  default Optional<Embeddings> embeddings(Inputs inputs) {
    return Optional.empty();
  }

  /** {@return the facts about the training for the result file, for example {@code epochs}} */
  default java.util.Map<String, Object> facts() {
    return java.util.Map.of();
  }

  /**
   * {@return everything that is needed to rebuild the same hasher} {@link HashMethod#restore} reads
   * this state, which is a file of kind {@code hasher/<method>}. Without a state, the hasher can be
   * evaluated but not saved as a model file.
   *
   * @throws UnsupportedOperationException if this hasher has no state
   */
  default TensorFile state() {
    throw new UnsupportedOperationException("this hasher can't be saved");
  }

  /**
   * Writes the state to a file, completely or not at all; {@link HashMethod#load} reads it.
   *
   * @param file the file to write; replaced if it exists
   * @throws IOException if the file can't be written
   */
  default void save(Path file) throws IOException {
    state().write(file);
  }
}
