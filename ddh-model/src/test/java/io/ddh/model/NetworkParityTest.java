package io.ddh.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The real graph against {@link NaiveNetwork}, every entry of every tensor: gradients, also of a
 * batch of one, and several steps of Adam with weight decay and the quantisation term over batches
 * that shrink and grow, some smaller than the number of lanes.
 */
class NetworkParityTest {
  private static final double RATE = 1e-3;
  private static final double ALPHA = 2e-4;
  private static final int LANES = 3;

  /** Of a gradient's largest entry, at least 0.01; the real ones are up to 1. */
  private static final double GRADIENT = 1e-4;

  /**
   * The same of one or two images, where a batch norm over rows divides by next to nothing and
   * nearly all of its gradient cancels.
   */
  private static final double TINY_BATCH = 1e-2;

  /** In steps of Adam, of an entry whose gradients were all larger than {@link #CLEAR}. */
  private static final double STEPS = 0.1;

  private static final double CLEAR = 5e-4;

  static Stream<NaiveNetwork.Shape> shapes() {
    return Stream.of(
        new NaiveNetwork.Shape(28, 3, 36, 12, true, 0.01 / 12, 5), // one place in the local layer
        new NaiveNetwork.Shape(28, 1, 36, 12, true, 0.01 / 12, 10), // MNIST
        new NaiveNetwork.Shape(28, 1, 20, 0, true, 0, 10),
        new NaiveNetwork.Shape(32, 3, 24, 8, false, 1, 5),
        new NaiveNetwork.Shape(37, 1, 24, 12, true, 0.1, 3),
        new NaiveNetwork.Shape(33, 2, 20, 0, true, 0, 5));
  }

  private static double[] images(NaiveNetwork.Shape s, String batch, int n) {
    return FormulaValues.images("parity", batch, n, s.side(), s.channels());
  }

  private static int[] labels(NaiveNetwork.Shape s, int step, int n) {
    return FormulaValues.labels(step, n, s.identities());
  }

  /** Random weights of a usual size, shifted running statistics, γ of both signs and 0. */
  private static Map<String, double[]> start(FastNetwork net) {
    Map<String, double[]> out = new LinkedHashMap<>();
    net.values()
        .forEach(
            (key, v) -> {
              String layer = key.substring(0, key.indexOf('/'));
              String name = key.substring(layer.length() + 1);
              double[] values = FormulaValues.parameter("parity", layer, name, v.length, 64);
              out.put(key, values);
            });
    return out;
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void gradients(NaiveNetwork.Shape s) {
    FastNetwork fast = new FastNetwork(s, RATE, ALPHA, LANES);
    Map<String, double[]> parameters = start(fast);
    fast.set(parameters);
    NaiveNetwork naive = new NaiveNetwork(s, parameters);
    for (int n : new int[] {7, 1, 2, 5}) {
      double[] x = images(s, "gradients" + n, n);
      double loss = naive.loss(x, labels(s, n, n));
      Map<String, double[]> found = fast.gradients(x, labels(s, n, n));
      naive
          .gradients()
          .forEach(
              (name, expected) -> {
                double size = Arrays.stream(expected).map(Math::abs).max().orElse(0);
                double tolerance = (n > 2 ? GRADIENT : TINY_BATCH) * Math.max(size, 0.01);
                assertClose(name + " of a batch of " + n, found.get(name), expected, tolerance);
              });
      double[] classes = fast.likelihoods(x, n, true);
      assertClose("outputs", classes, naive.likelihoods(x, n), 2e-5);
      assertThat(loss).isPositive();
      assertThat(found.keySet()).containsAll(naive.gradients().keySet());
    }
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void steps(NaiveNetwork.Shape s) {
    FastNetwork fast = new FastNetwork(s, RATE, ALPHA, LANES);
    Map<String, double[]> parameters = start(fast);
    fast.set(parameters);
    NaiveNetwork naive = new NaiveNetwork(s, parameters);
    Map<String, boolean[]> clear = new LinkedHashMap<>();
    int[] sizes = {9, 9, 5, 9};
    for (int step = 0; step < sizes.length; step++) {
      double[] x = images(s, "step" + step, sizes[step]);
      int[] labels = labels(s, step, sizes[step]);
      double expected = naive.step(x, labels, RATE, ALPHA);
      assertThat(fast.step(x, labels)).isCloseTo(expected, Offset.offset(5e-4 * expected));
      naive.gradients().forEach((name, g) -> narrow(clear, name, g));
    }
    Map<String, double[]> found = fast.values();
    int sharp = 0;
    int all = 0;
    for (String name : parameters.keySet()) {
      double[] expected = naive.values().get(name);
      double[] values = found.get(name);
      if (NaiveNetwork.isStatistic(name)) {
        assertClose(name, values, expected, 1e-3);
        continue;
      }
      boolean[] isClear = clear.get(name);
      for (int i = 0; i < values.length; i++) {
        double within = (isClear[i] ? STEPS : 2 * sizes.length) * RATE;
        assertThat(values[i])
            .as("%s[%d], clear %s", name, i, isClear[i])
            .isCloseTo(expected[i], Offset.offset(within));
        sharp += isClear[i] ? 1 : 0;
        all++;
      }
    }
    // What has no gradient but rounding must not move: the bias in front of a batch norm.
    assertThat(found.get("conv1/b")).isEqualTo(parameters.get("conv1/b"));
    assertThat(sharp).isGreaterThan(all / 10);
  }

  private static void narrow(Map<String, boolean[]> clear, String name, double[] g) {
    boolean[] flags = clear.computeIfAbsent(name, k -> filled(g.length));
    for (int i = 0; i < g.length; i++) {
      flags[i] &= Math.abs(g[i]) > CLEAR;
    }
  }

  private static boolean[] filled(int n) {
    boolean[] out = new boolean[n];
    Arrays.fill(out, true);
    return out;
  }

  private static void assertClose(String what, double[] found, double[] expected, double within) {
    assertThat(found).as(what).hasSameSizeAs(expected);
    for (int i = 0; i < expected.length; i++) {
      assertThat(found[i]).as("%s[%d]", what, i).isCloseTo(expected[i], Offset.offset(within));
    }
  }
}
