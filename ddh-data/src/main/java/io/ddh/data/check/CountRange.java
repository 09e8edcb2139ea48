package io.ddh.data.check;

import java.util.Arrays;

/**
 * Minimum, median and maximum of a list of whole numbers. If the list has an even length, the
 * median is the lower of the two middle numbers.
 *
 * @param min the smallest number; 0 if there are no numbers
 */
public record CountRange(long min, long median, long max) {
  /**
   * {@return minimum, median and maximum of a list of numbers}
   *
   * @param values the numbers in any order; may be empty
   */
  public static CountRange of(long[] values) {
    if (values.length == 0) {
      return new CountRange(0, 0, 0);
    }
    long[] sorted = values.clone();
    Arrays.sort(sorted);
    return new CountRange(sorted[0], sorted[(sorted.length - 1) / 2], sorted[sorted.length - 1]);
  }

  @Override
  public String toString() {
    return min == max ? Long.toString(min) : min + " / " + median + " / " + max;
  }
}
