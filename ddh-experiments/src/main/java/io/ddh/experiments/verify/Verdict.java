package io.ddh.experiments.verify;

import io.ddh.experiments.config.Expectation;
import java.util.OptionalDouble;

/**
 * How a stored value compares with an expected one.
 *
 * @param expectation what was expected
 * @param found mean over the seeds; empty when a value is missing
 * @param problem what is missing; empty when nothing is
 * @param collapsed of the cells behind the value, those whose codes collapsed
 */
public record Verdict(
    Expectation expectation, OptionalDouble found, String problem, int collapsed) {
  /** True when the value is there and within the tolerance, above or below. */
  public boolean met() {
    return found.isPresent()
        && Math.abs(found.getAsDouble() - expectation.value()) <= expectation.tolerance();
  }
}
