package io.ddh.retrieval;

import io.ddh.core.BinaryCodes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;

/** Codes at random, and the search that has nothing to go wrong. */
final class Naive {
  private record Hit(int row, int distance) {}

  private Naive() {}

  /** Uniform codes. */
  static BinaryCodes uniform(int n, int bits, long seed) {
    return clustered(n, bits, n, 0, seed, seed);
  }

  /**
   * Centres with some bits flipped; few centres and no flips give equal codes.
   *
   * @param shape seed of the centres
   */
  static BinaryCodes clustered(int n, int bits, int centres, double flip, long shape, long seed) {
    SplittableRandom first = new SplittableRandom(shape);
    boolean[][] centre = new boolean[Math.max(1, centres)][bits];
    for (boolean[] c : centre) {
      for (int b = 0; b < bits; b++) {
        c[b] = first.nextBoolean();
      }
    }
    SplittableRandom random = new SplittableRandom(seed + 1_000_003);
    float[] values = new float[n * bits];
    for (int i = 0; i < n; i++) {
      boolean[] c = centre[random.nextInt(centre.length)];
      for (int b = 0; b < bits; b++) {
        values[i * bits + b] = c[b] ^ random.nextDouble() < flip ? 1 : -1;
      }
    }
    return BinaryCodes.ofSigns(bits, values);
  }

  static Hits search(BinaryCodes codes, BinaryCodes queries, int k, int radius, IntPredicate live) {
    Ranked[] out = new Ranked[queries.size()];
    for (int q = 0; q < out.length; q++) {
      List<Hit> hits = new ArrayList<>();
      for (int i = 0; i < codes.size(); i++) {
        int distance = queries.distance(q, codes, i);
        if (distance <= radius && live.test(i)) {
          hits.add(new Hit(i, distance));
        }
      }
      hits.sort(Comparator.comparingInt(Hit::distance).thenComparingInt(Hit::row));
      List<Hit> kept = hits.subList(0, Math.min(k, hits.size()));
      out[q] =
          new Ranked(
              kept.stream().mapToInt(Hit::row).toArray(),
              kept.stream().mapToInt(Hit::distance).toArray());
    }
    return new Hits(List.of(out));
  }
}
