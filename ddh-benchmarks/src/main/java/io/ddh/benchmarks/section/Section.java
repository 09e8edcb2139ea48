package io.ddh.benchmarks.section;

import io.ddh.benchmarks.page.Page;
import io.ddh.benchmarks.result.Recorder;
import io.ddh.benchmarks.result.Result;
import java.io.IOException;
import java.util.List;

/** A part of the page. */
public interface Section {
  /** All, in the order of the page; the last goes to a page of its own. */
  static List<Section> all() {
    return List.of(
        new TrainingSection(),
        new ThreadsSection(),
        new VectorSection(),
        new BatchSection(),
        new EpochSection(),
        new MemorySection(),
        new EvaluationSection(),
        new ShallowSection(),
        new StepSection());
  }

  /** Its word in {@code --only} and file name. */
  String name();

  /** Its heading. */
  String title();

  /** False where it can't be measured here: stored numbers stay. */
  default boolean possible() {
    return true;
  }

  /** Measures and records raw numbers. */
  void measure(Session session, Recorder recorder) throws IOException;

  /** Shows stored numbers. */
  void show(Result result, Page page);
}
