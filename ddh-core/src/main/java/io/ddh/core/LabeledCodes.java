package io.ddh.core;

import java.util.Arrays;

/**
 * Codes, each labeled with a person's identity number.
 *
 * @param codes the n codes
 * @param labels identity number of each code; shared, read-only
 */
public record LabeledCodes(BinaryCodes codes, int[] labels) {
  /**
   * Checks that there is one label per code.
   *
   * @param codes the n codes
   * @param labels identity number of each code; shared, read-only
   * @throws IllegalArgumentException if the numbers of codes and labels differ
   */
  public LabeledCodes {
    Check.that(
        codes.size() == labels.length,
        "there must be one label per code, found %d codes and %d labels",
        codes.size(),
        labels.length);
  }

  /**
   * Selects the codes and labels of the given rows of a data set.
   *
   * @param codes codes of all rows of the data set
   * @param labels identity number of each row
   * @param rows rows to select, in this order
   * @return the selected codes and labels
   * @throws IndexOutOfBoundsException if there is no such row
   */
  public static LabeledCodes select(BinaryCodes codes, int[] labels, int[] rows) {
    int[] own = Arrays.stream(rows).map(row -> labels[row]).toArray();
    return new LabeledCodes(codes.select(rows), own);
  }

  /** {@return the number of codes n} */
  public int size() {
    return labels.length;
  }
}
