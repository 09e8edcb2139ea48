package io.ddh.experiments.bench;

import io.ddh.core.BinaryCodes;
import io.ddh.core.LabeledCodes;
import io.ddh.core.Seeds;
import java.util.SplittableRandom;

/**
 * Random codes with about as many ties as learned codes have. Each person has a random centre, and
 * each code is the centre of its person with some bits flipped.
 */
public final class BenchCodes {
  private static final double FLIP = 0.12;

  private BenchCodes() {}

  /**
   * Draws codes. Two calls with the same number of people use the same centres, whatever the seed.
   *
   * @param n number of codes; code i belongs to person i mod {@code people}
   * @param bits code length, 1 to 64
   * @param people number of people
   * @param seed seed of the choice of bits to flip
   * @return the codes, labelled with the numbers of the people
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
