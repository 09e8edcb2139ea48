package io.ddh.model.layer;

import io.ddh.model.kernel.Moments;
import io.ddh.model.kernel.OffHeap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.graph.ComputationGraph;

/**
 * The batch norms of a graph. This class pools the statistics of several batches, each computed by
 * a forward pass in training mode, and sets them as the statistics for inference. Not thread-safe.
 */
public final class BatchNorms {
  /** Sums over the images added so far. */
  private record Sums(FusedImpl<?> layer, double[] mean, double[] square) {}

  private final List<Sums> norms = new ArrayList<>();
  private double images;

  /**
   * Finds the batch norms of a graph.
   *
   * @param net the graph
   */
  public BatchNorms(ComputationGraph net) {
    for (Layer layer : net.getLayers()) {
      if (layer instanceof FusedImpl<?> own && own.paramTable().containsKey(FusedLayer.MEAN)) {
        int channels = (int) own.parameter(FusedLayer.MEAN).length();
        norms.add(new Sums(own, new double[channels], new double[channels]));
      }
    }
  }

  /** {@return true if the graph has no batch norm} */
  public boolean isEmpty() {
    return norms.isEmpty();
  }

  /**
   * Adds the statistics of the batch that just passed through the graph.
   *
   * @param batch number of images in the batch
   */
  public void add(int batch) {
    images += batch;
    for (Sums norm : norms) {
      Moments moments = norm.layer.moments();
      for (int c = 0; c < norm.mean.length; c++) {
        double mean = moments.mean()[c];
        norm.mean[c] += batch * mean;
        norm.square[c] += batch * (moments.variance()[c] + mean * mean);
      }
    }
  }

  /** Sets the statistics for inference to those of all added batches, and clears the sums. */
  public void assign() {
    for (Sums norm : norms) {
      float[] means = new float[norm.mean.length];
      float[] variances = new float[means.length];
      for (int c = 0; c < means.length; c++) {
        double mean = norm.mean[c] / images;
        means[c] = (float) mean;
        variances[c] = (float) Math.max(0, norm.square[c] / images - mean * mean);
      }
      OffHeap.assign(norm.layer.parameter(FusedLayer.MEAN), means);
      OffHeap.assign(norm.layer.parameter(FusedLayer.VARIANCE), variances);
      Arrays.fill(norm.mean, 0);
      Arrays.fill(norm.square, 0);
    }
    images = 0;
  }
}
