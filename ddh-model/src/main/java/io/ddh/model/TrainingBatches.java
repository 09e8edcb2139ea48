package io.ddh.model;

import io.ddh.core.Progress;
import io.ddh.core.Seeds;
import io.ddh.model.kernel.OffHeap;
import io.ddh.model.layer.LossOutput;
import io.ddh.model.loss.HashLoss;
import io.ddh.model.loss.LossBatch;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.function.IntPredicate;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Passes rows of a training set through a graph that ends in a loss, batch by batch. */
final class TrainingBatches {
  private final TrainingRun run;
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
  TrainingBatches(TrainingRun run, BatchFiller filler, ComputationGraph net, int capacity) {
    this.run = run;
    this.filler = filler;
    this.net = net;
    this.capacity = capacity;
    output = net.getLayer(Networks.LOSS);
    views = loss().views();
    judged = new boolean[run.data().size()];
    for (int row : run.data().validation()) {
      judged[row] = true;
    }
    inputs = filler.input(capacity * views);
    targets = Nd4j.create(DataType.FLOAT, (long) capacity * views, 2);
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
  double fit(GraphStep step, int[] rows, int from, int to, Augmentation augmentation, long seed) {
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
        numbers.put(2 * (view * n + i), run.data().labels()[rows[from + i]]);
        numbers.put(2 * (view * n + i) + 1, rows[from + i]);
      }
    }
    return step.fit(x, y);
  }

  /** Returns the outputs for rows without augmentation, n×K, computed as for codes. */
  float[] outputs(int[] rows) {
    int width = (int) ((LossOutput) output.conf().getLayer()).getNIn();
    return run.encoder(net).encode(run.data().images(), rows, width, Progress.NONE);
  }

  /** Returns the mean loss over rows, of which validation rows are judged, without weight decay. */
  double loss(int[] rows) {
    double sum = 0;
    float[] none = new float[0];
    for (int from = 0; from < rows.length; from += capacity) {
      int[] batch = Arrays.copyOfRange(rows, from, Math.min(rows.length, from + capacity));
      int[] labels = Arrays.stream(batch).map(row -> run.data().labels()[row]).toArray();
      Map<String, float[]> own = LossOutput.values(output);
      IntPredicate counts = i -> judged[batch[i]];
      float[] values = outputs(batch);
      LossBatch its =
          new LossBatch(run.lanes(), values, labels, batch, counts, none, own, Map.of());
      sum += loss().value(its);
    }
    return sum / rows.length;
  }
}
