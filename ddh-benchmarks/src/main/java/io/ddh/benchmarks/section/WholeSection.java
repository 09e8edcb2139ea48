package io.ddh.benchmarks.section;

import io.ddh.benchmarks.page.Page;
import io.ddh.benchmarks.result.Recorder;
import io.ddh.benchmarks.result.Result;
import io.ddh.benchmarks.result.ResultStore;
import java.io.IOException;
import java.util.Optional;

/** A section whose numbers are one result under its name, stored when all is measured. */
interface WholeSection extends Section {
  /** Measures and records raw numbers. */
  void measure(Session session, Recorder recorder) throws IOException;

  /** Shows stored numbers. */
  void show(Result result, Page page);

  @Override
  default void measure(Session session, Notebook notebook) throws IOException {
    Recorder recorder = new Recorder();
    measure(session, recorder);
    notebook.store(name(), recorder);
  }

  @Override
  default void show(ResultStore store, Page page) {
    Optional<Result> result = store.read(name());
    if (result.isEmpty()) {
      page.notMeasured();
      return;
    }
    show(result.get(), page);
    page.origin(result.get().origin());
  }
}
