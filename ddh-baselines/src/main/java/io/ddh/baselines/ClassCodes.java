package io.ddh.baselines;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** A random code for each class, which all its rows get; each bit parts the classes into halves. */
final class ClassCodes {
  private ClassCodes() {}

  /**
   * Draws the codes.
   *
   * @param labels class of each row, in [0, classes)
   * @return n×K, −1 or 1
   */
  static byte[] of(int[] labels, int classes, int bits, long seed) {
    byte[] codes = new byte[Math.multiplyExact(labels.length, bits)];
    List<Integer> order = new ArrayList<>(IntStream.range(0, classes).boxed().toList());
    Random random = new Random(seed);
    for (int k = 0; k < bits; k++) {
      Collections.shuffle(order, random);
      int ones = (classes + (random.nextBoolean() ? 1 : 0)) / 2;
      boolean[] one = new boolean[classes];
      order.subList(0, ones).forEach(c -> one[c] = true);
      for (int i = 0; i < labels.length; i++) {
        codes[i * bits + k] = (byte) (one[labels[i]] ? 1 : -1);
      }
    }
    return codes;
  }
}
