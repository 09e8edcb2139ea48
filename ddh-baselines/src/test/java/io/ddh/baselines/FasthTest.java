package io.ddh.baselines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ddh.core.BadInputException;
import io.ddh.core.BinaryCodes;
import io.ddh.core.Features;
import io.ddh.core.Hasher;
import io.ddh.core.Progress;
import io.ddh.core.Seeds;
import io.ddh.core.TensorFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FasthTest {
  private static final int[] START = {0, 1, 8, 19, 40}; // classes of 1, 7, 11 and 21 rows

  private static FasthSettings settings(int trees, int partners) {
    return new FasthSettings(trees, 4, partners, 2, 0.99, 5);
  }

  private static int classOf(int row) {
    int c = 0;
    while (START[c + 1] <= row) {
      c++;
    }
    return c;
  }

  @Test
  void everyRowDrawsItsPartnersAndPairsAreMutual() {
    for (int partners : new int[] {1, 6, 10, 19, 50}) {
      PairSet pairs = PairSet.draw(START, partners, 3);
      for (boolean similar : new boolean[] {true, false}) {
        PairSet.Lists lists = similar ? pairs.similar() : pairs.dissimilar();
        Set<Integer> seen = new HashSet<>();
        for (int i = 0; i < 40; i++) {
          int size = START[classOf(i) + 1] - START[classOf(i)];
          int all = similar ? size - 1 : 40 - size;
          int own = lists.from()[i + 1] - lists.from()[i];
          assertThat(own).isBetween(Math.min(partners, all), all);
          for (int e = lists.from()[i]; e < lists.from()[i + 1]; e++) {
            int j = lists.rows()[e];
            assertThat(j).isNotEqualTo(i);
            assertThat(classOf(i) == classOf(j)).isEqualTo(similar);
            assertThat(e > lists.from()[i] && lists.rows()[e - 1] >= j).isFalse();
            seen.add(i * 40 + j);
          }
        }
        assertThat(seen).allMatch(p -> seen.contains(p % 40 * 40 + p / 40));
        assertThat(seen).hasSize((int) (2 * lists.pairs()));
      }
    }
    assertThat(PairSet.draw(START, 5, 3).dissimilar().rows())
        .isNotEqualTo(PairSet.draw(START, 5, 4).dissimilar().rows());
  }

  /** Four m² times the loss of all pairs, from the definition. */
  private static long cost(PairSet pairs, List<byte[]> codes) {
    long m = codes.size();
    long twice = 0;
    for (boolean similar : new boolean[] {true, false}) {
      PairSet.Lists lists = similar ? pairs.similar() : pairs.dissimilar();
      for (int i = 0; i < pairs.size(); i++) {
        for (int e = lists.from()[i]; e < lists.from()[i + 1]; e++) {
          long d = 0;
          for (byte[] bit : codes) {
            d += bit[i] == bit[lists.rows()[e]] ? 0 : 1;
          }
          long lack = similar ? 2 * d : Math.max(0, m - 2 * d);
          twice += lack * lack;
        }
      }
    }
    return twice / 2;
  }

  @Test
  void theObjectiveNeverRisesAndIsTheOneOfTheDefinition() {
    PairSet pairs = PairSet.draw(START, 9, 5);
    BlockInference inference = new BlockInference(pairs, 70);
    List<byte[]> codes = new ArrayList<>();
    Random random = new Random(6);
    int falls = 0;
    for (int k = 0; k < 70; k++) { // beyond 64: the second word
      List<Long> costs = new ArrayList<>();
      BlockInference.Result result = inference.infer(3, new Random(k), costs::add);
      assertThat(costs).hasSize(1 + 3 * 4);
      for (int t = 1; t < costs.size(); t++) {
        assertThat(costs.get(t)).isLessThanOrEqualTo(costs.get(t - 1));
        falls += costs.get(t) < costs.get(t - 1) ? 1 : 0;
      }
      codes.add(new byte[40]);
      Arrays.fill(codes.get(k), (byte) 1);
      assertThat(costs.get(0)).isEqualTo(cost(pairs, codes));
      codes.set(k, result.bits().clone());
      assertThat(costs.get(12)).isEqualTo(cost(pairs, codes));
      double all = (double) pairs.similar().pairs() + pairs.dissimilar().pairs();
      assertThat(result.end() * 4 * (k + 1) * (k + 1) * all)
          .isEqualTo((double) costs.get(12), within(1e-6 * (double) costs.get(12)));
      for (int i = 0; i < 40; i++) { // the next bit goes on from codes that the trees got wrong
        codes.get(k)[i] *= (byte) (random.nextInt(5) == 0 ? -1 : 1);
      }
      inference.append(codes.get(k));
      assertThat(inference.loss() * 4 * (k + 1) * (k + 1) * all)
          .isEqualTo((double) cost(pairs, codes), within(1e-6 * (double) costs.get(12) + 1e-6));
    }
    assertThat(falls).isGreaterThan(100);
  }

  /** With one row of another class per sign fixed by the sweep, a block is small enough to try. */
  @Test
  void aBlockEndsAtTheBestOfAllItsCodesWhereThatIsCertainAndNearlyAlwaysElsewhere() {
    int[] start = {0, 9, 18, 27};
    PairSet pairs = PairSet.draw(start, 4, 7);
    int best = 0;
    int trials = 0;
    for (int trial = 0; trial < 60; trial++) {
      BlockInference inference = new BlockInference(pairs, 8);
      List<byte[]> codes = new ArrayList<>();
      Random random = new Random(trial);
      for (int k = 0; k < 1 + trial % 7; k++) {
        byte[] bit = new byte[27];
        for (int i = 0; i < 27; i++) {
          bit[i] = (byte) (random.nextInt(4) == 0 ^ i / 9 == k % 3 ? 1 : -1);
        }
        codes.add(bit);
        inference.append(bit);
      }
      List<Long> costs = new ArrayList<>();
      BlockInference.Result result = inference.infer(1, new Random(trial), costs::add);
      codes.add(result.bits().clone());
      byte[] last = codes.get(codes.size() - 1);
      int c = lastOf(trial);
      long found = cost(pairs, codes);
      long least = found;
      for (int mask = 0; mask < 1 << 9; mask++) {
        for (int i = 0; i < 9; i++) {
          last[9 * c + i] = (byte) ((mask >> i & 1) == 0 ? -1 : 1);
        }
        least = Math.min(least, cost(pairs, codes));
      }
      trials++;
      best += found == least ? 1 : 0;
      if (result.solved() == 1) {
        assertThat(found).isEqualTo(least);
      }
    }
    assertThat(best).isGreaterThan(trials * 9 / 10);
  }

  /** The class that a sweep in the order of this seed visits last. */
  private static int lastOf(long seed) {
    Random random = new Random(seed);
    int[] classes = {0, 1, 2};
    for (int k = 2; k > 0; k--) {
      int j = random.nextInt(k + 1);
      int swap = classes[k];
      classes[k] = classes[j];
      classes[j] = swap;
    }
    return classes[2];
  }

  @Test
  void aBitThatNoPairAsksForSplitsTheClasses() {
    PairSet pairs = PairSet.draw(new int[] {0, 6, 12}, 3, 1);
    BlockInference inference = new BlockInference(pairs, 3);
    byte[] halves = new byte[12];
    Arrays.fill(halves, 0, 6, (byte) 1);
    Arrays.fill(halves, 6, 12, (byte) -1);
    inference.append(halves);
    inference.append(halves); // two bits apart: 2 ≥ 3/2, and so would the next be
    byte[] bits = inference.infer(2, new Random(1), cost -> {}).bits();
    for (int i = 0; i < 12; i++) {
      assertThat(bits[i]).isEqualTo(bits[i / 6 * 6]);
    }
    assertThat(bits[0]).isNotEqualTo(bits[6]);
  }

  @Test
  void binsAreEvenBetweenTheExtremesAndClampBeyond() {
    Features x = new Features(2, new float[] {0, 7, 1000, 7, 500, 7});
    Quantizer q = Quantizer.of(x);
    assertThat(q.bin(0, 0)).isZero();
    assertThat(q.bin(0, 1000)).isEqualTo(255);
    assertThat(q.bin(0, -5000)).isZero();
    assertThat(q.bin(0, 5000)).isEqualTo(255);
    assertThat(q.bin(1, 7)).isZero();
    assertThat(q.bin(1, 8)).isZero();
    for (int v = 0; v <= 1000; v++) { // 256 bins over [−1, 1001]
      double bin = (v + 1) * 256 / 1002.0;
      if (Math.abs(bin - Math.rint(bin)) > 1e-3) {
        assertThat(q.bin(0, v)).isEqualTo((int) bin);
      }
    }
    int[] order = {2, 0, 1};
    byte[] rows = q.rows(x, 0, 3);
    for (int r = 0; r < 3; r++) {
      assertThat(q.columns(x, order)[0][r]).isEqualTo(rows[2 * order[r]]);
    }
    assertThatThrownBy(() -> q.rows(new Features(2, new float[] {1, 2, 3, Float.NaN}), 0, 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("row 1 has a value that is not finite");
  }

  private static Hasher train(Features x, int[] labels, int classes, int bits, int trees) {
    return new FasthMethod()
        .hasher(
            new FasthTrainer(x, labels, classes, bits, settings(trees, 20), 9)
                .train(Progress.NONE));
  }

  @Test
  void theSameCodesOnAnyNumberOfThreads() throws Exception {
    Features x = Samples.classes(700, 13, 8, 1, 2);
    BinaryCodes codes = train(x, Samples.labels(700, 8), 8, 6, 8).encode(x);
    for (int threads = 1; threads <= 3; threads++) {
      ForkJoinPool pool = new ForkJoinPool(threads);
      try {
        assertThat(pool.submit(() -> train(x, Samples.labels(700, 8), 8, 6, 8).encode(x)).get())
            .isEqualTo(codes);
      } finally {
        pool.shutdown();
      }
    }
  }

  @Test
  void theCodesOfTheTrainingRowsAreThoseTheNextBitWasInferredFrom() {
    Features x = Samples.classes(300, 13, 8, 1, 2);
    int[] labels = new int[300]; // in runs, so that the trainer's order is this one
    int[] start = new int[9];
    float[] values = new float[300 * 13];
    int at = 0;
    for (int c = 0; c < 8; c++) {
      start[c] = at;
      for (int i = c; i < 300; i += 8) {
        labels[at] = c;
        System.arraycopy(x.values(), i * 13, values, at++ * 13, 13);
      }
    }
    start[8] = 300;
    Features sorted = new Features(13, values);
    Hasher hasher = train(sorted, labels, 8, 9, 5);
    BinaryCodes codes = hasher.encode(sorted);
    BlockInference check = new BlockInference(PairSet.draw(start, 20, Seeds.derive(9, "pairs")), 9);
    List<?> losses = (List<?>) hasher.facts().get("objective");
    for (int k = 0; k < 9; k++) {
      byte[] bit = new byte[300];
      for (int i = 0; i < 300; i++) {
        bit[i] = (byte) (codes.bit(i, k) ? 1 : -1);
      }
      check.append(bit);
      assertThat(check.loss()).isEqualTo((Double) losses.get(k));
    }
  }

  /** Four classes far apart: trees repeat every bit that was inferred. */
  @Test
  void whatItSaysOfItselfWhereTreesTellAllClassesApart() {
    Features x = Samples.classes(120, 6, 4, 0.01, 3);
    Map<String, Object> facts =
        new FasthTrainer(x, Samples.labels(120, 4), 4, 3, settings(20, 20), 9)
            .train(Progress.NONE)
            .facts();
    assertThat(facts.get("error")).isEqualTo(List.of(0.0, 0.0, 0.0));
    assertThat((Double) facts.get("blocks.solved")).isBetween(0.0, 1.0);
    assertThat((List<?>) facts.get("objective")).hasSize(3);
    assertThat((List<?>) facts.get("objective.inferred")).hasSize(3);
  }

  @Test
  void progressGoesUpToTheEnd() {
    List<long[]> reports = new ArrayList<>();
    Features x = Samples.classes(200, 5, 4, 2, 2);
    new FasthTrainer(x, Samples.labels(200, 4), 4, 3, settings(20, 20), 9)
        .train((what, done, total) -> reports.add(new long[] {done, total}));
    for (int i = 1; i < reports.size(); i++) {
      assertThat(reports.get(i)[0]).isGreaterThanOrEqualTo(reports.get(i - 1)[0]);
    }
    assertThat(reports).hasSizeGreaterThan(3).allMatch(r -> r[1] == 60);
    assertThat(reports.get(reports.size() - 1)[0]).isEqualTo(60);
  }

  @Test
  void refusesATreeThatPointsBeyondTheFeatures(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("hasher.ddh");
    Map<String, String> texts = Map.of("bits", "1", "depth", "1", "dimension", "2");
    float[] two = {1, 2};
    for (float[] bad : new float[][] {{2, 3}, {-1, 3}, {0.5f, 3}, {1, 256}}) {
      write(
          file,
          texts,
          Map.of(
              "low",
              two,
              "scale",
              two,
              "trees",
              new float[] {1},
              "features",
              new float[] {bad[0]},
              "thresholds",
              new float[] {bad[1]},
              "leaves",
              two));
      assertThatThrownBy(() -> new FasthMethod().load(file))
          .isInstanceOf(BadInputException.class)
          .hasMessageContaining("must hold numbers in [0, ");
    }
    write(file, Map.of("bits", "1", "depth", "9", "dimension", "2"), Map.of());
    assertThatThrownBy(() -> new FasthMethod().load(file))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("depth must be in [1, 8], found 9");
  }

  private static void write(Path file, Map<String, String> texts, Map<String, float[]> arrays)
      throws IOException {
    new TensorFile("hasher/fasth", texts, arrays).write(file);
  }

  /** Mean distance of rows of different classes minus that of rows of one, held-out rows only. */
  private static double gap(BinaryCodes codes, int from, int classes) {
    double[] sum = new double[2];
    long[] count = new long[2];
    for (int i = from; i < codes.size(); i++) {
      for (int j = from; j < i; j++) {
        int same = i % classes == j % classes ? 1 : 0;
        sum[same] += codes.distance(i, codes, j);
        count[same]++;
      }
    }
    return sum[0] / count[0] - sum[1] / count[1];
  }

  @Test
  void tellsUnseenRowsOfItsClassesApartAndLearnsNothingFromShuffledLabels() {
    int classes = 6;
    Features all = Samples.classes(900, 12, classes, 0.6, 4);
    Features fit = new Features(12, Arrays.copyOf(all.values(), 600 * 12));
    int[] labels = Samples.labels(600, classes);
    assertThat(gap(train(fit, labels, classes, 16, 15).encode(all), 600, classes)).isGreaterThan(5);
    // No class structure in the rows: labels carry nothing about unseen rows. The gap of a run has
    // mean 0 then; 8 runs give its deviation. |t| < 5.4 at 7 degrees of freedom fails by chance
    // once in 1,000 draws of these seeds.
    double[] gaps = new double[8];
    for (int run = 0; run < gaps.length; run++) {
      Features noise = Samples.gaussian(900, 12, 50 + run);
      Features part = new Features(12, Arrays.copyOf(noise.values(), 600 * 12));
      gaps[run] = gap(train(part, labels, classes, 8, 8).encode(noise), 600, classes);
    }
    double mean = 0;
    for (double g : gaps) {
      mean += g / gaps.length;
    }
    double square = 0;
    for (double g : gaps) {
      square += (g - mean) * (g - mean) / (gaps.length - 1);
    }
    assertThat(Math.abs(mean)).isLessThan(5.41 * Math.sqrt(square / gaps.length));
    assertThat(Math.abs(mean)).isLessThan(0.2);
  }
}
