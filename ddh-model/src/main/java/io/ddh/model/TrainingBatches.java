package io.ddh.model;

import io.ddh.core.Seeds;
import io.ddh.core.TrainingSet;
import io.ddh.model.kernel.OffHeap;
import io.ddh.model.layer.LossOutput;
import io.ddh.model.loss.HashLoss;
import java.nio.FloatBuffer;
import java.util.Arrays;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Passes rows of a training set through a graph that ends in a loss, batch by batch. */
final class TrainingBatches {
  private final TrainingSet data;
  private final BatchFiller filler;
  private final ComputationGraph net;
  private final Layer output;
  private final int views;
  private final int capacity;
  private final boolean[] judged;
  private final INDArray inputs;
  private final INDArray targets;

  /**
   * Allocates the memory of a batch.
   *
   * @param capacity largest number of images in a batch
   */
  TrainingBatches(TrainingSet data, BatchFiller filler, ComputationGraph net, int capacity) {
    this.data = data;
    this.filler = filler;
    this.net = net;
    this.capacity = capacity;
    output = net.getLayer(Networks.LOSS);
    views = loss().views();
    judged = new boolean[data.size()];
    for (int row : data.validation()) {
      judged[row] = true;
    }
    inputs = filler.input(capacity * views);
    targets = Nd4j.create(DataType.FLOAT, capacity * views, 2);
  }

  /** Returns the loss that the graph learns by. */
  HashLoss loss() {
    return ((LossOutput) output.conf().getLayer()).loss();
  }

  /**
   * Does one training step on rows[from] to rows[to − 1] and returns their mean loss before the
   * step, weight decay included.
   *
   * @param seed the epoch's seed, which the random changes of the images derive from
   */
  double fit(
      GraphStep step, int[] rows, int from, int to, Augmentation augmentation, long seed) {
    int n = to - from;
    INDArray x = BatchFiller.head(inputs, n * views);
    INDArray y = BatchFiller.head(targets, n * views);
    FloatBuffer pixels = OffHeap.of(x).buffer();
    FloatBuffer numbers = OffHeap.of(y).buffer();
    for (int view = 0; view < views; view++) {
      int at = view * n * filler.imageLength();
      long its = view == 0 ? seed : Seeds.derive(seed, "view", view);
      filler.fill(rows, from, to, augmentation, its, pixels.position(at).slice());
      for (int i = 0; i < n; i++) {
        numbers.put(2 * (view * n + i), data.labels()[rows[from + i]]);
        numbers.put(2 * (view * n + i) + 1, rows[from + i]);
      }
    }
    return step.fit(x, y);
  }

  /** Returns the outputs for rows without augmentation, n×K, computed as for codes. */
  float[] outputs(int[] rows) {
    float[] out = new float[0];
    for (int from = 0; from < rows.length; from += capacity) {
      int to = Math.min(rows.length, from + capacity);
      float[] values = outputs(rows, from, to);
      out = out.length == 0 ? new float[rows.length * (values.length / (to - from))] : out;
      System.arraycopy(values, 0, out, from * (values.length / (to - from)), values.length);
    }
    return out;
  }

  private float[] outputs(int[] rows, int from, int to) {
    INDArray x = filler.fill(rows, from, to, inputs);
    return OffHeap.values(OffHeap.contiguousOrCopy(net.outputSingle(x)));
  }

  /**
   * Returns the mean loss over rows, of which validation rows are judged, without weight decay.
   */
  double loss(int[] rows) {
    double sum = 0;
    for (int from = 0; from < rows.length; from += capacity) {
      int to = Math.min(rows.length, from + capacity);
      int[] batch = Arrays.copyOfRange(rows, from, to);
      int[] labels = Arrays.stream(batch).map(row -> data.labels()[row]).toArray();
      float[] outputs = outputs(rows, from, to);
      sum += LossOutput.value(output, outputs, labels, batch, i -> judged[batch[i]]);
    }
    return sum / rows.length;
  }
}
