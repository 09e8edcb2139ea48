package io.ddh.experiments.run;

import io.ddh.data.BadInputException;
import io.ddh.data.Seeds;
import io.ddh.data.Shelf;
import io.ddh.data.TensorFile;
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
 * all that made it. One run's state: not for several threads.
 */
final class Shelves {
  private static final int FORMAT = 1;

  private final Path work;
  private final boolean fresh;
  private final Set<Path> madeNow = new HashSet<>();

  /**
   * Shelves.
   *
   * @param fresh true: what an earlier run left is not found
   */
  Shelves(Path work, boolean fresh) {
    this.work = work;
    this.fresh = fresh;
  }

  /**
   * The shelf of a row, the same for all code lengths and for all variants: what is kept states
   * which settings made it.
   */
  Shelf of(PlannedCell cell, LoadedDataset loaded) {
    Path folder = work.resolve(cell.dataset().name()).resolve("shelf");
    long seed = Seeds.derive(cell.seed(), cell.dataset().name(), cell.base(), "shelf");
    Map<String, Object> base = new HashMap<>();
    base.put("format", FORMAT);
    base.put("data", loaded.data().digest());
    base.put("split", loaded.splits().get(cell.seed()).digest());
    base.put("row", cell.base());
    base.put("class", cell.method().getClass().getName());
    base.put("seed", seed);
    return new FileShelf(folder, cell.base(), seed, base);
  }

  private final class FileShelf implements Shelf {
    private static final String KEY = "shelf-key";

    private final Path folder;
    private final String row;
    private final long seed;
    private final Map<String, Object> base;

    FileShelf(Path folder, String row, long seed, Map<String, Object> base) {
      this.folder = folder;
      this.row = row;
      this.seed = seed;
      this.base = base;
    }

    @Override
    public long seed() {
      return seed;
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
      if (fresh && !madeNow.contains(file) || !Files.exists(file)) {
        return Optional.empty();
      }
      try {
        TensorFile kept = TensorFile.read(file, "shelf/" + name);
        return kept.texts().getOrDefault(KEY, "").equals(key)
            ? Optional.of(kept)
            : Optional.empty();
      } catch (BadInputException e) {
        return Optional.empty(); // damaged or of another version: made again and written over
      }
    }

    @Override
    public void put(String name, Map<String, Object> made, TensorFile content) throws IOException {
      String key = key(name, made);
      Path file = file(name, key);
      Map<String, String> texts = new HashMap<>(content.texts());
      texts.put(KEY, key);
      new TensorFile("shelf/" + name, texts, content.arrays()).write(file);
      madeNow.add(file);
    }
  }
}
