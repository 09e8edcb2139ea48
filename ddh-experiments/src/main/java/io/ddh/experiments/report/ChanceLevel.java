package io.ddh.experiments.report;

import io.ddh.experiments.Provenance;
import io.ddh.experiments.Provenance.SplitCounts;
import java.util.OptionalDouble;

/** MAP of a random order, from the counts in a cell's provenance. */
public final class ChanceLevel {
  private ChanceLevel() {}

  /**
   * {@return the chance level of a cell's gallery, assuming equally many gallery images of each
   * person who appears in a query; empty if the split has no images}
   *
   * @param provenance provenance of the cell, with the counts of its split
   */
  public static OptionalDouble of(Provenance provenance) {
    int gallery = provenance.split().gallery();
    double people = queryPeople(provenance);
    if (people < 1 || gallery < people) {
      return OptionalDouble.empty();
    }
    int relevant = (int) Math.round(gallery / people);
    return OptionalDouble.of(io.ddh.eval.Chance.averagePrecision(relevant, gallery));
  }

  /**
   * {@return the number of people in queries and gallery: all people of the split, or with unseen
   * identities only those not used for training} The protocol {@code given} states its queries in
   * total, not per person.
   */
  private static double queryPeople(Provenance provenance) {
    SplitCounts split = provenance.split();
    double each = provenance.configuredNumber("split.settings.queries").orElse(0);
    return !split.given() && each >= 1 && split.query() >= each
        ? split.query() / each
        : split.people();
  }
}
