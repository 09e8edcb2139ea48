package io.ddh.data;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Keeps what a method learned and can use again: for other code lengths, or to go on with a long
 * training that was cut off. A shelf belongs to one training set and row; what another set, split,
 * row or run seed left is never found on it. Not for several threads.
 */
public interface Shelf {
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

  /** A shelf that lasts as long as the object. */
  static Shelf inMemory(long seed) {
    Map<String, TensorFile> kept = new HashMap<>();
    return new Shelf() {
      @Override
      public long seed() {
        return seed;
      }

      @Override
      public Optional<TensorFile> get(String name, Map<String, Object> made) {
        return Optional.ofNullable(kept.get(name + new TreeMap<>(made)));
      }

      @Override
      public void put(String name, Map<String, Object> made, TensorFile content) {
        kept.put(name + new TreeMap<>(made), content);
      }
    };
  }
}
