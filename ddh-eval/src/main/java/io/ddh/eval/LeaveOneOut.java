package io.ddh.eval;

import io.ddh.core.BinaryCodes;
import io.ddh.core.Check;
import io.ddh.core.LabeledCodes;
import io.ddh.core.Parallel;
import io.ddh.core.Seeds;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;

/**
 * Mean average precision within one set of images, in which each image is a query against all other
 * images. Ties are averaged over all their orders, as in {@link Evaluator}. An image is not used as
 * a query if no other image has the same label.
 */
public final class LeaveOneOut {
  private final int[] labels;
  private final int queries;

  /**
   * Prepares the evaluation of images with these labels.
   *
   * @param labels identity number of each image; the array is not copied and must not change
   */
  public LeaveOneOut(int[] labels) {
    this.labels = labels.clone();
    Map<Integer, Integer> counts = new HashMap<>();
    for (int label : labels) {
      counts.merge(label, 1, Integer::sum);
    }
    int several = counts.values().stream().filter(c -> c > 1).mapToInt(c -> c).sum();
    queries = counts.size() < 2 ? 0 : several;
  }

  /**
   * {@return the number of images that are used as queries} The number is 0 if all images have the
   * same label, since every order is then correct.
   */
  public int queries() {
    return queries;
  }

  /**
   * {@return the mean average precision over the queries, in [0, 1]}
   *
   * @param codes one code per image, in the order of the labels
   * @throws IllegalArgumentException if there are no queries
   */
  public double meanAveragePrecision(BinaryCodes codes) {
    Check.atLeast("number of queries", queries, 1);
    GroupedGallery grouped = new GroupedGallery(new LabeledCodes(codes, labels));
    TiedRanking ranking = new TiedRanking(labels.length);
    DistanceCounter counter = new DistanceCounter(codes.stride());
    int bins = codes.bits() + 1;
    int[] all = new int[bins];
    int[] relevant = new int[bins];
    double sum = 0;
    for (int q = 0; q < labels.length; q++) {
      int[] own = grouped.range(labels[q]);
      if (own[1] - own[0] < 2) {
        continue;
      }
      Arrays.fill(all, 0);
      Arrays.fill(relevant, 0);
      counter.count(codes.words(), q, grouped.words(), 0, labels.length, all);
      counter.count(codes.words(), q, grouped.words(), own[0], own[1], relevant);
      all[0]--; // the query itself
      relevant[0]--;
      sum += ranking.averagePrecision(all, relevant, own[1] - own[0] - 1).expected();
    }
    return sum / queries;
  }

  /**
   * The mean average precision of random codes, over several sets of such codes.
   *
   * @param mean mean of the mean average precisions of the sets
   * @param deviation sample standard deviation (n − 1) over the sets
   */
  public record RandomCodes(double mean, double deviation) {}

  /**
   * Computes the mean average precision of random codes. Every bit of every code is drawn
   * independently; 0 and 1 are equally likely.
   *
   * @param bits code length
   * @param sets number of sets of codes to draw, at least 2
   * @param seed the same seed draws the same codes
   * @return mean and standard deviation of the mean average precision over the sets
   * @throws IllegalArgumentException if there are no queries
   */
  public RandomCodes randomCodes(int bits, int sets, long seed) {
    Check.atLeast("number of sets", sets, 2);
    double[] map = new double[sets];
    Parallel.blocks(
        sets,
        1,
        (from, to) -> map[from] = meanAveragePrecision(draw(bits, Seeds.derive(seed, from))));
    double mean = Arrays.stream(map).sum() / sets;
    double squares = Arrays.stream(map).map(m -> (m - mean) * (m - mean)).sum();
    return new RandomCodes(mean, Math.sqrt(squares / (sets - 1)));
  }

  private BinaryCodes draw(int bits, long seed) {
    Random random = new Random(seed);
    int stride = (bits + Long.SIZE - 1) / Long.SIZE;
    long last = bits % Long.SIZE == 0 ? -1L : (1L << bits) - 1;
    long[] words = new long[Math.multiplyExact(labels.length, stride)];
    for (int i = 0; i < words.length; i++) {
      words[i] = random.nextLong() & ((i + 1) % stride == 0 ? last : -1L);
    }
    return new BinaryCodes(bits, words);
  }
}
