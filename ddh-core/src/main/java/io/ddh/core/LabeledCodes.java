package io.ddh.core;

/**
 * Codes with their identities.
 *
 * @param codes n codes
 * @param labels n identity numbers; shared, read-only
 */
public record LabeledCodes(BinaryCodes codes, int[] labels) {
  public LabeledCodes {
    Check.that(
        codes.size() == labels.length,
        "labels must be one a code: %d codes, %d labels",
        codes.size(),
        labels.length);
  }

  /** The codes and labels of the given rows of a data set. */
  public static LabeledCodes select(BinaryCodes codes, int[] labels, int[] rows) {
    int[] own = new int[rows.length];
    for (int i = 0; i < rows.length; i++) {
      own[i] = labels[rows[i]];
    }
    return new LabeledCodes(codes.select(rows), own);
  }

  /** Number of codes n. */
  public int size() {
    return labels.length;
  }
}
