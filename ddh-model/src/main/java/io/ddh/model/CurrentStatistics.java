package io.ddh.model;

import io.ddh.model.layer.BatchNorms;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Sets the statistics of a graph's batch norms to those that training images have under the graph's
 * current weights ("PreciseBN": Wu, Johnson, Rethinking "Batch" in BatchNorm, arXiv 2105.07576,
 * 2021). The usual running averages come from the weights of earlier steps. With few steps per
 * epoch, running averages would make the untrained network look best. For up to {@value #BATCH}
 * images the statistics are exact. For more images, the statistics of several batches are pooled,
 * with at most {@value #MOST} images in total.
 */
final class CurrentStatistics {
  private static final int BATCH = 256;
  private static final int MOST = 768;

  /** Largest number of pixel values in a batch. */
  private static final int LARGEST = 1 << 23;

  private final ComputationGraph net;
  private final BatchNorms norms;
  private final BatchFiller filler;
  private final int[] rows;
  private final INDArray inputs;

  /**
   * Chooses the images that the statistics are taken from.
   *
   * @param fit rows of the training images
   * @param random chooses among the rows if there are more than needed
   */
  CurrentStatistics(ComputationGraph net, BatchFiller filler, int[] fit, SplittableRandom random) {
    this.net = net;
    this.filler = filler;
    norms = new BatchNorms(net);
    rows = sample(fit, random);
    inputs =
        filler.input(
            Math.min(rows.length, Math.max(2, Math.min(BATCH, LARGEST / filler.imageLength()))));
  }

  private static int[] sample(int[] fit, SplittableRandom random) {
    int[] out = fit.clone();
    int n = Math.min(MOST, out.length);
    for (int i = 0; i < n; i++) {
      int j = i + random.nextInt(out.length - i);
      int row = out[i];
      out[i] = out[j];
      out[j] = row;
    }
    return Arrays.copyOf(out, n);
  }

  /** Recomputes the statistics with the current weights. */
  void take() {
    if (norms.isEmpty()) {
      return;
    }
    int capacity = (int) inputs.size(0);
    int batches = (rows.length + capacity - 1) / capacity;
    for (int b = 0; b < batches; b++) {
      int from = (int) ((long) rows.length * b / batches);
      int to = (int) ((long) rows.length * (b + 1) / batches);
      net.outputSingle(true, filler.fill(rows, from, to, inputs));
      norms.add(to - from);
    }
    norms.assign();
  }
}
