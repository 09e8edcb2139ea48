package io.ddh.core;

/** Argument checks. A message contains the argument's name, the rule and the value found. */
public final class Check {
  private Check() {}

  /**
   * Checks that a condition holds.
   *
   * @param condition the condition that must hold
   * @param format the message as a format for {@link String#format}
   * @param args values to insert into the message
   * @throws IllegalArgumentException with the formatted message unless the condition holds
   */
  public static void that(boolean condition, String format, Object... args) {
    if (!condition) {
      throw new IllegalArgumentException(Shown.format(format, args));
    }
  }

  /**
   * Checks that value ≥ min.
   *
   * @param name name of the argument
   * @param value the value to check
   * @param min smallest valid value
   * @throws IllegalArgumentException unless value ≥ min
   */
  public static void atLeast(String name, long value, long min) {
    that(value >= min, "%s must be at least %d, found %d", name, min, value);
  }

  /**
   * Checks that min ≤ value ≤ max; NaN is refused.
   *
   * @param name name of the argument
   * @param value the value to check
   * @param min smallest valid value
   * @param max largest valid value
   * @throws IllegalArgumentException unless min ≤ value ≤ max
   */
  public static void inRange(String name, double value, double min, double max) {
    that(value >= min && value <= max, "%s must be in [%s, %s], found %s", name, min, max, value);
  }
}
