package io.ddh.benchmarks.section;

import io.ddh.benchmarks.page.Page;
import io.ddh.benchmarks.result.ResultStore;
import java.io.IOException;
import java.util.List;

/** A part of the page. */
public interface Section {
  /** All, in the order of the page; the last goes to a page of its own. */
  static List<Section> all() {
    return List.of(
        new TrainingSection(),
        new PixelsSection(),
        new ThreadsSection(),
        new VectorSection(),
        new BatchSection(),
        new EpochSection(),
        new MemorySection(),
        new EvaluationSection(),
        new LoadingSection(),
        new SearchSection(),
        new ShallowSection(),
        new CostSection(),
        new LoadSection(),
        new StepSection());
  }

  /** Its word in {@code --only}. */
  String name();

  /** Its heading. */
  String title();

  /** False where it can't be measured here: stored numbers stay. */
  default boolean possible() {
    return true;
  }

  /** Measures and stores raw numbers. */
  void measure(Session session, Notebook notebook) throws IOException;

  /** Shows stored numbers, or that there are none. */
  void show(ResultStore store, Page page);
}
