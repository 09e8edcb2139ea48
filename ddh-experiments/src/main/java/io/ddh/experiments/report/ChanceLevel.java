package io.ddh.experiments.report;

import io.ddh.experiments.Provenance;
import io.ddh.experiments.Provenance.SplitCounts;
import java.util.OptionalDouble;

/** MAP of a random order, as far as a cell's provenance tells. */
public final class ChanceLevel {
  private ChanceLevel() {}

  /**
   * Chance level of the cell's gallery, taking it to show everybody who asks equally often (exact
   * for a fixed number of images a person); empty when the split has no images.
   */
  public static OptionalDouble of(Provenance provenance) {
    int gallery = provenance.split().gallery();
    double people = askingPeople(provenance);
    if (people < 1 || gallery < people) {
      return OptionalDouble.empty();
    }
    int relevant = (int) Math.round(gallery / people);
    return OptionalDouble.of(io.ddh.eval.Chance.averagePrecision(relevant, gallery));
  }

  /**
   * People whom the gallery shows, who are those who ask: all of the split's, but for unseen
   * identities only those that training left. The protocol {@code given} counts its queries in all,
   * not a person.
   */
  private static double askingPeople(Provenance provenance) {
    SplitCounts split = provenance.split();
    double each = provenance.configuredNumber("split.settings.queries").orElse(0);
    return !split.given() && each >= 1 && split.query() >= each
        ? split.query() / each
        : split.people();
  }
}
