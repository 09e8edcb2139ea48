package io.ddh.experiments.verify;

import io.ddh.experiments.config.Expectation;
import java.util.OptionalDouble;

/**
 * Comparison of a stored value with an expected one.
 *
 * @param expectation what was expected
 * @param found mean over the seeds; empty when a value is missing
 * @param problem what is missing; empty when nothing is
 * @param collapsed number of cells behind the value whose codes collapsed
 */
public record Verdict(
    Expectation expectation, OptionalDouble found, String problem, int collapsed) {
  /**
   * {@return true if the value was found and differs from the expected one by at most the
   * tolerance}
   */
  public boolean met() {
    return found.isPresent()
        && Math.abs(found.getAsDouble() - expectation.value()) <= expectation.tolerance();
  }
}
