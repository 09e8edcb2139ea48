package io.ddh.model;

import io.ddh.core.CheckpointStore;
import io.ddh.core.TensorFile;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/**
 * Simulates a killed process: throws an exception after a given number of writes.
 *
 * @param store the store that holds the checkpoints
 * @param puts number of writes until the interruption, as an array of one element that is counted
 *     down
 * @param keepsUnfinished whether states from which training resumes are stored here, too
 */
record InterruptedStore(CheckpointStore store, int[] puts, boolean keepsUnfinished)
    implements CheckpointStore {
  @Override
  public long seed() {
    return store.seed();
  }

  @Override
  public Optional<TensorFile> get(String name, Map<String, Object> made) throws IOException {
    return store.get(name, made);
  }

  @Override
  public void put(String name, Map<String, Object> made, TensorFile content) throws IOException {
    store.put(name, made, content);
    if (--puts[0] == 0) {
      throw new IOException("cut");
    }
  }

  @Override
  public CheckpointStore unfinished() {
    return keepsUnfinished ? this : CheckpointStore.none(seed());
  }
}
