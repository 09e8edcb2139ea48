package io.ddh.benchmarks.section;

import io.ddh.benchmarks.harness.Harness;
import io.ddh.benchmarks.harness.Result;
import io.ddh.benchmarks.harness.ResultStore;
import io.ddh.benchmarks.harness.Values;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A section of the page: measures its numbers and prepares them for the template. */
public interface Section {
  /** Faces of the training sections: people. */
  int PEOPLE = 530;

  /** Faces of the training sections: training images. */
  int IMAGES = 8_192;

  /** People of YouTube Faces in the paper. */
  int PAPER_PEOPLE = 1_595;

  /** Images per person of YouTube Faces in the paper: 40 to train, 5 queries. */
  int PAPER_EACH = 45;

  /** {@return all sections, in the order in which they are measured} */
  static List<Section> all() {
    return List.of(
        of("training", TorchSections::training),
        of("pixels", TorchSections::pixels),
        of("threads", DdhSections::threads),
        of("vector", DdhSections::vector),
        of("batches", DdhSections::batches),
        new EpochSection(),
        of("memory", DdhSections::memory),
        of("evaluation", EvaluationSection::measure),
        new LoadingSection(),
        of("search", SearchSection::measure),
        new ShallowSection(),
        new CostSection(),
        new LoadSection(),
        new StepSection());
  }

  /** A section whose numbers the template shows as measured. */
  private static Section of(String name, Measurement measurement) {
    return new Section() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public void measure(Harness harness) throws IOException {
        measurement.measure(harness);
      }
    };
  }

  /** Measures a section. */
  @FunctionalInterface
  interface Measurement {
    /**
     * Collects the numbers.
     *
     * @param harness receives the numbers
     * @throws IOException if a process can't be started, or a file can't be read or written
     */
    void measure(Harness harness) throws IOException;
  }

  /** {@return the name in {@code --only} and in the template} */
  String name();

  /** {@return whether this machine can measure the section; if not, stored numbers stay} */
  default boolean possible() {
    return true;
  }

  /**
   * Measures. The caller stores what was collected under the section's name.
   *
   * @param harness receives the numbers
   * @throws IOException if a process can't be started, or a file can't be read or written
   */
  void measure(Harness harness) throws IOException;

  /**
   * {@return the values for the template from the stored numbers; empty if there are none}
   *
   * @param store the stored numbers
   */
  default Optional<Map<String, Object>> view(ResultStore store) {
    Optional<Result> stored = store.read(name());
    return stored.map(
        result -> {
          Map<String, Object> values = Values.of(result);
          values.putAll(further(result));
          return values;
        });
  }

  /**
   * {@return the additional values for the template, beyond those of every result}
   *
   * @param result the section's numbers
   */
  default Map<String, Object> further(Result result) {
    return Map.of();
  }
}
