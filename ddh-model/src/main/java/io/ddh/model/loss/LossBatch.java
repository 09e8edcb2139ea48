package io.ddh.model.loss;

import io.ddh.model.kernel.Lanes;
import java.util.Map;
import java.util.function.IntPredicate;

/**
 * A batch as a loss sees it: n images with K outputs each. Matrices are row-major.
 *
 * @param lanes the lanes that divide the images among themselves
 * @param outputs the network's outputs, n×K
 * @param labels identity number of each image
 * @param rows row number of each image in the training set
 * @param judged selects images by their position in the batch; a loss over pairs counts the pairs
 *     with at least one such image. In training, all images are selected.
 * @param gradient receives ∂loss/∂outputs, n×K, initially 0; empty if no gradient is wanted
 * @param parameters values of the loss's own parameters by name
 * @param gradients receives ∂loss/∂parameter by name, initially 0; empty if no gradient is wanted
 */
public record LossBatch(
    Lanes lanes,
    float[] outputs,
    int[] labels,
    int[] rows,
    IntPredicate judged,
    float[] gradient,
    Map<String, float[]> parameters,
    Map<String, float[]> gradients) {

  /** {@return the number of images n} */
  public int size() {
    return labels.length;
  }

  /** {@return the number of outputs per image K} */
  public int bits() {
    return outputs.length / labels.length;
  }

  /** {@return true if gradients are wanted} */
  public boolean learns() {
    return gradient.length > 0;
  }

  /** Returns this batch with other outputs, n×K; gradients go to the same arrays. */
  LossBatch withOutputs(float[] others) {
    return new LossBatch(lanes, others, labels, rows, judged, gradient, parameters, gradients);
  }

  /** Returns this batch with other parameters of the loss and their gradients. */
  LossBatch withParameters(Map<String, float[]> values, Map<String, float[]> theirs) {
    return new LossBatch(lanes, outputs, labels, rows, judged, gradient, values, theirs);
  }
}
