package io.ddh.experiments.run;

import io.ddh.core.CheckpointStore;
import io.ddh.core.Seeds;
import io.ddh.core.TensorFile;
import io.ddh.experiments.share.Locks.Lock;
import io.ddh.experiments.share.Postponed;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The checkpoint stores of a run's rows, in {@code work/<data set>/shelf}. Only one process at a
 * time makes a given checkpoint. A complete checkpoint is used by all processes and records the
 * program and machine that made the checkpoint. An incomplete checkpoint is resumed only by the
 * same program on the same kind of machine. An instance holds the state of one run and must not be
 * shared by threads.
 */
final class CheckpointStores {
  private static final int FORMAT = 1;

  /**
   * Former name of the store. Former name of the checkpoint stores. It is kept because it is part
   * of file names, of file contents and of a seed.
   */
  private static final String SHELF = "shelf";

  private static final String COMPLETE = "shelf-complete";

  private final RunContext run;
  private final Set<Path> madeNow = new HashSet<>();
  private final Map<Path, Lock> held = new HashMap<>();

  CheckpointStores(RunContext run) {
    this.run = run;
  }

  /**
   * Returns the checkpoint store of a row, which all its code lengths and variants share. The key
   * of a checkpoint covers the settings with which it was made.
   *
   * @param training checkpoints that belong to the cell alone
   */
  CheckpointStore of(PlannedCell cell, LoadedDataset loaded, CheckpointStore training) {
    long seed = Seeds.derive(cell.seed(), cell.dataset().name(), cell.base(), SHELF);
    Map<String, Object> base = new HashMap<>();
    base.put("format", FORMAT);
    base.put("data", loaded.data().digest());
    base.put("split", loaded.drawn(cell).digest());
    base.put("row", cell.base());
    base.put("class", cell.method().getClass().getName());
    base.put("seed", seed);
    return new RowStore(this, run.folder(cell).resolve(SHELF), cell.base(), seed, base, training);
  }

  /** Releases the locks that a cell took on its row's checkpoints. */
  void release() {
    held.values().forEach(Lock::close);
    held.clear();
  }

  /**
   * The checkpoint store of a row.
   *
   * @param unfinished checkpoints that belong to the cell alone
   */
  private record RowStore(
      CheckpointStores of,
      Path folder,
      String row,
      long seed,
      Map<String, Object> base,
      CheckpointStore unfinished)
      implements CheckpointStore {
    private KeyedFile file(String name, Map<String, Object> made) {
      Map<String, Object> all = new TreeMap<>(base);
      all.put("name", name);
      all.put("made", made);
      String key = KeyedFile.digest(all);
      Path file = KeyedFile.named(folder, row + "-" + name, key, ".ddh");
      return new KeyedFile(file, SHELF + "/" + name, SHELF + "-key", key);
    }

    @Override
    public Optional<TensorFile> get(String name, Map<String, Object> made) throws IOException {
      KeyedFile file = file(name, made);
      Optional<TensorFile> kept = read(file);
      if (of.held.containsKey(file.file()) || kept.filter(RowStore::isComplete).isPresent()) {
        return kept;
      }
      Lock lock =
          of.run
              .locks()
              .take(file.file())
              .orElseThrow(() -> Postponed.madeElsewhere(row + " " + name));
      of.held.put(file.file(), lock);
      return read(file); // another process may have completed it meanwhile
    }

    private Optional<TensorFile> read(KeyedFile file) {
      return of.run.fresh() && !of.madeNow.contains(file.file())
          ? Optional.empty()
          : file.read()
              .filter(
                  kept -> isComplete(kept) || of.run.madeBy().equals(kept.texts().get(MADE_BY)));
    }

    private static boolean isComplete(TensorFile kept) {
      return kept.texts().containsKey(COMPLETE);
    }

    @Override
    public void put(String name, Map<String, Object> made, TensorFile content) throws IOException {
      KeyedFile file = file(name, made);
      Map<String, String> texts = new HashMap<>(content.texts());
      texts.put(MADE_BY, of.run.madeBy());
      texts.remove(COMPLETE);
      file.write(texts, content.arrays());
      of.madeNow.add(file.file());
    }

    @Override
    public void complete(String name, Map<String, Object> made) throws IOException {
      KeyedFile file = file(name, made);
      Optional<TensorFile> kept = read(file).filter(its -> !isComplete(its));
      if (kept.isPresent()) {
        Map<String, String> texts = new HashMap<>(kept.get().texts());
        texts.put(COMPLETE, "true");
        file.write(texts, kept.get().arrays());
      }
      Optional.ofNullable(of.held.remove(file.file())).ifPresent(Lock::close);
    }
  }
}
