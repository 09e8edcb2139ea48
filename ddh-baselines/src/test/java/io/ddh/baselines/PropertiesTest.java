package io.ddh.baselines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ddh.core.BinaryCodes;
import io.ddh.core.Features;
import io.ddh.core.HashMethod;
import io.ddh.core.Hasher;
import io.ddh.core.Progress;
import io.ddh.core.Split;
import io.ddh.core.TrainingSet;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.ServiceLoader;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What must hold for any data and any seed. */
class PropertiesTest {
  private static final int N = 330; // more than one block of rows
  private static final int D = 12;
  private static final int CLASSES = 6;
  private static final int BITS = 8;

  private static void neverRises(double[] objective) {
    assertThat(objective[objective.length - 1]).isLessThan(objective[0]);
    for (int t = 1; t < objective.length; t++) {
      assertThat(objective[t])
          .as("step %d", t)
          .isLessThanOrEqualTo(objective[t - 1] + 1e-9 * objective[0]);
    }
  }

  private static Features data(long seed) {
    return Samples.classes(N, D, CLASSES, 1, seed);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void theQuantisationErrorOfItqNeverRises(long seed) {
    double[][] v = Pca.fit(data(seed), BITS).project(data(seed));
    double[] start = ItqRotation.randomOrthogonal(BITS, seed);
    neverRises(ItqRotation.learn(v, BITS, 50, start, Progress.NONE).errors());
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void theWholeObjectiveOfSdhNeverRisesAtAnyNumberOfSweeps(long seed) {
    for (double nu : new double[] {1e-5, 0.3}) {
      double[] last = new double[4];
      for (int sweeps = 1; sweeps <= 4; sweeps++) {
        SdhSettings settings = new SdhSettings(40, 0.4, 1, nu, 1e-2, 3, sweeps);
        double[] objective =
            Samples.sdh(data(seed), Samples.labels(N, CLASSES), CLASSES, BITS, settings, seed)
                .train(Progress.NONE)
                .objective();
        neverRises(objective);
        last[sweeps - 1] = objective[1]; // behind the first codes: more sweeps, never higher
      }
      neverRises(last);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void aBitOfKshIsNeverWorseThanItsSpectralStart(long seed) {
    KshTrainer.Result result = ksh(data(seed), identity(N), seed);
    for (int k = 0; k < BITS; k++) {
      assertThat(result.kept()[k]).isGreaterThanOrEqualTo(result.spectral()[k]);
    }
    assertThat(result.improved()).isPositive();
  }

  /**
   * Of two classes: with over 4K classes ‖HHᵀ/K − S‖² rises with the first bit, whatever the code,
   * since different classes cannot all be apart.
   */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void theObjectiveOfKshNeverRisesFromBitToBit(long seed) {
    KshSettings settings = new KshSettings(15, 0, 40, 1e-2);
    neverRises(
        new KshTrainer(
                Samples.classes(N, D, 2, 1, seed),
                Samples.labels(N, 2),
                2,
                BITS,
                settings,
                Rows.draw(N, 15, seed),
                identity(N))
            .train(Progress.NONE)
            .objective(N));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void theObjectiveOfBreNeverRises(long seed) {
    neverRises(bre(data(seed), identity(N), seed).objective());
  }

  private static int[] identity(int n) {
    return IntStream.range(0, n).toArray();
  }

  /** order[i] is the row that comes i-th; what is drawn is drawn of the rows, wherever they lie. */
  private static int[] shuffled(int n, long seed) {
    int[] order = identity(n);
    Random random = new Random(seed);
    for (int i = n - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int kept = order[i];
      order[i] = order[j];
      order[j] = kept;
    }
    return order;
  }

  private static int[] places(int[] order, int[] rows) {
    int[] place = new int[order.length];
    for (int i = 0; i < order.length; i++) {
      place[order[i]] = i;
    }
    return Arrays.stream(rows).map(r -> place[r]).toArray();
  }

  private static int[] labels(int[] order) {
    return Arrays.stream(order).map(i -> i % CLASSES).toArray();
  }

  private static KshTrainer.Result ksh(Features x, int[] order, long seed) {
    return new KshTrainer(
            x.select(order),
            labels(order),
            CLASSES,
            BITS,
            new KshSettings(15, 0, 40, 1e-2),
            places(order, Rows.draw(N, 15, seed)),
            identity(N))
        .train(Progress.NONE);
  }

  private static BreTrainer.Result bre(Features x, int[] order, long seed) {
    Features moved = x.select(order);
    double[] u = BreMethod.unit(moved, Rows.mean(moved));
    int[][] basis = new int[BITS][];
    double[][] weights = new double[BITS][];
    Random random = new Random(seed);
    for (int k = 0; k < BITS; k++) {
      basis[k] = places(order, Rows.draw(N, 6, seed + k));
      weights[k] = random.doubles(6, -1, 1).toArray();
    }
    return new BreTrainer(u, D, BrePairs.nearAndFar(u, D, 12), basis, weights, 1)
        .train(Progress.NONE);
  }

  private static SdhTrainer.Result sdh(Features x, int[] order, long seed) {
    byte[] codes = new byte[N * BITS];
    for (int i = 0; i < N; i++) {
      Random random = new Random(seed * N + order[i]);
      for (int k = 0; k < BITS; k++) {
        codes[i * BITS + k] = (byte) (random.nextBoolean() ? 1 : -1);
      }
    }
    return new SdhTrainer(
            x.select(order),
            labels(order),
            CLASSES,
            new SdhSettings(30, 0.4, 1, 1e-5, 1e-2, 3, 10),
            places(order, Rows.draw(N, 30, seed)),
            codes)
        .train(Progress.NONE);
  }

  /** These look at rows through sums only. */
  @ParameterizedTest
  @ValueSource(strings = {"random", "lsh", "sh", "itq"})
  void theOrderOfTheRowsDoesNotMatter(String name) {
    HashMethod method = method(name);
    for (long seed = 1; seed <= 3; seed++) {
      Features x = data(seed);
      Hasher first = method.train(training(x, identity(N)), BITS, seed, Progress.NONE);
      Hasher second = method.train(training(x, shuffled(N, seed + 9)), BITS, seed, Progress.NONE);
      // Sums in another order may end in another last digit: at most 3 of 2,640 bits.
      assertThat(differing(first.encode(x), second.encode(x))).isLessThanOrEqualTo(3);
    }
  }

  /**
   * sdh, ksh and bre draw rows by number (anchors, first codes, samples, bases), so another order
   * draws other rows. With the same rows drawn the order does not matter.
   */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void theOrderOfTheRowsMattersOnlyForWhichAreDrawn(long seed) {
    Features x = data(seed);
    int[] order = shuffled(N, seed + 9);
    assertThat(differing(x, sdhHasher(x, identity(N), seed), sdhHasher(x, order, seed)))
        .isLessThanOrEqualTo(3);
    assertThat(differing(x, kshHasher(x, identity(N), seed), kshHasher(x, order, seed)))
        .isLessThanOrEqualTo(3);
    assertThat(bre(x, order, seed).objective())
        .containsExactly(bre(x, identity(N), seed).objective(), within(1e-4));
    HashMethod bre = MethodContractTest.quick(method("bre"));
    Hasher drawn = bre.train(training(x, identity(N)), BITS, seed, Progress.NONE);
    Hasher other = bre.train(training(x, order), BITS, seed, Progress.NONE);
    assertThat(differing(x, drawn, other)).isGreaterThan(100);
  }

  private static Hasher sdhHasher(Features x, int[] order, long seed) {
    SdhTrainer.Result result = sdh(x, order, seed);
    float[] predictor = new float[result.predictor().length];
    for (int i = 0; i < predictor.length; i++) {
      predictor[i] = (float) result.predictor()[i];
    }
    return new SdhMethod().hasher(result.map(), predictor, Map.of());
  }

  private static Hasher kshHasher(Features x, int[] order, long seed) {
    KshTrainer.Result result = ksh(x, order, seed);
    return new KshMethod().hasher(result.map(), result.weights(), Map.of());
  }

  private static int differing(Features x, Hasher a, Hasher b) {
    return differing(a.encode(x), b.encode(x));
  }

  private static int differing(BinaryCodes a, BinaryCodes b) {
    return IntStream.range(0, a.size()).map(i -> a.distance(i, b, i)).sum();
  }

  private static HashMethod method(String name) {
    return ServiceLoader.load(HashMethod.class).stream()
        .map(ServiceLoader.Provider::get)
        .filter(m -> m.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static TrainingSet training(Features x, int[] order) {
    return training(x.select(order), order, labels(order));
  }

  private static TrainingSet training(Features x, int[] rows, int[] labels) {
    int[] none = new int[0];
    return TrainingSet.of(
        x,
        labels,
        new Split("test", 0, identity(rows.length), none, none, none, CLASSES, List.of()));
  }

  // ---- against chance ----

  private static final int QUERIES = 200;
  private static final int SEEDS = 6;

  /** What the labels have to do with the rows. */
  private enum World {
    EASY,
    NOISE,
    SHUFFLED
  }

  static Stream<HashMethod> methods() {
    return MethodContractTest.methods().map(MethodContractTest::quick);
  }

  /**
   * Of a query, an image of its class and one of another: how often the former's code is nearer,
   * ties counting half. N training rows are the gallery, the queries are others; codes of D bits.
   */
  private static double nearer(HashMethod method, World world, long seed) {
    Features x =
        world == World.NOISE
            ? Samples.gaussian(N + QUERIES, D, seed)
            : Samples.classes(N + QUERIES, D, CLASSES, 0.8, seed);
    int[] labels = Samples.labels(N + QUERIES, CLASSES);
    if (world != World.EASY) {
      int[] order = shuffled(N, seed + 100);
      Random random = new Random(seed + 200);
      for (int i = 0; i < N + QUERIES; i++) {
        labels[i] = i < N ? order[i] % CLASSES : random.nextInt(CLASSES);
      }
    }
    int[] rows = identity(N);
    Features gallery = x.select(rows);
    BinaryCodes codes =
        method
            .train(training(gallery, rows, Arrays.copyOf(labels, N)), D, seed, Progress.NONE)
            .encode(x);
    double sum = 0;
    for (int q = N; q < N + QUERIES; q++) {
      int[][] counts = new int[2][D + 1];
      for (int i = 0; i < N; i++) {
        counts[labels[i] == labels[q] ? 1 : 0][codes.distance(q, codes, i)]++;
      }
      double wins = 0;
      int farther = Arrays.stream(counts[0]).sum();
      double pairs = (double) farther * Arrays.stream(counts[1]).sum();
      for (int h = 0; h <= D; h++) {
        farther -= counts[0][h];
        wins += counts[1][h] * (farther + counts[0][h] / 2.0);
      }
      sum += wins / pairs;
    }
    return sum / QUERIES;
  }

  private static double[] overSeeds(HashMethod method, World world) {
    return IntStream.range(0, SEEDS).mapToDouble(s -> nearer(method, world, s)).toArray();
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).average().orElseThrow();
  }

  private static double deviation(double[] values) {
    double mean = mean(values);
    double squares = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum();
    return Math.sqrt(squares / (values.length - 1));
  }

  /**
   * In every seed, by five deviations of a seed of random. A method as good as random gets over
   * that in one seed of some 300 (Student's t, the deviation being that of six seeds), and in all
   * six practically never.
   */
  @ParameterizedTest
  @MethodSource("methods")
  void beatsRandomOnAnEasySet(HashMethod method) {
    double[] chance = overSeeds(new RandomMethod(), World.EASY);
    double needed = mean(chance) + 5 * deviation(chance);
    boolean beats = Arrays.stream(overSeeds(method, World.EASY)).allMatch(v -> v > needed);
    assertThat(beats).isEqualTo(!method.name().equals("random"));
  }

  /**
   * The queries' labels are drawn anew, the classes of the gallery are equally large: each query's
   * share is in [0, 1] with mean 1/2, whatever the codes. By Hoeffding's inequality the mean of the
   * 1,200 is farther off than 0.08 in less than one of two million draws.
   */
  @ParameterizedTest
  @MethodSource("methods")
  void isNoBetterThanRandomWhereLabelsMeanNothing(HashMethod method) {
    for (World world : List.of(World.NOISE, World.SHUFFLED)) {
      assertThat(mean(overSeeds(method, world))).as("%s", world).isEqualTo(0.5, within(0.08));
    }
  }

  /** For random the variance over its seeds says how near: 6 standard errors of the mean. */
  @Test
  void randomIsChance() {
    for (World world : World.values()) {
      double[] values = overSeeds(new RandomMethod(), world);
      double error = deviation(values) / Math.sqrt(SEEDS);
      assertThat(error).isLessThan(0.002);
      assertThat(mean(values)).isEqualTo(0.5, within(6 * error));
    }
  }
}
