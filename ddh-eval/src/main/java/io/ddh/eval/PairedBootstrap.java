package io.ddh.eval;

import io.ddh.core.Check;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The difference of two means over the same items, with a confidence interval from a percentile
 * bootstrap (Efron &amp; Tibshirani, An Introduction to the Bootstrap, 1993, ch. 13). For the
 * bootstrap in retrieval, see Sakai (SIGIR 2006, 10.1145/1148170.1148261). Each resample draws,
 * with replacement, as many items from each group as the group contains. The differences are
 * averaged first within each group, then over the groups.
 *
 * @param difference difference of the means over all items
 * @param low lower end of the confidence interval
 * @param high upper end of the confidence interval
 */
public record PairedBootstrap(double difference, double low, double high) {
  /**
   * Computes the difference and its confidence interval.
   *
   * @param differences for each group, the difference of the two values of each of its items; no
   *     group is empty
   * @param level share of the resampled differences that lie within the interval, in (0, 1)
   * @param resamples number of resamples, at least 1 / (1 − level)
   * @param seed random seed; the same seed gives the same interval
   * @return the difference with its interval
   */
  public static PairedBootstrap of(
      List<double[]> differences, double level, int resamples, long seed) {
    Check.that(
        !differences.isEmpty() && differences.stream().allMatch(d -> d.length > 0),
        "there must be at least one group, and each group must have items");
    Check.that(level > 0 && level < 1, "level must be in (0, 1), found %s", level);
    Check.that(
        resamples * (1 - level) >= 1, "%d resamples are too few for level %s", resamples, level);
    double found = 0;
    for (double[] group : differences) {
      found += Arrays.stream(group).sum() / group.length;
    }
    double[] means = new double[resamples];
    SplittableRandom random = new SplittableRandom(seed);
    for (int r = 0; r < resamples; r++) {
      for (double[] group : differences) {
        double sum = 0;
        for (int i = 0; i < group.length; i++) {
          sum += group[random.nextInt(group.length)];
        }
        means[r] += sum / group.length;
      }
    }
    Arrays.sort(means);
    int groups = differences.size();
    int cut = (int) Math.floor(resamples * (1 - level) / 2);
    return new PairedBootstrap(
        found / groups, means[cut] / groups, means[resamples - 1 - cut] / groups);
  }

  /**
   * {@return true if the difference is significant, that is, if the interval does not contain 0}
   */
  public boolean real() {
    return low > 0 || high < 0;
  }
}
