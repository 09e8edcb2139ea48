package io.ddh.experiments.run;

import io.ddh.core.BadInputException;
import io.ddh.core.CheckpointStore;
import io.ddh.core.Seeds;
import io.ddh.core.TensorFile;
import io.ddh.experiments.share.Locks;
import io.ddh.experiments.share.Locks.Lock;
import io.ddh.experiments.share.Postponed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The shelves of a run's rows, in {@code work/<data set>/shelf}: each file's name has the digest of
 * all that made it. What is not complete is made by one process at a time, and gone on with only by
 * the same program on the same kind of machine; what is complete says which. One run's state: not
 * for several threads.
 */
final class CheckpointStores {
  private static final int FORMAT = 1;
  private static final String KEY = "shelf-key";
  private static final String COMPLETE = "shelf-complete";

  private final Path work;
  private final boolean fresh;
  private final Locks locks;
  private final String madeBy;
  private final Set<Path> madeNow = new HashSet<>();
  private final Map<Path, Lock> held = new HashMap<>();

  /**
   * Shelves.
   *
   * @param fresh true: what an earlier run left is not found
   * @param madeBy program and machine
   */
  CheckpointStores(Path work, boolean fresh, Locks locks, String madeBy) {
    this.work = work;
    this.fresh = fresh;
    this.locks = locks;
    this.madeBy = madeBy;
  }

  /**
   * The shelf of a row, the same for all code lengths and for all variants: what is kept states
   * which settings made it.
   *
   * @param unfinished for what serves the cell alone
   */
  CheckpointStore of(PlannedCell cell, LoadedDataset loaded, CheckpointStore unfinished) {
    Path folder = work.resolve(cell.dataset().name()).resolve("shelf");
    long seed = Seeds.derive(cell.seed(), cell.dataset().name(), cell.base(), "shelf");
    Map<String, Object> base = new HashMap<>();
    base.put("format", FORMAT);
    base.put("data", loaded.data().digest());
    base.put("split", loaded.splits().get(cell.seed()).digest());
    base.put("row", cell.base());
    base.put("class", cell.method().getClass().getName());
    base.put("seed", seed);
    return new FileShelf(folder, cell.base(), seed, base, unfinished);
  }

  /** Gives back the locks that a cell took on its row's checkpoints. */
  void release() {
    held.values().forEach(Lock::close);
    held.clear();
  }

  private final class FileShelf implements CheckpointStore {
    private final Path folder;
    private final String row;
    private final long seed;
    private final Map<String, Object> base;
    private final CheckpointStore unfinished;

    FileShelf(
        Path folder, String row, long seed, Map<String, Object> base, CheckpointStore unfinished) {
      this.folder = folder;
      this.row = row;
      this.seed = seed;
      this.base = base;
      this.unfinished = unfinished;
    }

    @Override
    public long seed() {
      return seed;
    }

    @Override
    public CheckpointStore unfinished() {
      return unfinished;
    }

    private String key(String name, Map<String, Object> made) {
      Map<String, Object> all = new TreeMap<>(base);
      all.put("name", name);
      all.put("made", made);
      return Digests.of(all);
    }

    private Path file(String name, String key) {
      return folder.resolve(row + "-" + name + "-" + key.substring(0, 16) + ".ddh");
    }

    @Override
    public Optional<TensorFile> get(String name, Map<String, Object> made) throws IOException {
      String key = key(name, made);
      Path file = file(name, key);
      Optional<TensorFile> kept = read(name, key, file);
      if (held.containsKey(file) || kept.filter(CheckpointStores::isComplete).isPresent()) {
        return kept;
      }
      Lock lock = locks.take(file).orElseThrow(() -> Postponed.madeElsewhere(row + " " + name));
      held.put(file, lock);
      return read(name, key, file); // another may have finished it in between
    }

    private Optional<TensorFile> read(String name, String key, Path file) {
      if (fresh && !madeNow.contains(file) || !Files.exists(file)) {
        return Optional.empty();
      }
      try {
        TensorFile kept = TensorFile.read(file, "shelf/" + name);
        Map<String, String> texts = kept.texts();
        return texts.getOrDefault(KEY, "").equals(key)
                && (isComplete(kept) || texts.getOrDefault(MADE_BY, "").equals(madeBy))
            ? Optional.of(kept)
            : Optional.empty();
      } catch (BadInputException | IOException e) {
        return Optional
            .empty(); // damaged, unreadable or of another version: made again and written over
      }
    }

    @Override
    public void put(String name, Map<String, Object> made, TensorFile content) throws IOException {
      String key = key(name, made);
      Path file = file(name, key);
      Map<String, String> texts = new HashMap<>(content.texts());
      texts.put(KEY, key);
      texts.put(MADE_BY, madeBy);
      texts.remove(COMPLETE);
      new TensorFile("shelf/" + name, texts, content.arrays()).write(file);
      madeNow.add(file);
    }

    @Override
    public void complete(String name, Map<String, Object> made) throws IOException {
      String key = key(name, made);
      Path file = file(name, key);
      Optional<TensorFile> kept = read(name, key, file);
      if (kept.isPresent() && !isComplete(kept.get())) {
        Map<String, String> texts = new HashMap<>(kept.get().texts());
        texts.put(COMPLETE, "true");
        new TensorFile("shelf/" + name, texts, kept.get().arrays()).write(file);
      }
      Optional.ofNullable(held.remove(file)).ifPresent(Lock::close);
    }
  }

  private static boolean isComplete(TensorFile kept) {
    return kept.texts().containsKey(COMPLETE);
  }
}
