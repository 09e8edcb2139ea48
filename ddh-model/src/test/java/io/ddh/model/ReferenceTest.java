package io.ddh.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Both networks of the tests, the naive one in double precision and the real graph in float,
 * against float64 PyTorch (src/test/reference/networks.py) from the same formula's parameters and
 * images: three steps of Adam on batches of 5, 3 and 5, and inference before and after.
 */
class ReferenceTest {
  private static final Reference PYTORCH = Reference.read("/reference/networks.txt");
  private static final int[] BATCHES = {5, 3, 5};
  private static final int QUERIES = 4;
  private static final double RATE = 1e-3;
  private static final double ALPHA = 2e-4;

  /** Two double implementations: rounding only. */
  private static final double EXACT = 1e-9;

  /** Float sums of up to a thousand terms, through up to seven layers. */
  private static final double OUTPUT = 1e-5;

  private static final double GRADIENT = 4e-5;

  /** Root mean square that a gradient counts as having at least; the real ones have 0.01 to 0.5. */
  private static final double SMALL_GRADIENT = 5e-3;

  /**
   * Of a parameter's size after three steps, and of what comes out then. Adam divides a gradient by
   * its own size, so an entry whose gradient is near 0 moves by that gradient's relative error; see
   * {@link NetworkParityTest} for the sharper comparison of the entries for which that is not so.
   */
  private static final double TRAINED = 1e-3;

  /** A case of the script. */
  private record Case(String key, int salt, NaiveNetwork.Shape shape) {
    private String prefix() {
      return key + salt;
    }

    @Override
    public String toString() {
      return key;
    }

    private double[] images(String batch, int n) {
      return FormulaValues.images(prefix(), batch, n, shape.side(), shape.channels());
    }

    private double[] batch(int step) {
      return images("batch" + step, BATCHES[step - 1]);
    }

    private int[] labels(int step) {
      return FormulaValues.labels(step, BATCHES[step - 1], shape.identities());
    }

    private Map<String, double[]> parameters(Map<String, long[]> shapes) {
      Map<String, double[]> out = new LinkedHashMap<>();
      shapes.forEach(
          (parameter, sides) -> {
            String layer = parameter.substring(0, parameter.indexOf('/'));
            String name = parameter.substring(layer.length() + 1);
            int size = 1;
            for (long side : sides) {
              size *= (int) side;
            }
            boolean rows = layer.equals("local") || layer.equals("hash");
            int fanIn = size / (int) sides[sides.length - 1];
            fanIn = rows && name.equals("W") ? (int) sides[1] : fanIn;
            out.put(parameter, FormulaValues.parameter(prefix(), layer, name, size, fanIn));
          });
      return out;
    }

    private void checkAll(
        String kind, Map<String, double[]> found, double tolerance, double floor) {
      found.forEach((name, v) -> PYTORCH.check(key, kind, name, v, tolerance, floor));
      assertThat(PYTORCH.count(key, kind)).isEqualTo(found.size());
    }

    /** The parameters after training, without what the script leaves out as well. */
    private void checkTrained(Map<String, double[]> found, double tolerance) {
      for (String layer : List.of("conv1", "conv2")) {
        double[] beta = found.get(layer + "/beta").clone();
        for (int c = 3; c < beta.length; c += 7) {
          beta[c] = 0;
        }
        found.put(layer + "/beta", beta);
      }
      checkAll("after", found, tolerance, 0);
    }

    private void checkLoss(int step, double found, double tolerance) {
      double expected = PYTORCH.scalar(key, "train", "step" + step + "/loss");
      assertThat(found)
          .as("%s loss of step %d", key, step)
          .isCloseTo(expected, Offset.offset(tolerance * expected));
    }
  }

  static Stream<Case> cases() {
    return Stream.of(
        new Case("released", 8, new NaiveNetwork.Shape(32, 3, 48, 12, true, 0.01 / 12, 7)),
        new Case("paper", 3, new NaiveNetwork.Shape(32, 3, 48, 12, false, 1, 7)),
        new Case("odd", 6, new NaiveNetwork.Shape(39, 2, 15, 5, true, 0.01 / 5, 4)),
        new Case("cnn", 2, new NaiveNetwork.Shape(32, 3, 24, 0, true, 0, 7)));
  }

  private static FastNetwork fast(Case c, int lanes) {
    FastNetwork net = new FastNetwork(c.shape, RATE, ALPHA, lanes);
    net.set(c.parameters(net.shapes()));
    return net;
  }

  @ParameterizedTest
  @MethodSource("cases")
  void naiveNetworkIsPyTorchs(Case c) {
    NaiveNetwork net = new NaiveNetwork(c.shape, c.parameters(fast(c, 1).shapes()));
    BiConsumer<String, Double> infer =
        (when, tolerance) -> {
          double[] classes = net.infer(c.images("queries", QUERIES), QUERIES);
          PYTORCH.check(c.key, "eval", when + "/classes", classes, tolerance, 0);
          if (c.shape.bits() > 0) {
            PYTORCH.check(c.key, "eval", when + "/codes", net.codes(), tolerance, 0);
          }
        };
    infer.accept("before", EXACT);
    for (int step = 1; step <= BATCHES.length; step++) {
      double[] classes = net.likelihoods(c.batch(step), BATCHES[step - 1]);
      PYTORCH.check(c.key, "train", "step" + step + "/classes", classes, EXACT, 0);
      c.checkLoss(step, net.step(c.batch(step), c.labels(step), RATE, ALPHA), EXACT);
      if (step == 1) {
        // floor: what batch norm makes 0 is rounding noise on both sides
        c.checkAll("gradient", net.gradients(), EXACT, 1e-4);
      }
    }
    c.checkTrained(new LinkedHashMap<>(net.values()), EXACT);
    infer.accept("after", EXACT);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void graphIsPyTorchs(Case c) {
    FastNetwork net = fast(c, 2);
    checkInference(c, net, "before", OUTPUT);
    double[] classes = net.likelihoods(c.batch(1), BATCHES[0], true);
    PYTORCH.check(c.key, "train", "step1/classes", classes, OUTPUT, 0);
    Map<String, double[]> gradients = net.gradients(c.batch(1), c.labels(1));
    gradients.keySet().removeIf(NaiveNetwork::isStatistic);
    c.checkAll("gradient", gradients, GRADIENT, SMALL_GRADIENT);
    for (int step = 1; step <= BATCHES.length; step++) {
      double tolerance = step == 1 ? OUTPUT : TRAINED;
      c.checkLoss(step, net.step(c.batch(step), c.labels(step)), tolerance);
    }
    c.checkTrained(net.values(), TRAINED);
    checkInference(c, net, "after", TRAINED);
  }

  private static void checkInference(Case c, FastNetwork net, String when, double tolerance) {
    double[] x = c.images("queries", QUERIES);
    double[] classes = net.likelihoods(x, QUERIES, false);
    PYTORCH.check(c.key, "eval", when + "/classes", classes, tolerance, 0);
    if (c.shape.bits() > 0) {
      double[] codes = net.codes(x, QUERIES, false);
      PYTORCH.check(c.key, "eval", when + "/codes", codes, tolerance, 0);
    }
  }
}
