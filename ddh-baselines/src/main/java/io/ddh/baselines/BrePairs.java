package io.ddh.baselines;

import io.ddh.core.Check;
import io.ddh.core.Parallel;
import io.ddh.core.Seeds;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * The pairs of samples whose distances binary reconstructive embeddings approximate. Each sample is
 * paired with some other samples; if two samples choose each other, their pair counts twice.
 *
 * @param first first sample of each pair
 * @param second second sample of each pair
 * @param target target distance of each pair in [0, 1]: ½‖u_first − u_second‖² divided by the
 *     largest such value among all samples
 * @param start position in {@code touching} where each sample's pairs start, and one more entry for
 *     the end
 * @param touching indices of the pairs that contain each sample, as the first or as the second
 *     sample
 */
record BrePairs(int[] first, int[] second, double[] target, int[] start, int[] touching) {

  /** Chooses the samples that a sample is paired with. */
  @FunctionalInterface
  private interface Choice {
    int[] partners(int sample, double[] distance, int count);
  }

  /**
   * Pairs each sample with the samples that are nearest to it and farthest from it.
   *
   * @param u the samples, n×d
   * @param count number of partners per sample: the ⌈count/2⌉ nearest and the ⌊count/2⌋ farthest
   *     samples, or all other samples if there are no more than {@code count}; at equal distance,
   *     the lower sample number counts as nearer
   */
  static BrePairs nearAndFar(double[] u, int d, int count) {
    return of(u, d, count, BrePairs::nearestAndFarthest);
  }

  /**
   * Pairs each sample with other samples that are chosen at random.
   *
   * @param u the samples, n×d
   * @param count number of partners per sample; if there are no more than that many other samples,
   *     all of them are partners
   */
  static BrePairs drawn(double[] u, int d, int count, long seed) {
    return of(
        u,
        d,
        count,
        (i, distance, partners) -> {
          int[] others =
              Rows.draw(distance.length - 1, partners, Seeds.derive(seed, "partners", i));
          return Arrays.stream(others).map(j -> j < i ? j : j + 1).toArray();
        });
  }

  private static BrePairs of(double[] u, int d, int count, Choice choice) {
    int n = u.length / d;
    int partners = Math.min(count, n - 1);
    int[] first = new int[n * partners];
    int[] second = new int[n * partners];
    double[] target = new double[n * partners];
    double[] largest = new double[n];
    Parallel.blocks(
        n,
        1,
        (i, to) -> {
          double[] distance = distances(u, d, i);
          largest[i] = Arrays.stream(distance).max().orElse(0);
          int[] chosen = choice.partners(i, distance, partners);
          for (int p = 0; p < partners; p++) {
            first[i * partners + p] = i;
            second[i * partners + p] = chosen[p];
            target[i * partners + p] = distance[chosen[p]];
          }
        });
    double scale = Arrays.stream(largest).max().orElse(0);
    Check.that(scale > 0, "features must not be the same in all training rows");
    Arrays.setAll(target, e -> target[e] / scale);
    return index(n, first, second, target);
  }

  private static int[] nearestAndFarthest(int sample, double[] distance, int count) {
    int n = distance.length;
    Integer[] order =
        IntStream.range(0, n).filter(j -> j != sample).boxed().toArray(Integer[]::new);
    Arrays.sort(order, Comparator.comparingDouble(j -> distance[j]));
    int near = (count + 1) / 2;
    return IntStream.range(0, count).map(p -> order[p < near ? p : n - 1 - count + p]).toArray();
  }

  private static double[] distances(double[] u, int d, int i) {
    double[] out = new double[u.length / d];
    for (int j = 0; j < out.length; j++) {
      double sum = 0;
      for (int l = 0; l < d; l++) {
        double e = u[i * d + l] - u[j * d + l];
        sum += e * e;
      }
      out[j] = sum / 2;
    }
    return out;
  }

  private static BrePairs index(int n, int[] first, int[] second, double[] target) {
    int[] start = new int[n + 1];
    for (int e = 0; e < first.length; e++) {
      start[first[e] + 1]++;
      start[second[e] + 1]++;
    }
    Arrays.parallelPrefix(start, Integer::sum);
    int[] touching = new int[2 * first.length];
    int[] next = start.clone();
    for (int e = 0; e < first.length; e++) {
      touching[next[first[e]]++] = e;
      touching[next[second[e]]++] = e;
    }
    return new BrePairs(first, second, target, start, touching);
  }

  int size() {
    return first.length;
  }

  int samples() {
    return start.length - 1;
  }

  /** Returns the other sample of a pair that contains sample i. */
  int other(int pair, int i) {
    return first[pair] + second[pair] - i;
  }
}
