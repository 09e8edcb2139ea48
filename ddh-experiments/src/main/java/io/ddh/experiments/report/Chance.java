package io.ddh.experiments.report;

import java.util.OptionalDouble;

/** MAP of a random order, as far as a cell's provenance tells. */
final class Chance {
  private Chance() {}

  /**
   * The stated chance level, or the one of a gallery that shows everybody equally often; empty when
   * the provenance has neither.
   */
  static OptionalDouble of(Provenance provenance) {
    OptionalDouble stated = provenance.number("chance");
    if (stated.isPresent()) {
      return stated;
    }
    double gallery = provenance.number("gallery").orElse(0);
    double people = provenance.number("people").orElse(0);
    if (people < 1 || gallery < people || gallery > Integer.MAX_VALUE) {
      return OptionalDouble.empty();
    }
    int relevant = (int) Math.round(gallery / people);
    return OptionalDouble.of(io.ddh.eval.Chance.averagePrecision(relevant, (int) gallery));
  }
}
