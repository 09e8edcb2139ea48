package io.ddh.baselines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Trees and boosting against plain implementations, and against one in NumPy. */
class BoostedTreesTest {

  /** Bins with runs of equal values, labels that some of them tell, weights of all sizes. */
  private record Sample(byte[][] columns, byte[] y, double[] weights) {
    static Sample of(int n, int d, long seed) {
      Random random = new Random(seed);
      byte[][] columns = new byte[d][n];
      for (int f = 0; f < d; f++) {
        int levels = f % 3 == 0 ? 256 : f % 3 == 1 ? 5 : 1 + f % 2;
        for (int i = 0; i < n; i++) {
          columns[f][i] = (byte) (random.nextInt(levels) * 255 / Math.max(1, levels - 1));
        }
      }
      byte[] y = new byte[n];
      double[] weights = new double[n];
      for (int i = 0; i < n; i++) {
        boolean up = (columns[0][i] & 0xff) > 90 ^ (columns[d / 2][i] & 0xff) > 140;
        y[i] = (byte) (up ^ random.nextInt(6) == 0 ? 1 : -1);
        weights[i] = 1 + random.nextInt(1 + 40 * (i % 3));
      }
      return new Sample(columns, y, weights);
    }

    Sample permuted(int[] order) {
      byte[][] moved = new byte[columns.length][order.length];
      byte[] labels = new byte[order.length];
      double[] heavy = new double[order.length];
      for (int i = 0; i < order.length; i++) {
        for (int f = 0; f < columns.length; f++) {
          moved[f][i] = columns[f][order[i]];
        }
        labels[i] = y[order[i]];
        heavy[i] = weights[order[i]];
      }
      return new Sample(moved, labels, heavy);
    }

    List<TreeBoost.Weighted> boost(FasthSettings settings, double[] margin) {
      return new TreeBoost(columns, settings).fit(y, weights.clone(), margin, t -> {});
    }
  }

  private static FasthSettings settings(int trees, int depth, double trim, int smallest) {
    return new FasthSettings(trees, depth, 100, 2, trim, smallest);
  }

  /** A tree by trying every split on every row; no histogram, no subtraction. */
  private static final class Plain {
    private final Sample sample;
    private final int[] weights;
    private final int smallest;
    private final int[] features;
    private final int[] thresholds;
    private final byte[] leaves;

    Plain(Sample sample, int[] weights, int depth, int smallest) {
      this.sample = sample;
      this.weights = weights;
      this.smallest = smallest;
      this.features = new int[(1 << depth) - 1];
      this.thresholds = new int[features.length];
      this.leaves = new byte[features.length + 1];
    }

    Tree grow(int[] rows) {
      grow(0, rows, 0);
      return new Tree(features, thresholds, leaves);
    }

    private void grow(int node, int[] rows, int settled) {
      long positive = weight(rows, 1);
      long negative = weight(rows, -1);
      int sign = settled != 0 ? settled : positive >= negative ? 1 : -1;
      if (node >= features.length) {
        leaves[node - features.length] = (byte) sign;
        return;
      }
      thresholds[node] = Tree.NO_SPLIT;
      long least = Math.min(positive, negative);
      long ups = Arrays.stream(rows).filter(r -> sample.y[r] > 0).count();
      if (settled == 0 && Math.min(ups, rows.length - ups) > smallest) {
        for (int f = 0; f < sample.columns.length; f++) {
          for (int t = 0; t < 255; t++) {
            long error = 0;
            for (int r : rows) {
              int says = (sample.columns[f][r] & 0xff) > t ? 1 : -1;
              error += says == sample.y[r] ? 0 : weights[r];
            }
            error = Math.min(error, positive + negative - error);
            if (error < least) {
              least = error;
              features[node] = f;
              thresholds[node] = t;
            }
          }
        }
      }
      if (thresholds[node] == Tree.NO_SPLIT) {
        grow(2 * node + 1, rows, sign);
        grow(2 * node + 2, rows, sign);
        return;
      }
      byte[] column = sample.columns[features[node]];
      int cut = thresholds[node];
      grow(2 * node + 1, pick(rows, column, cut, false), 0);
      grow(2 * node + 2, pick(rows, column, cut, true), 0);
    }

    private static int[] pick(int[] rows, byte[] column, int cut, boolean right) {
      return Arrays.stream(rows).filter(r -> (column[r] & 0xff) > cut == right).toArray();
    }

