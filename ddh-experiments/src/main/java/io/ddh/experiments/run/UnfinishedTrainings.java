package io.ddh.experiments.run;

import io.ddh.core.BadInputException;
import io.ddh.core.CheckpointStore;
import io.ddh.core.TensorFile;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Where trainings stand that are not over, in {@code work/<data set>/unfinished/<training>}. Found
 * again only by the same program on the same kind of machine, so that what a cell says of its
 * making is true of all its epochs.
 */
final class UnfinishedTrainings {
  private static final String KEY = "unfinished-key";
  private static final String SECONDS = "unfinished-seconds";

  private final Path work;
  private final boolean fresh;
  private final Duration interval;
  private final String madeBy;
  private final RunListener listener;

  /**
   * Trainings under a work folder.
   *
   * @param fresh true: what an earlier run left is not found
   * @param interval a state is not kept sooner after the one before, or the start
   * @param madeBy program and machine
   */
  UnfinishedTrainings(
      Path work, boolean fresh, Duration interval, String madeBy, RunListener listener) {
    this.work = work;
    this.fresh = fresh;
    this.interval = interval;
    this.madeBy = madeBy;
    this.listener = listener;
  }

  /**
   * The shelf of one training.
   *
   * @param name of it among those of the data set, for example {@code ddh-48-s1}
   * @param seed for {@link CheckpointStore#seed}
   * @param made all that decides what comes out, as JSON can hold it
   */
  Training of(String dataset, String name, long seed, Object made) {
    Map<String, Object> key = new TreeMap<>();
    key.put("by", madeBy);
    key.put("made", made);
    return new Training(
        work.resolve(dataset).resolve("unfinished").resolve(name), name, seed, Digests.of(key));
  }

  /** A training that goes on or starts. */
  final class Training implements CheckpointStore {
    private final Path folder;
    private final String name;
    private final long seed;
    private final String key;
    private final long start = System.nanoTime();
    private long last = start;
    private double before;
    private boolean found;
    private boolean noted;

    private Training(Path folder, String name, long seed, String key) {
      this.folder = folder;
      this.name = name;
      this.seed = seed;
      this.key = key;
    }

    /** Seconds that the training took in processes that were ended; 0 if it was not found. */
    double before() {
      return before;
    }

    @Override
    public long seed() {
      return seed;
    }

    private Path file(String what, Map<String, Object> made) {
      Map<String, Object> all = new TreeMap<>();
      all.put("key", key);
      all.put("made", made);
      return folder.resolve(what + "-" + Digests.of(all).substring(0, 16) + ".ddh");
    }

    @Override
    public Optional<TensorFile> get(String what, Map<String, Object> made) {
      Path file = file(what, made);
      if (fresh || !Files.exists(file)) {
        return Optional.empty();
      }
      try {
        TensorFile kept = TensorFile.read(file, "unfinished/" + what);
        if (!kept.texts().getOrDefault(KEY, "").equals(key)) {
          return Optional.empty();
        }
        before = Double.parseDouble(kept.text(SECONDS));
        found = true;
        return Optional.of(kept);
      } catch (BadInputException | IllegalArgumentException | IOException e) {
        return Optional.empty(); // damaged or unreadable: from the start, and written over
      }
    }

    @Override
    public void put(String what, Map<String, Object> made, TensorFile content) {
      long now = System.nanoTime();
      if (now - last < interval.toNanos()) {
        return;
      }
      Map<String, String> texts = new HashMap<>(content.texts());
      texts.put(KEY, key);
      texts.put(SECONDS, Double.toString(before + (now - start) / 1e9));
      try {
        new TensorFile("unfinished/" + what, texts, content.arrays()).write(file(what, made));
        last = System.nanoTime();
      } catch (IOException e) {
        if (!noted) {
          noted = true;
          listener.note(name + ": can't be gone on with if ended (" + Failures.reason(e) + ")");
        }
      }
    }

    @Override
    public CheckpointStore unfinished() {
      return this;
    }

    /** The training is over: nothing of it stays. */
    void over() {
      try {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
          for (Path file : files) {
            Files.deleteIfExists(file);
          }
        }
        Files.deleteIfExists(folder);
        Files.deleteIfExists(folder.getParent());
      } catch (NoSuchFileException | DirectoryNotEmptyException e) {
        return; // nothing was kept, or others go on
      } catch (IOException e) {
        listener.note(folder + ": can't be removed (" + Failures.reason(e) + ")");
      }
    }

    /** The training failed: what it went on from is not tried again. */
    void failed() {
      if (found) {
        over();
      }
    }
  }
}
