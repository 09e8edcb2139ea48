package io.ddh.experiments.console;

import io.ddh.core.BadInputException;

/** The range of a whole number that is given as an option. */
public final class OptionRange {
  private OptionRange() {}

  /**
   * Refuses a value outside of a range.
   *
   * @param option its name, for the message
   * @param min smallest valid value
   * @param max largest valid value
   * @throws BadInputException naming the option, the range and the value
   */
  public static void check(String option, int value, int min, int max) {
    if (value < min || value > max) {
      throw new BadInputException(
          option + ": must be in [" + min + ", " + max + "], found " + value);
    }
  }
}
