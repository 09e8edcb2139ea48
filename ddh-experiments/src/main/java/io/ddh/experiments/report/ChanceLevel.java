package io.ddh.experiments.report;

import java.util.OptionalDouble;

/** MAP of a random order, as far as a cell's provenance tells. */
final class ChanceLevel {
  private ChanceLevel() {}

  /**
   * Chance level of the cell's gallery, taking it to show everybody who asks equally often (exact
   * for a fixed number of images a person); empty when the provenance lacks the counts.
   */
  static OptionalDouble of(ReportedProvenance provenance) {
    double gallery = provenance.number("split.gallery").orElse(0);
    double people = askingPeople(provenance);
    if (people < 1 || gallery < people || gallery > Integer.MAX_VALUE) {
      return OptionalDouble.empty();
    }
    int relevant = (int) Math.round(gallery / people);
    return OptionalDouble.of(io.ddh.eval.Chance.averagePrecision(relevant, (int) gallery));
  }

  /**
   * People whom the gallery shows, who are those who ask: all of the split's, but for unseen
   * identities only those that training left. The protocol {@code given} counts its queries in all,
   * not a person.
   */
  private static double askingPeople(ReportedProvenance provenance) {
    double each = provenance.number("config.split.settings.queries").orElse(0);
    double queries = provenance.number("split.query").orElse(0);
    return !provenance.givenSplit() && each >= 1 && queries >= each
        ? queries / each
        : provenance.number("split.people").orElse(0);
  }
}
