package io.ddh.eval;

import io.ddh.core.BinaryCodes;
import io.ddh.core.LabeledCodes;
import java.util.Random;

/** Codes for tests. */
final class Fixtures {
  private Fixtures() {}

  /** Uniformly random codes and labels 0..people−1. */
  static LabeledCodes random(int n, int bits, int people, long seed) {
    return noisy(n, bits, people, 0.5, 0, seed);
  }

  /**
   * Each person has a random code, drawn from peopleSeed; an item is its person's code with every
   * bit flipped with the given probability (0.5: uniformly random).
   */
  static LabeledCodes noisy(
      int n, int bits, int people, double flip, long peopleSeed, long itemSeed) {
    Random codes = new Random(peopleSeed);
    boolean[] centres = new boolean[people * bits];
    for (int i = 0; i < centres.length; i++) {
      centres[i] = codes.nextBoolean();
    }
    Random random = new Random(itemSeed);
    float[] values = new float[n * bits];
    int[] labels = new int[n];
    for (int i = 0; i < n; i++) {
      labels[i] = random.nextInt(people);
      for (int k = 0; k < bits; k++) {
        boolean bit = centres[labels[i] * bits + k] ^ random.nextDouble() < flip;
        values[i * bits + k] = bit ? 1 : -1;
      }
    }
    return new LabeledCodes(BinaryCodes.ofSigns(bits, values), labels);
  }

  /**
   * Codes at given distances from the code 0, of 8 bits: code i has its lowest distances[i] bits
   * set.
   */
  static LabeledCodes atDistances(int[] distances, int[] labels) {
    long[] words = new long[distances.length];
    for (int i = 0; i < words.length; i++) {
      words[i] = (1L << distances[i]) - 1;
    }
    return new LabeledCodes(new BinaryCodes(8, words), labels);
  }

  /** The one query code 0, of 8 bits, with label 1. */
  static LabeledCodes zeroQuery() {
    return new LabeledCodes(new BinaryCodes(8, new long[1]), new int[] {1});
  }
}
