package io.ddh.baselines;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Minimises the objective exactly over one weight of one bit, with everything else fixed (Kulis and
 * Darrell, NIPS 2009, §3.2). With the other bits fixed, the objective is a constant plus the sum of
 * the gains of the pairs in which this bit differs. Each sample's bit changes at one threshold of
 * the weight, so every code that the weight can produce is found by going through the thresholds in
 * order.
 *
 * @param pairs the pairs of samples
 * @param gain for each pair, how much the objective changes if the pair's bits differ
 */
record BreWeight(BrePairs pairs, double[] gain) {
  /** Improvements below this value are considered rounding errors. */
  private static final double NOISE = 1e-9;

  /** Returns the cut, which is the sum of the gains of the pairs in which the bit differs. */
  double cut(boolean[] bit) {
    double sum = 0;
    for (int e = 0; e < gain.length; e++) {
      if (bit[pairs.first()[e]] != bit[pairs.second()[e]]) {
        sum += gain[e];
      }
    }
    return sum;
  }

  /**
   * Returns the weight that gives bits with the smallest cut; it lies in the middle between two
   * thresholds. If no weight is better than the old one, the old one is returned.
   *
   * @param scores score of each sample with the bit's current weights, n values; the bit is 1 if
   *     the score is &gt; 0. On return, the array holds the scores with the new weight
   * @param kernel the kernel values that the weight is multiplied with, n values
   */
  double minimise(double weight, double[] kernel, double[] scores) {
    int n = scores.length;
    double[] rest = new double[n];
    double[] threshold = new double[n];
    boolean[] bit = new boolean[n];
    for (int i = 0; i < n; i++) {
      rest[i] = scores[i] - weight * kernel[i];
      threshold[i] = -rest[i] / kernel[i];
      bit[i] = scores[i] > 0;
    }
    double now = cut(bit);
    for (int i = 0; i < n; i++) {
      bit[i] = kernel[i] == 0 ? bit[i] : kernel[i] < 0; // the bit for a weight below all thresholds
    }
    Integer[] order =
        IntStream.range(0, n).filter(i -> kernel[i] != 0).boxed().toArray(Integer[]::new);
    Arrays.sort(order, Comparator.comparingDouble(i -> threshold[i]));
    double best = best(order, threshold, bit);
    double[] moved = new double[n];
    for (int i = 0; i < n; i++) {
      moved[i] = rest[i] + best * kernel[i];
      bit[i] = moved[i] > 0;
    }
    if (!(cut(bit) < now - NOISE)) {
      return weight;
    }
    System.arraycopy(moved, 0, scores, 0, n);
    return best;
  }

  /**
   * Goes through the thresholds in order and returns the middle of the interval with the smallest
   * cut.
   */
  private double best(Integer[] order, double[] threshold, boolean[] bit) {
    double cut = cut(bit);
    double smallest = cut;
    int place = -1; // position of the threshold below the best interval; -1 if there is none
    for (int p = 0; p < order.length; p++) {
      cut += flip(order[p], bit);
      boolean last = p == order.length - 1;
      if ((last || threshold[order[p]] < threshold[order[p + 1]]) && cut < smallest - NOISE) {
        smallest = cut;
        place = p;
      }
    }
    return middle(order, threshold, place);
  }

  /** Flips the bit of a sample and returns the change of the cut. */
  private double flip(int i, boolean[] bit) {
    double change = 0;
    for (int t = pairs.start()[i]; t < pairs.start()[i + 1]; t++) {
      int e = pairs.touching()[t];
      change += bit[i] == bit[pairs.other(e, i)] ? gain[e] : -gain[e];
    }
    bit[i] = !bit[i];
    return change;
  }

  // Before the first threshold and after the last one, the distance is an interval's mean width.
  private static double middle(Integer[] order, double[] threshold, int place) {
    if (order.length == 0) {
      return 0;
    }
    double first = threshold[order[0]];
    double last = threshold[order[order.length - 1]];
    double width = last > first ? (last - first) / order.length : Math.abs(first);
    if (place < 0) {
      return first - width;
    }
    if (place == order.length - 1) {
      return last + width;
    }
    return threshold[order[place]] / 2 + threshold[order[place + 1]] / 2;
  }
}
