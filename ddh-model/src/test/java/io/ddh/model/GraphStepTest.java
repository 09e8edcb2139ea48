package io.ddh.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ddh.model.kernel.Lanes;
import io.ddh.model.kernel.OffHeap;
import io.ddh.model.layer.Initialization;
import java.util.Map;
import java.util.SplittableRandom;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/** Our step against DL4J's own fit() with its Adam, L2 and no-op updaters on the same graph. */
class GraphStepTest {
  private static final int SIDE = 32;
  private static final int PEOPLE = 7;

  /** Far above the default, so that leaving it out would show. */
  private static final double DECAY = 0.05;

  @ParameterizedTest
  @CsvSource({
    "5,1", "6,2", "9,3"
  }) // of 1 or 2 images batch norm leaves little gradient but rounding
  void movesLikeTheUpdaterOfDl4j(int n, int lanes) {
    ComputationGraph ours = network(new Lanes(lanes));
    ComputationGraph theirs = network(new Lanes(lanes));
    GraphStep step = new GraphStep(ours, new Lanes(lanes));
    SplittableRandom random = new SplittableRandom(n);
    for (int i = 0; i < 4; i++) {
      INDArray x = Nd4j.create(DataType.FLOAT, n, SIDE, SIDE, 3);
      INDArray y = Nd4j.create(DataType.FLOAT, n, 2);
      OffHeap.assign(x, uniform(random, n * SIDE * SIDE * 3));
      OffHeap.assign(y, classes(random, n));
      double loss = step.fit(x.dup(), y.dup());
      double decay = decay(theirs); // before the step, and no part of the graph's own score
      theirs.fit(new DataSet(x, y));
      assertThat(loss)
          .as("loss of step %d", i)
          .isCloseTo(theirs.score() + decay, within(1e-5 * loss));
    }
    float[] a = OffHeap.values(ours.params());
    float[] b = OffHeap.values(theirs.params());
    for (int i = 0; i < a.length; i++) {
      assertThat(a[i]).as("parameter %d", i).isCloseTo(b[i], within(2e-5f));
    }
  }

  private static ComputationGraph network(Lanes lanes) {
    return new Networks(new Networks.Shape(SIDE, 3), Initialization.FAN_IN, 1, lanes)
        .ddh(new DdhShape(4, true, 0.01, false), 12, PEOPLE, 1e-3, DECAY);
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

  private static float[] classes(SplittableRandom random, int n) {
    float[] out = new float[2 * n]; // and row numbers, which DDH's loss does not need
    for (int i = 0; i < n; i++) {
      out[2 * i] = random.nextInt(PEOPLE);
    }
    return out;
  }
}
