package io.ddh.baselines;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * The exact minimiser of the objective over one weight of one bit, all else fixed (Kulis and
 * Darrell, NIPS 2009, §3.2). With the other bits fixed the objective is a constant plus the sum of
 * gain over the pairs that this bit tells apart. Each sample's bit changes at one value of the
 * weight; walking over these values in order meets every code that the weight can make.
 *
 * @param pairs the pairs
 * @param gain of each pair: how much telling it apart adds to the objective
 */
record BreWeight(BrePairs pairs, double[] gain) {
  /** Improvements below this are rounding. */
  private static final double NOISE = 1e-9;

  /** Sum of gain over the pairs that the bit tells apart. */
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
   * The weight whose code has the smallest cut: the middle between two thresholds. The old weight
   * stays where none is better.
   *
   * @param scores Σ over all weights of the bit, n values; bit = score &gt; 0. Those of the weight
   *     found when it returns
   * @param kernel what the weight multiplies, n values
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
      bit[i] = kernel[i] == 0 ? bit[i] : kernel[i] < 0; // below all thresholds
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

  /** Walks over the thresholds in order; the middle of the interval with the smallest cut. */
  private double best(Integer[] order, double[] threshold, boolean[] bit) {
    double cut = cut(bit);
    double smallest = cut;
    int place = -1; // the interval behind this place of the order; -1: in front of all
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

  /** Changes the bit of a sample; how much the cut changes. */
  private double flip(int i, boolean[] bit) {
    double change = 0;
    for (int t = pairs.start()[i]; t < pairs.start()[i + 1]; t++) {
      int e = pairs.touching()[t];
      change += bit[i] == bit[pairs.other(e, i)] ? gain[e] : -gain[e];
    }
    bit[i] = !bit[i];
    return change;
  }

  // In front of the first threshold and behind the last: away by the mean width of an interval.
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
