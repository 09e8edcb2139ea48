package io.ddh.experiments.run;

import io.ddh.core.CheckpointStore;
import io.ddh.core.Reason;
import io.ddh.core.TensorFile;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The checkpoints of one training run, in {@code work/<data set>/unfinished/<training>}. Only the
 * same program on the same kind of machine resumes from these checkpoints, so that the provenance
 * of a cell is correct for all its epochs.
 */
final class TrainingCheckpoints implements CheckpointStore {
  private static final String SECONDS = "unfinished-seconds";

  private final RunContext run;
  private final Path folder;
  private final String name;
  private final long seed;
  private final String key;
  private final long interval = TimeUnit.SECONDS.toNanos(Integer.getInteger(Runner.INTERVAL, 30));
  private final long start = System.nanoTime();
  private long last = start;
  private double before;
  private boolean noted;

  /**
   * Creates the checkpoints of a training run that starts or resumes now.
   *
   * @param name name of the training run, unique within the data set, for example {@code ddh-48-s1}
   * @param seed value of {@link CheckpointStore#seed}
   * @param made everything that decides the outcome of the training, in a form that JSON can hold
   */
  TrainingCheckpoints(RunContext run, PlannedCell cell, String name, long seed, Object made) {
    this.run = run;
    this.folder = run.folder(cell).resolve("unfinished").resolve(name);
    this.name = name;
    this.seed = seed;
    this.key = KeyedFile.digest(Map.of("by", run.madeBy(), "made", made));
  }

  /**
   * Returns the seconds that earlier processes spent on this training run; 0 if the run was not
   * resumed.
   */
  double before() {
    return before;
  }

  @Override
  public long seed() {
    return seed;
  }

  private KeyedFile file(String what, Map<String, Object> made) {
    String digest = KeyedFile.digest(Map.of("key", key, "made", made));
    Path file = KeyedFile.named(folder, what, digest, ".ddh");
    return new KeyedFile(file, "unfinished/" + what, "unfinished-key", key);
  }

  @Override
  public Optional<TensorFile> get(String what, Map<String, Object> made) {
    Optional<TensorFile> kept = run.fresh() ? Optional.empty() : file(what, made).read();
    kept.ifPresent(file -> before = Double.parseDouble(file.text(SECONDS)));
    return kept;
  }

  /**
   * Writes a checkpoint, unless the time since the last checkpoint, or since the start, is shorter
   * than the interval.
   */
  @Override
  public void put(String what, Map<String, Object> made, TensorFile content) {
    long now = System.nanoTime();
    if (now - last < interval) {
      return;
    }
    Map<String, String> texts = new HashMap<>(content.texts());
    texts.put(SECONDS, Double.toString(before + (now - start) / 1e9));
    try {
      file(what, made).write(texts, content.arrays());
      last = System.nanoTime();
    } catch (IOException e) {
      if (!noted) {
        noted = true;
        run.listener()
            .note(
                name
                    + ": this training run can't be resumed if it is interrupted ("
                    + Reason.withKind(e)
                    + ")");
      }
    }
  }

  @Override
  public CheckpointStore unfinished() {
    return this;
  }

  /** Removes all checkpoints. Called when the training is over. */
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
      return; // there were no checkpoints, or other training runs still have some
    } catch (IOException e) {
      run.listener().note(folder + ": can't be removed (" + Reason.withKind(e) + ")");
    }
  }

  /**
   * Called when the training failed. If the training had been resumed from checkpoints, these are
   * removed, since they may be the cause of the failure.
   */
  void failed() {
    if (before > 0) {
      over();
    }
  }
}
