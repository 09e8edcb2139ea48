package io.ddh.experiments.bench;

import io.ddh.core.BinaryCodes;
import io.ddh.core.LabeledCodes;
import io.ddh.core.Seeds;
import java.util.SplittableRandom;

/**
 * Made-up codes with the ties of learned ones: a random centre a person, bits flipped around it.
 */
public final class BenchCodes {
  private static final double FLIP = 0.12;

  private BenchCodes() {}

  /**
   * Draws codes; sets of equal people share the centres.
   *
   * @param n codes; code i is of person i mod people
   * @param bits at most 64
   * @param seed of the flips
   */
  public static LabeledCodes draw(int n, int bits, int people, long seed) {
    long mask = bits == Long.SIZE ? -1L : (1L << bits) - 1;
    long[] centres = new SplittableRandom(1).longs(people).toArray();
    SplittableRandom random = new SplittableRandom(Seeds.derive(seed, "bench codes"));
    long[] words = new long[n];
    int[] labels = new int[n];
    for (int i = 0; i < n; i++) {
      labels[i] = i % people;
      long flips = 0;
      for (int k = 0; k < bits; k++) {
        flips = flips << 1 | (random.nextDouble() < FLIP ? 1 : 0);
      }
      words[i] = (centres[labels[i]] ^ flips) & mask;
    }
    return new LabeledCodes(new BinaryCodes(bits, words), labels);
  }
}
