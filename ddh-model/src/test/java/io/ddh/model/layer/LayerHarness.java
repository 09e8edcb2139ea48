package io.ddh.model.layer;

import static org.assertj.core.api.Assertions.assertThat;

import io.ddh.model.kernel.OffHeap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;

/**
 * Runs one fast layer on random data and compares it with a naive double-precision function:
 * outputs directly, gradients with central differences of Σ output·r for a fixed random r.
 */
final class LayerHarness {
  private static final double STEP = 1e-5;

  /** The naive counterpart: inputs and named parameters to outputs, with batch statistics. */
  interface Reference {
    double[] outputs(double[] x, Map<String, double[]> parameters);
  }

  private final FusedImpl<?> layer;
  private final Map<String, INDArray> gradientViews;
  private final SplittableRandom random;

  LayerHarness(FusedLayer conf, long seed) {
    random = new SplittableRandom(seed);
    NeuralNetConfiguration wrapper =
        new NeuralNetConfiguration.Builder().updater(new Adam(1e-3)).layer(conf).build();
    INDArray view = Nd4j.create(DataType.FLOAT, 1, conf.initializer().numParams(conf));
    layer = (FusedImpl<?>) conf.instantiate(wrapper, List.of(), 0, view, true, DataType.FLOAT);
    INDArray gradient = Nd4j.create(DataType.FLOAT, 1, conf.initializer().numParams(conf));
    layer.setBackpropGradientsViewArray(gradient);
    gradientViews = conf.initializer().getGradientsFromFlattened(wrapper, gradient);
  }

  /** Overwrites a parameter. */
  void set(String name, double... values) {
    OffHeap.assign(layer.getParam(name), floats(values));
  }

  /** Uniform random values in [−1, 1). */
  double[] randoms(int n) {
    double[] out = new double[n];
    for (int i = 0; i < n; i++) {
      out[i] = (float) (2 * random.nextDouble() - 1);
    }
    return out;
  }

  double[] parameter(String name) {
    return doubles(OffHeap.values(layer.getParam(name)));
  }

  double[] activate(double[] x, boolean training, long... shape) {
    layer.setInput(array(x, shape), LayerWorkspaceMgr.noWorkspaces());
    return doubles(OffHeap.values(layer.activate(training, LayerWorkspaceMgr.noWorkspaces())));
  }

  /** Checks outputs, input gradient and parameter gradients. */
  void check(
      double[] x, long[] shape, boolean inputGradient, double tolerance, Reference reference) {
    Map<String, double[]> parameters = parameters();
    double[] fast = activate(x, true, shape);
    double[] slow = reference.outputs(x, parameters);
    assertClose("output", fast, slow, tolerance);
    double[] r = randoms(slow.length);
    Pair<Gradient, INDArray> back =
        layer.backpropGradient(
            array(r, shape[0], slow.length / shape[0]), LayerWorkspaceMgr.noWorkspaces());
    for (String name : parameters.keySet()) {
      if (!FusedLayer.isStatistic(name)) {
        double[] values = parameters.get(name);
        double[] expected = differences(values, () -> dot(r, reference.outputs(x, parameters)));
        assertClose(name, doubles(OffHeap.values(gradientViews.get(name))), expected, tolerance);
      }
    }
    if (inputGradient) {
      double[] expected = differences(x, () -> dot(r, reference.outputs(x, parameters)));
      assertClose("input", doubles(OffHeap.values(back.getSecond())), expected, tolerance);
    }
  }

  Map<String, double[]> parameters() {
    Map<String, double[]> out = new LinkedHashMap<>();
    for (String name : new ArrayList<>(gradientViews.keySet())) {
      out.put(name, parameter(name));
    }
    return out;
  }

  double[] gradient(String name) {
    return doubles(OffHeap.values(gradientViews.get(name)));
  }

  /** Backward pass of the last training activation; returns the input's gradient. */
  double[] backward(double[] epsilon, long... shape) {
    return doubles(
        OffHeap.values(
            layer
                .backpropGradient(array(epsilon, shape), LayerWorkspaceMgr.noWorkspaces())
                .getSecond()));
  }

  private interface Value {
    double get();
  }

  private static double[] differences(double[] at, Value value) {
    double[] out = new double[at.length];
    for (int i = 0; i < at.length; i++) {
      double keep = at[i];
      at[i] = keep + STEP;
      double up = value.get();
      at[i] = keep - STEP;
      double down = value.get();
      at[i] = keep;
      out[i] = (up - down) / (2 * STEP);
    }
    return out;
  }

  static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  static void assertClose(String what, double[] found, double[] expected, double tolerance) {
    assertThat(found).as(what).hasSameSizeAs(expected);
    double scale = Math.max(1, Arrays.stream(expected).map(Math::abs).max().orElse(0));
    for (int i = 0; i < expected.length; i++) {
      assertThat(found[i] / scale)
          .as("%s[%d] of scale %s", what, i, scale)
          .isCloseTo(expected[i] / scale, org.assertj.core.data.Offset.offset(tolerance));
    }
  }

  static INDArray array(double[] v, long... shape) {
    INDArray out = Nd4j.create(DataType.FLOAT, shape);
    OffHeap.assign(out, floats(v));
    return out;
  }

  private static float[] floats(double[] v) {
    float[] out = new float[v.length];
    for (int i = 0; i < v.length; i++) {
      out[i] = (float) v[i];
    }
    return out;
  }

  private static double[] doubles(float[] v) {
    double[] out = new double[v.length];
    for (int i = 0; i < v.length; i++) {
      out[i] = v[i];
    }
    return out;
  }
}
