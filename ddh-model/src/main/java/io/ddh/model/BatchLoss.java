package io.ddh.model;

import java.io.Serializable;

/** A loss over the pairs of a batch. */
interface BatchLoss extends Serializable {
  /** Which rows a pair must have one of to be counted. */
  @FunctionalInterface
  interface Judged {
    /** Every pair counts. */
    Judged ALL = row -> true;

    boolean test(int row);
  }

  /**
   * The loss of a batch.
   *
   * @param outputs n×K
   * @param labels person of each row
   * @param gradient receives n×K, ∂loss/∂outputs; empty: not wanted
   * @return 0 if no pair counts; the gradient is then left as it was
   */
  double value(float[] outputs, int[] labels, Judged judged, float[] gradient);
}
