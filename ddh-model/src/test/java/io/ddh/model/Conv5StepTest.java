package io.ddh.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ddh.model.Conv5Trunk.Stage;
import io.ddh.model.kernel.Lanes;
import io.ddh.model.kernel.OffHeap;
import io.ddh.model.kernel.Pool3;
import io.ddh.model.layer.Execution;
import io.ddh.model.layer.Initialization;
import io.ddh.model.loss.CodeLoss;
import io.ddh.model.loss.PairLoss;
import java.util.Map;
import java.util.SplittableRandom;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Steps of the networks of CNNH and DSH in DL4J's workspaces, by the kernels with our Adam and by
 * ND4J's operations with DL4J's, on batches of unequal size.
 */
class Conv5StepTest {
  private static final int BITS = 6;
  private static final Stage[] STAGES = {
    new Stage(4, Pool3.MAX), new Stage(5, Pool3.MEAN), new Stage(6, Pool3.MAX)
  };

  /** Codes of three rows. */
  private static final double[] CODES = {
    1, -1, 1, 1, -1, -1, -1, -1, 1, -1, 1, 1, 1, 1, -1, 1, -1, 1
  };

  /** Far above the default, so that counting it twice, or not at all, would show. */
  private static final double DECAY = 0.05;

  @AfterEach
  void back() {
    System.clearProperty(Execution.PROPERTY);
  }

  @ParameterizedTest
  @CsvSource({
    "false,1,13,3",
    "false,2,13,3",
    "true,1,13,3",
    "true,2,13,3",
    "false,2,28,1",
    "true,2,28,1"
  })
  void bothFormsLearnTheSame(boolean pairs, int lanes, int side, int channels) {
    Networks.Shape shape = new Networks.Shape(side, channels);
    ComputationGraph kernels = network(Execution.KERNELS, shape, pairs, lanes);
    GraphStep step = new GraphStep(kernels, new Lanes(lanes));
    ComputationGraph operations = network(Execution.OPERATIONS, shape, pairs, lanes);
    GraphStep other = new GraphStep(operations, new Lanes(lanes));
    assertThat(OffHeap.values(kernels.params())).isEqualTo(OffHeap.values(operations.params()));
    SplittableRandom random = new SplittableRandom(3);
    for (int n : new int[] {7, 8, 1, 7}) {
      INDArray x = Nd4j.create(DataType.FLOAT, n, side, side, channels);
      OffHeap.assign(x, uniform(random, n * side * side * channels));
      INDArray y = Nd4j.create(DataType.FLOAT, n, 2);
      OffHeap.assign(y, targets(random, n));
      double decay = decay(kernels);
      System.setProperty(Execution.PROPERTY, Execution.OPERATIONS.label());
      double theirs = other.fit(x.dup(), y.dup());
      System.setProperty(Execution.PROPERTY, Execution.KERNELS.label());
      double ours = step.fit(x, y);
      assertThat(ours).as("loss of %d images", n).isCloseTo(theirs, within(1e-4 * theirs));
      assertThat(ours).isGreaterThanOrEqualTo(0.999 * decay);
      if (pairs && n == 1) { // no pair: the decay alone
        assertThat(ours).isCloseTo(decay, within(1e-5 * decay));
      }
    }
    float[] a = OffHeap.values(kernels.params());
    float[] b = OffHeap.values(operations.params());
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += Math.abs(a[i] - b[i]);
    }
    // Where a gradient is almost 0 its last digits decide a whole step of 1e-3.
    assertThat(sum / a.length).isLessThan(1e-5);
  }

  private static ComputationGraph network(
      Execution execution, Networks.Shape shape, boolean pairs, int lanes) {
    System.setProperty(Execution.PROPERTY, execution.label());
    return new Networks(shape, Initialization.HE_GLOROT, 1, new Lanes(lanes))
        .learner(
            Conv5Trunk.layers(!pairs, STAGES),
            BITS,
            pairs ? new PairLoss(2 * BITS, 0.01) : new CodeLoss(CODES),
            1e-3,
            DECAY);
  }

  private static double decay(ComputationGraph net) {
    double squares = 0;
    for (Map.Entry<String, INDArray> e : net.paramTable().entrySet()) {
      if (e.getKey().endsWith("_W")) {
        for (float v : e.getValue().dup().data().asFloat()) {
          squares += (double) v * v;
        }
      }
    }
    return DECAY / 2 * squares;
  }

  private static float[] uniform(SplittableRandom random, int n) {
    float[] out = new float[n];
    for (int i = 0; i < n; i++) {
      out[i] = (float) (2 * random.nextDouble() - 1);
    }
    return out;
  }

  /** People 0 to 2, and rows 0 to 2. */
  private static float[] targets(SplittableRandom random, int n) {
    float[] out = new float[2 * n];
    for (int i = 0; i < out.length; i++) {
      out[i] = random.nextInt(3);
    }
    return out;
  }
}
