package io.ddh.data.check;

import java.util.Arrays;

/**
 * Smallest, middle and largest of some whole numbers; of an even count the lower middle one.
 *
 * @param min smallest; 0 of none
 */
public record CountRange(long min, long median, long max) {
  /**
   * {@return the range of some numbers}
   *
   * @param values numbers in any order; may be empty
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
