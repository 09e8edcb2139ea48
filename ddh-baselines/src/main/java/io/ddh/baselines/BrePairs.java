package io.ddh.baselines;

import io.ddh.core.Check;
import io.ddh.core.Parallel;
import io.ddh.core.Seeds;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * The pairs whose distances binary reconstructive embeddings keep: each sample with some others. A
 * pair that both of its samples choose counts twice.
 *
 * @param first sample of each pair
 * @param second the other sample
 * @param target ½‖u_first − u_second‖², as a share of the largest among all samples: in [0, 1]
 * @param start where a sample's pairs start in {@code touching}; one more than there are samples
 * @param touching numbers of the pairs of each sample, as first or second
 */
record BrePairs(int[] first, int[] second, double[] target, int[] start, int[] touching) {

  /** Who a sample is paired with. */
  @FunctionalInterface
  private interface Choice {
    int[] partners(int sample, double[] distance, int count);
  }

  /**
   * Each sample with its nearest and its farthest.
   *
   * @param u n×d samples
   * @param count partners a sample, ⌈count/2⌉ nearest and ⌊count/2⌋ farthest; all others if there
   *     are no more; at equal distance the lower number is nearer
   */
  static BrePairs nearAndFar(double[] u, int d, int count) {
    return of(u, d, count, BrePairs::nearestAndFarthest);
  }

  /**
   * Each sample with others drawn at random.
   *
   * @param u n×d samples
   * @param count partners a sample; all others if there are no more
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
    Check.that(scale > 0, "features must not all be the same");
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

  /** The sample that a pair joins with i. */
  int other(int pair, int i) {
    return first[pair] + second[pair] - i;
  }
}
