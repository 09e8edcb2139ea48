package io.ddh.core;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A checkpoint store in memory.
 *
 * @param kept the checkpoints by name and origin; empty if the store discards everything
 */
record MemoryCheckpointStore(long seed, Optional<Map<String, TensorFile>> kept)
    implements CheckpointStore {
  private static String key(String name, Map<String, Object> made) {
    return name + new TreeMap<>(made);
  }

  @Override
  public Optional<TensorFile> get(String name, Map<String, Object> made) {
    return kept.map(files -> files.get(key(name, made)));
  }

  @Override
  public void put(String name, Map<String, Object> made, TensorFile content) {
    kept.ifPresent(files -> files.put(key(name, made), content));
  }
}
