package io.ddh.model;

import java.util.SplittableRandom;

/**
 * What a network learns: the targets of its training rows, their order in an epoch, and the loss
 * that chooses the best epoch. There are {@link SoftmaxObjective} (DDH, class-id, CNN features,
 * DeepHash's pre-training), {@link PairObjective} over a {@link BatchLoss} (DSH: {@link PairLoss},
 * DeepHash: {@link ExponentialLoss}) and {@link CodeObjective} (CNNH).
 *
 * <p>The loss whose gradient the weights follow is in the graph's output layer, which {@link
 * Networks} puts there: {@link io.ddh.model.layer.SoftmaxOutput}, {@link PairLossFunction}, for
 * CNNH DL4J's mean squared error. The method hands both to its training, as {@link Dsh} does. A new
 * loss over pairs is a {@link BatchLoss}; any other takes an output layer with its gradient and an
 * objective with the same loss.
 */
interface Objective {
  /** Floats in the target of an image. */
  default int width() {
    return 1;
  }

  /** Overwrites {@code out} with the target of a row of the training set. */
  void target(int row, float[] out);

  /**
   * Puts the rows of an epoch into the array, in the order in which batches are cut from it.
   *
   * @param rows the training rows in the order of the epoch before; as many are used in an epoch
   */
  default void arrange(int[] rows, SplittableRandom random) {
    for (int i = rows.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int row = rows[i];
      rows[i] = rows[j];
      rows[j] = row;
    }
  }

  /** Rows that the network is judged by after each epoch; empty: the last epoch's weights stay. */
  int[] watched();

  /**
   * Loss of one batch of watched rows, summed over its rows, without weight decay and penalties.
   *
   * @param outputs of the network for the batch, row-major
   * @param from first of them in {@link #watched()}
   * @param to end of them in {@link #watched()}
   */
  double loss(float[] outputs, int from, int to);
}
