package io.ddh.eval;

import io.ddh.core.LabeledCodes;
import io.ddh.core.Progress;
import java.util.Arrays;
import java.util.Locale;

/**
 * Times an evaluation of the YouTube Faces size (not a test: run its main method). Prints seconds
 * of each round, the median and pairs per second; fails on a wrong result.
 */
final class EvaluationSpeed {
  private EvaluationSpeed() {}

  /**
   * @param args code length, share of flipped bits; defaults 48, 0.2
   */
  public static void main(String[] args) {
    int bits = args.length > 0 ? Integer.parseInt(args[0]) : 48;
    double flip = args.length > 1 ? Double.parseDouble(args[1]) : 0.2;
    LabeledCodes queries = Fixtures.noisy(7_975, bits, 1_595, flip, 1, 2);
    LabeledCodes gallery = Fixtures.noisy(63_800, bits, 1_595, flip, 1, 3);
    int[] atN = {1, 2, 5, 10, 20, 40, 60, 80, 100, 200, 500, 1000};
    double[] seconds = new double[7];
    double map = 0;
    for (int round = 0; round < seconds.length; round++) {
      long start = System.nanoTime();
      double now = Evaluator.evaluate(queries, gallery, atN, Progress.NONE).metrics().get("map");
      seconds[round] = (System.nanoTime() - start) / 1e9;
      if (round > 0 && now != map) {
        throw new IllegalStateException("MAP changed from " + map + " to " + now);
      }
      map = now;
      System.out.println(String.format(Locale.ROOT, "round %d: %.3f s", round, seconds[round]));
    }
    Arrays.sort(seconds);
    double median = seconds[seconds.length / 2];
    System.out.println(
        String.format(
            Locale.ROOT,
            "%d bits: MAP %.4f, median %.3f s, %.0f million pairs/s",
            bits,
            map,
            median,
            7_975.0 * 63_800 / median / 1e6));
  }
}
