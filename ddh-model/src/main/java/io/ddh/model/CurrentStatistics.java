package io.ddh.model;

import io.ddh.model.layer.BatchNorms;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Gives the batch norms of a graph the statistics that training images have at the graph's present
 * weights ("PreciseBN": Wu, Johnson, Rethinking "Batch" in BatchNorm, arXiv 2105.07576, 2021).
 * Running averages over the last steps belong to weights that are gone: with few steps an epoch the
 * untrained network would look best. Up to {@value #BATCH} images the statistics are exact; beyond,
 * those of up to {@value #MOST} images are pooled batch by batch.
 */
final class CurrentStatistics {
  private static final int BATCH = 256;
  private static final int MOST = 768;

  /** Pixel values of a batch at most. */
  private static final int LARGEST = 1 << 23;

  private final ComputationGraph net;
  private final BatchNorms norms;
  private final BatchFiller filler;
  private final int[] rows;
  private final INDArray inputs;

  /**
   * Draws the images.
   *
   * @param fit rows of the training images
   * @param random which of them are taken where there are more than enough
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

  /** Takes the statistics anew. */
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
