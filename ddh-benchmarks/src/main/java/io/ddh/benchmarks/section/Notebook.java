package io.ddh.benchmarks.section;

import io.ddh.benchmarks.result.Origin;
import io.ddh.benchmarks.result.Recorder;
import io.ddh.benchmarks.result.ResultStore;
import java.io.IOException;

/**
 * Where measured numbers go. What is stored stays when the run is cut off after it.
 *
 * @param store of the results
 * @param origin of all that is measured now
 * @param pages told after each result
 */
public record Notebook(ResultStore store, Origin origin, Pages pages) {
  /** Writes the pages from stored numbers. */
  @FunctionalInterface
  public interface Pages {
    void write() throws IOException;
  }

  /**
   * Stores a result over its old one.
   *
   * @param name of the result: a section's, or {@code SECTION/PART}
   */
  void store(String name, Recorder recorder) throws IOException {
    store.write(recorder.result(name, origin));
    pages.write();
  }
}
