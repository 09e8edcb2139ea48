package io.ddh.model.loss;

import java.util.List;

/**
 * A loss that a network learns codes by. The network computes B×K outputs for a batch; the loss
 * computes its value and its gradient from these outputs, the identities and the row numbers. A
 * loss may have parameters of its own, which are learned and stored with the network's.
 *
 * <p>A loss is used by one thread and for one training. It may hold targets of each row, which
 * {@link LossBatch#rows} selects.
 */
public interface HashLoss {
  /** {@return the loss's own parameters, in the order in which they are stored} */
  default List<LossParameter> parameters() {
    return List.of();
  }

  /**
   * Computes the loss of a batch and, if the batch learns, writes its gradient.
   *
   * @param batch outputs, identities and row numbers, and room for the gradients
   * @return the loss, summed over the images; gradients are of this sum
   */
  double value(LossBatch batch);

  /**
   * {@return the number of augmented copies of each image in a training batch, 1 or 2} With 2, a
   * batch holds all first copies, followed by all second copies in the same order.
   */
  default int views() {
    return 1;
  }

  /**
   * Is called before each epoch of training, but not during validation. What a loss computes here
   * must depend only on the arguments, because a resumed training starts with a new loss.
   *
   * @param epoch number of the epoch, from 1
   * @param outputs computes outputs of images under the current weights
   */
  default void beforeEpoch(int epoch, Outputs outputs) {}

  /** Computes outputs of a network. */
  @FunctionalInterface
  interface Outputs {
    /**
     * {@return the outputs of images without augmentation, n×K, row-major}
     *
     * @param rows row numbers of the n images in the training set
     */
    float[] of(int[] rows);
  }
}
