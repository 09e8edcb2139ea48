package io.ddh.model;

import java.io.Serializable;
import java.util.function.IntPredicate;

/** A loss over the pairs of images in a batch. */
interface BatchLoss extends Serializable {
  /**
   * Computes the loss of a batch and, if wanted, its gradient.
   *
   * @param outputs the network's outputs, n×K
   * @param labels identity number of each row's person
   * @param judged selects rows; only pairs with at least one such row count
   * @param gradient receives ∂loss/∂outputs, n×K; an empty array if it is not wanted
   * @return the loss; 0 if no pair counts, and then the gradient is left unchanged
   */
  double value(float[] outputs, int[] labels, IntPredicate judged, float[] gradient);
}
