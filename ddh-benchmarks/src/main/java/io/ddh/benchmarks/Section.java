package io.ddh.benchmarks;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * A section of the page, with its name, its measurement and its values. The text of the page is in
 * the template.
 *
 * @param name name of the section in {@code --only} and in the template
 * @param measurement measures the section and collects its numbers
 * @param further computes values for the template that only this section needs, from the section's
 *     result
 */
record Section(
    String name, Measurement measurement, Function<Result, Map<String, Object>> further) {
  /** All sections, in the order in which they are measured. */
  static final List<Section> ALL =
      List.of(
          new Section("training", OtherSides::training, result -> Map.of("label", "DDH")),
          new Section("pixels", OtherSides::pixels, OtherSides::pixelRows),
          new Section("threads", OwnSections::threads, result -> Map.of()),
          new Section("vector", OwnSections::vector, result -> Map.of()),
          new Section("batches", OwnSections::batches, result -> Map.of()),
          new Section("epochs", OwnSections::epochs, OwnSections::epochRows),
          new Section("memory", OwnSections::memory, result -> Map.of()),
          new Section("evaluation", OtherSides::evaluation, result -> Map.of()),
          new Section("loading", OtherSides::loading, OtherSides::difference),
          new Section("search", OtherSides::search, OtherSides::searchSizes),
          new Section("vision", VisionSection::measure, VisionSection::share),
          new Section("shallow", OwnSections::shallow, OwnSections::shallowRows),
          new Section("cost", CostSection::measure, result -> Map.of()),
          new Section("load", OwnSections::load, OwnSections::loadRows),
          new Section("step", OwnSections::step, OwnSections::stepRows));

  /** Measures a section. */
  @FunctionalInterface
  interface Measurement {
    /**
     * Measures the section and collects the numbers. The caller stores them under the section's
     * name.
     *
     * @param harness receives the numbers
     * @throws IOException if a process can't be started, or a file can't be read or written
     */
    void measure(Harness harness) throws IOException;
  }
}
