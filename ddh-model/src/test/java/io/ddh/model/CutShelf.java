package io.ddh.model;

import io.ddh.core.CheckpointStore;
import io.ddh.core.TensorFile;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/**
 * Ends the process, so to say, once something was kept so many times.
 *
 * @param store that keeps
 * @param puts one number, counted down to 0
 * @param keepsUnfinished whether what serves to go on with a training is kept here, too
 */
record CutShelf(CheckpointStore store, int[] puts, boolean keepsUnfinished)
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
