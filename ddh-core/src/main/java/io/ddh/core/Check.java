package io.ddh.core;

import java.util.Locale;

/** Argument checks; a message is name + rule + value found. */
public final class Check {
  private Check() {}

  /** Throws IllegalArgumentException with the formatted message unless the condition holds. */
  public static void that(boolean condition, String format, Object... args) {
    if (!condition) {
      throw new IllegalArgumentException(String.format(Locale.ROOT, format, args));
    }
  }

  /** Throws IllegalArgumentException unless value ≥ min. */
  public static void atLeast(String name, long value, long min) {
    that(value >= min, "%s must be at least %d, found %d", name, min, value);
  }

  /** Throws IllegalArgumentException unless min ≤ value ≤ max; NaN is refused. */
  public static void inRange(String name, double value, double min, double max) {
    that(value >= min && value <= max, "%s must be in [%s, %s], found %s", name, min, max, value);
  }
}