    private long weight(int[] rows, int sign) {
      return Arrays.stream(rows).filter(r -> sample.y[r] == sign).mapToLong(r -> weights[r]).sum();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1,1,1,0",
    "2,1,2,0",
    "7,3,2,0",
    "33,5,4,0",
    "61,4,3,5",
    "200,9,4,5",
    "257,13,5,1",
    "90,2,8,2"
  })
  void aTreeIsTheOneOfThePlainSearch(int n, int d, int depth, int smallest) {
    TreeGrower grower = null;
    for (int seed = 0; seed < 4; seed++) {
      Sample sample = Sample.of(n, d, seed);
      if (grower == null || n < 100) { // a used one must do as well as a fresh one
        grower = new TreeGrower(sample.columns(), depth, smallest);
      }
      Sample used = seed > 0 && n >= 100 ? Sample.of(n, d, 0) : sample;
      int[] weights = new int[n];
      Random random = new Random(seed);
      Arrays.setAll(weights, i -> random.nextInt(1 << 20));
      int drop = seed;
      int[] rows = IntStream.range(0, n).filter(i -> n < 5 || i % 5 != drop).toArray();
      int[] signed = Arrays.stream(rows).map(r -> weights[r] * used.y()[r]).toArray();
      Tree tree = grower.grow(rows.length, rows, signed);
      Tree plain = new Plain(used, weights, depth, smallest).grow(rows);
      assertThat(tree.features()).isEqualTo(plain.features());
      assertThat(tree.thresholds()).isEqualTo(plain.thresholds());
      assertThat(tree.leaves()).isEqualTo(plain.leaves());
    }
  }

  @Test
  void trimmingKeepsTheFewestLargestWeightsThatExceedTheShare() {
    WeightTrim trim = new WeightTrim();
    assertThat(trim.threshold(new int[] {50, 30, 15, 5}, 0.9)).isEqualTo(15);
    assertThat(trim.threshold(new int[] {50, 30, 15, 5}, 0.95)).isEqualTo(5); // not just reached
    assertThat(trim.threshold(new int[] {50, 30, 15, 5}, 1)).isEqualTo(1);
    assertThat(trim.threshold(new int[] {7, 7, 7, 7}, 0.5)).isEqualTo(7); // all or none
    Random random = new Random(5);
    for (int trial = 0; trial < 200; trial++) {
      int n = 1 + random.nextInt(300);
      int bits = 1 + random.nextInt(22); // so that the sum is below 2^31
      int[] weights = random.ints(n, 1, 1 << bits).toArray();
      double share = 0.5 + random.nextDouble() / 2;
      int[] sorted = Arrays.stream(weights).sorted().toArray();
      long wanted = (long) (share * Arrays.stream(weights).asLongStream().sum());
      long sum = 0;
      int at = n;
      while (sum <= wanted) {
        sum += sorted[--at];
      }
      assertThat(trim.threshold(weights, share)).isEqualTo(sorted[at]);
    }
    assertThat(trim.threshold(new int[] {Integer.MAX_VALUE}, 0.99)).isEqualTo(Integer.MAX_VALUE);
  }

