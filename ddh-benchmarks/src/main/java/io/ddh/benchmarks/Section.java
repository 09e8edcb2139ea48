package io.ddh.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A section of the page. The page's text is in the template.
 *
 * @param name in {@code --only} and in the template
 * @param measurement collects the numbers
 * @param view the values for the template from the folder of the stored numbers; empty if there are
 *     none
 */
record Section(
    String name, Measurement measurement, Function<Path, Optional<Map<String, Object>>> view) {
  /** All sections, in the order in which they are measured. */
  static final List<Section> ALL =
      List.of(
          of("training", OtherSides::training, result -> Map.of("label", "DDH")),
          of("pixels", OtherSides::pixels, OtherSides::pixelRows),
          of("threads", OwnSections::threads, result -> Map.of()),
          of("vector", OwnSections::vector, result -> Map.of()),
          of("batches", OwnSections::batches, result -> Map.of()),
          of("epochs", OwnSections::epochs, OwnSections::epochRows),
          of("memory", OwnSections::memory, result -> Map.of()),
          of("evaluation", OtherSides::evaluation, result -> Map.of()),
          of("loading", OtherSides::loading, OtherSides::difference),
          of("search", OtherSides::search, OtherSides::searchSizes),
          of("shallow", OwnSections::shallow, OwnSections::shallowRows),
          new Section("cost", CostSection::measure, CostSection::view),
          of("load", OwnSections::load, OwnSections::loadRows),
          of("step", OwnSections::step, OwnSections::stepRows));

  /** Measures a section. */
  @FunctionalInterface
  interface Measurement {
    /**
     * Collects the numbers. The caller stores them under the section's name.
     *
     * @param harness receives the numbers
     * @throws IOException if a process can't be started, or a file can't be read or written
     */
    void measure(Harness harness) throws IOException;
  }

  /** A section with one result, whose values may have some beyond those of every result. */
  private static Section of(
      String name, Measurement measurement, Function<Result, Map<String, Object>> further) {
    return new Section(
        name,
        measurement,
        folder ->
            Result.read(folder, name)
                .map(
                    result -> {
                      Map<String, Object> values = PageNumbers.values(result, "");
                      values.putAll(further.apply(result));
                      return values;
                    }));
  }
}
