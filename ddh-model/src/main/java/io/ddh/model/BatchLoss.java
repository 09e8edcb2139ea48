package io.ddh.model;

import java.io.Serializable;
import java.util.function.IntPredicate;

/** A loss over the pairs of a batch. */
interface BatchLoss extends Serializable {
  /**
   * The loss of a batch.
   *
   * @param outputs n×K
   * @param labels person of each row
   * @param judged rows of which a pair must have one to be counted
   * @param gradient receives n×K, ∂loss/∂outputs; empty: not wanted
   * @return 0 if no pair counts; the gradient is then left as it was
   */
  double value(float[] outputs, int[] labels, IntPredicate judged, float[] gradient);
}
