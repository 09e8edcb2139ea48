package io.ddh.experiments.console;

import io.ddh.core.BadInputException;

/** Checks that numbers given as options are in their valid ranges. */
public final class OptionRange {
  private OptionRange() {}

  /**
   * Refuses a number outside a range.
   *
   * @param option name of the option, for the message
   * @param value value of the option
   * @param min smallest valid value
   * @param max largest valid value
   * @throws BadInputException if the value is outside the range; the message names the option, the
   *     value and the range
   */
  public static void check(String option, int value, int min, int max) {
    check(option, value >= min && value <= max, value, min + " to " + max);
  }

  /**
   * Refuses a number below a minimum.
   *
   * @param option name of the option, for the message
   * @param value value of the option
   * @param min smallest valid value
   * @throws BadInputException if the value is below the minimum; the message names the option, the
   *     value and the minimum
   */
  public static void check(String option, int value, int min) {
    check(option, value >= min, value, min + " or more");
  }

  /**
   * Refuses a share outside [0, 1], and NaN.
   *
   * @param option name of the option, for the message
   * @param value value of the option
   * @throws BadInputException if the value is outside [0, 1]; the message names the option, the
   *     value and the range
   */
  public static void checkShare(String option, double value) {
    check(option, value >= 0 && value <= 1, value, "0 to 1");
  }

  private static void check(String option, boolean valid, Number found, String range) {
    if (!valid) {
      throw new BadInputException(option + ": found " + found + "; valid: " + range);
    }
  }
}
