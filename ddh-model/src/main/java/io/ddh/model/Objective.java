package io.ddh.model;

import java.util.SplittableRandom;

/**
 * What a network learns. An objective consists of the targets of the training rows, the order of
 * the rows in an epoch, and the loss by which the best epoch is chosen. The implementations are
 * {@link SoftmaxObjective} (DDH, class-id, CNN features, DeepHash's pre-training), {@link
 * PairObjective} over a {@link BatchLoss} (DSH: {@link PairLoss}, DeepHash: {@link
 * ExponentialLoss}) and {@link CodeObjective} (CNNH).
 *
 * <p>The loss whose gradient training follows is not here but in the graph's output layer, which
 * {@link Networks} adds: {@link io.ddh.model.layer.SoftmaxOutput}, {@link PairLossFunction} or, for
 * CNNH, DL4J's mean squared error. A method passes the objective and the graph to its training, as
 * {@link Dsh} does. To add a loss over pairs, implement {@link BatchLoss}; any other loss needs an
 * output layer with its gradient and an objective with the same loss.
 */
interface Objective {
  /** Returns the number of floats in the target of one image. */
  default int width() {
    return 1;
  }

  /** Writes the target of a row of the training set to {@code out}. */
  void target(int row, float[] out);

  /**
   * Arranges the rows of the next epoch in the order in which batches are taken from them.
   *
   * @param rows holds the rows of the previous epoch and receives the same number of rows for the
   *     next one
   */
  default void arrange(int[] rows, SplittableRandom random) {
    for (int i = rows.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int row = rows[i];
      rows[i] = rows[j];
      rows[j] = row;
    }
  }

  /**
   * Returns the rows whose loss chooses the best epoch; if there are none, the last epoch's weights
   * are kept.
   */
  int[] watched();

  /**
   * Computes the loss of a batch of watched rows, summed over the rows, without weight decay and
   * penalties.
   *
   * @param outputs the network's outputs for the batch, row-major
   * @param from position of the batch's first row in {@link #watched()}
   * @param to position in {@link #watched()} after the batch's last row
   */
  double loss(float[] outputs, int from, int to);
}