  @Test
  void boostingMakesTheSameTreesAsNumPy() throws IOException {
    List<String> lines = new ArrayList<>();
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(
                BoostedTreesTest.class.getResourceAsStream("/reference/fasth.txt"),
                StandardCharsets.US_ASCII))) {
      in.lines().skip(1).forEach(lines::add);
    }
    double[] head = reals(lines.get(0));
    int n = (int) head[0];
    int d = (int) head[1];
    int[] bins = whole(lines.get(1));
    byte[][] columns = new byte[d][n];
    for (int i = 0; i < bins.length; i++) {
      columns[i % d][i / d] = (byte) bins[i];
    }
    byte[] y = bytes(whole(lines.get(2)));
    double[] margin = new double[n];
    List<TreeBoost.Weighted> trees =
        new Sample(columns, y, reals(lines.get(3)))
            .boost(settings((int) head[2], (int) head[3], head[4], (int) head[5]), margin);
    assertThat(trees).hasSize((int) head[2]);
    int trimmed = 0;
    for (int t = 0; t < trees.size(); t++) {
      String[] parts = lines.get(4 + t).split(" \\| ", -1);
      Tree tree = trees.get(t).tree();
      trimmed += reals(parts[0])[0] < n ? 1 : 0;
      assertThat(trees.get(t).weight()).isEqualTo((float) reals(parts[0])[1]);
      assertThat(tree.features()).isEqualTo(whole(parts[1]));
      assertThat(tree.thresholds()).isEqualTo(whole(parts[2]));
      assertThat(tree.leaves()).isEqualTo(bytes(whole(parts[3])));
    }
    assertThat(trimmed).as("trees on trimmed weights").isGreaterThan(10);
    double[] expected = reals(lines.get(4 + trees.size()));
    for (int i = 0; i < n; i++) {
      assertThat(margin[i]).isEqualTo(expected[i], within(1e-12));
    }
  }

  private static double[] reals(String line) {
    return Arrays.stream(line.trim().split(" ", -1)).mapToDouble(Double::parseDouble).toArray();
  }

  private static int[] whole(String line) {
    return Arrays.stream(line.trim().split(" ", -1)).mapToInt(Integer::parseInt).toArray();
  }

  private static byte[] bytes(int[] values) {
    byte[] out = new byte[values.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = (byte) values[i];
    }
    return out;
  }

  @Test
  void theExponentialLossFallsWithEveryTreeAndTheMarginIsTheEnsembles() {
    Sample sample = Sample.of(400, 9, 3);
    double before = Double.POSITIVE_INFINITY;
    for (int trees : new int[] {1, 2, 5, 20, 60}) {
      double[] margin = new double[400];
      Ensemble ensemble = Ensemble.of(4, sample.boost(settings(trees, 4, 0.99, 5), margin));
      double loss = 0;
      byte[] rows = new byte[400 * 9];
      for (int i = 0; i < 400; i++) {
        loss += sample.weights()[i] * Math.exp(-sample.y()[i] * margin[i]);
        for (int f = 0; f < 9; f++) {
          rows[i * 9 + f] = sample.columns()[f][i];
        }
      }
      assertThat(loss).isLessThan(before);
      before = loss;
      float[] scores = new float[400];
      ensemble.score(rows, 9, scores);
      for (int i = 0; i < 400; i++) {
        assertThat(scores[i]).isEqualTo((float) margin[i]);
      }
    }
  }

  @Test
  void neitherThreadsNorTheOrderOfTheRowsChangeATree() throws Exception {
    Sample sample = Sample.of(9001, 21, 4);
    FasthSettings settings = settings(12, 4, 0.97, 5);
    double[] margin = new double[9001];
    List<Ensemble> runs = new ArrayList<>();
    runs.add(Ensemble.of(4, sample.boost(settings, margin)));
    for (int threads = 1; threads <= 3; threads++) {
      ForkJoinPool pool = new ForkJoinPool(threads);
      try {
        runs.add(pool.submit(() -> Ensemble.of(4, sample.boost(settings, new double[9001]))).get());
      } finally {
        pool.shutdown();
      }
    }
    int[] order = Rows.draw(9001, 9001, 8);
    double[] moved = new double[9001];
    runs.add(Ensemble.of(4, sample.permuted(order).boost(settings, moved)));
    for (Ensemble run : runs) {
      assertThat(run.features()).isEqualTo(runs.get(0).features());
      assertThat(run.thresholds()).isEqualTo(runs.get(0).thresholds());
      assertThat(run.leaves()).isEqualTo(runs.get(0).leaves());
    }
    for (int i = 0; i < 9001; i++) {
      assertThat(moved[i]).isEqualTo(margin[order[i]]);
    }
  }

  @Test
  void boostingEndsAtATreeWithoutErrorOrNoBetterThanChance() {
    byte[][] column = {{1, 2, 3, 9, 10, 11}};
    byte[] y = {-1, -1, -1, 1, 1, 1};
    double[] margin = new double[6];
    List<TreeBoost.Weighted> perfect =
        new Sample(column, y, new double[] {1, 1, 1, 1, 1, 1}).boost(settings(50, 2, 1, 0), margin);
    assertThat(perfect).hasSize(1);
    assertThat(perfect.get(0).tree().thresholds()[0]).isEqualTo(3);
    assertThat(margin[5]).isGreaterThan(1).isEqualTo(-margin[0]);
    byte[][] useless = {{4, 4, 4, 4}};
    assertThat(
            new Sample(useless, new byte[] {1, 1, -1, -1}, new double[] {1, 1, 1, 1})
                .boost(settings(50, 2, 1, 0), new double[4]))
        .isEmpty();
    assertThatThrownBy(
            () ->
                new Sample(useless, new byte[] {1, 1, -1, -1}, new double[4])
                    .boost(settings(50, 2, 1, 0), new double[4]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("weights must be positive");
  }
}
