package io.ddh.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ddh.model.kernel.Lanes;
import io.ddh.model.kernel.OffHeap;
import io.ddh.model.layer.Execution;
import io.ddh.model.layer.Head;
import io.ddh.model.layer.Initialization;
import io.ddh.model.loss.ExponentialLoss;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Steps of DeepHash's networks in DL4J's workspaces, by the kernels with our Adam and by ND4J's
 * operations with DL4J's, on batches of unequal size and with a step size that changes.
 */
class WideStepTest {
  private static final WideShape WIDE = WideShape.of("test", "4/6-5/7", 8);

  @AfterEach
  void back() {
    System.clearProperty(Execution.PROPERTY);
  }

  @ParameterizedTest
  @CsvSource({"trunk,1,13,3", "dense,2,13,3", "codes,2,13,3", "codes,2,28,1"})
  void bothFormsLearnTheSame(String head, int lanes, int side, int channels) {
    Networks.Shape shape = new Networks.Shape(side, channels);
    ComputationGraph kernels = network(Execution.KERNELS, shape, head, lanes);
    GraphStep step = new GraphStep(kernels, new Lanes(lanes));
    ComputationGraph operations = network(Execution.OPERATIONS, shape, head, lanes);
    GraphStep other = new GraphStep(operations, new Lanes(lanes));
    assertThat(OffHeap.values(kernels.params())).isEqualTo(OffHeap.values(operations.params()));
    SplittableRandom random = new SplittableRandom(3);
    double factor = 1;
    for (int n : new int[] {20, 19, 11}) {
      INDArray x = Nd4j.create(DataType.FLOAT, n, side, side, channels);
      INDArray y = Nd4j.create(DataType.FLOAT, n, 2);
      OffHeap.assign(x, floats(random.doubles(x.length()).map(v -> 2 * v - 1).toArray()));
      OffHeap.assign(y, floats(random.ints(2L * n, 0, 3).asDoubleStream().toArray()));
      factor /= 2;
      System.setProperty(Execution.PROPERTY, Execution.OPERATIONS.label());
      other.scale(factor);
      double theirs = other.fit(x.dup(), y.dup());
      System.setProperty(Execution.PROPERTY, Execution.KERNELS.label());
      step.scale(factor);
      assertThat(step.fit(x, y)).as("loss of %d images", n).isCloseTo(theirs, within(2e-4));
    }
    float[] a = OffHeap.values(kernels.params());
    float[] b = OffHeap.values(operations.params());
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += Math.abs(a[i] - b[i]);
    }
    // Where a gradient is almost 0 its last digits decide a whole step.
    assertThat(sum / a.length).isLessThan(1e-5);
  }

  @Test
  void stagesHandOnAllButTheirLastLayer() {
    Networks.Shape shape = new Networks.Shape(13, 3);
    ComputationGraph from = network(Execution.KERNELS, shape, "dense", 1);
    ComputationGraph to = network(Execution.KERNELS, shape, "codes", 1);
    OffHeap.assign(from.params(), ramp((int) from.numParams()));
    float[] codes = OffHeap.values(to.getLayer("codes").params());
    Pretraining.copyLayers(from, to);
    for (String layer : List.of("conv1", "conv2", "conv3", "conv4", "dense")) {
      assertThat(OffHeap.values(to.getLayer(layer).params()))
          .as(layer)
          .isEqualTo(OffHeap.values(from.getLayer(layer).params()));
    }
    assertThat(OffHeap.values(to.getLayer("codes").params())).isEqualTo(codes);
  }

  private static float[] ramp(int n) {
    float[] out = new float[n];
    for (int i = 0; i < n; i++) {
      out[i] = i;
    }
    return out;
  }

  private static ComputationGraph network(
      Execution execution, Networks.Shape shape, String head, int lanes) {
    System.setProperty(Execution.PROPERTY, execution.label());
    Networks networks = new Networks(shape, Initialization.HE_GLOROT, 1, new Lanes(lanes));
    Layers codes = new Layers(WIDE, Optional.of(new Head(0, false, false)));
    return switch (head) {
      case "trunk" -> networks.classifier(WIDE.withoutDense(), WIDE.width(), 3, 1e-3, 0.05);
      case "dense" -> networks.classifier(WIDE, WIDE.dense(), 3, 1e-3, 0.05);
      default -> networks.learner(codes, 6, new ExponentialLoss(), 1e-3, 0.05);
    };
  }

  private static float[] floats(double[] v) {
    float[] out = new float[v.length];
    for (int i = 0; i < v.length; i++) {
      out[i] = (float) v[i];
    }
    return out;
  }
}
