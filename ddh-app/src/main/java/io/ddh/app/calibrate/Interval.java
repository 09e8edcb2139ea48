package io.ddh.app.calibrate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import org.apache.commons.math3.stat.interval.ConfidenceInterval;
import org.apache.commons.math3.stat.interval.IntervalUtils;

/**
 * A 95 % confidence interval.
 *
 * @param low lower end
 * @param high upper end
 */
public record Interval(double low, double high) {
  private static final int DRAWS = 1000;

  /**
   * {@return the 95 % confidence interval of a share, by Wilson's method} The interval is valid
   * even for few trials and for a count of 0 (Wilson: Probable Inference, the Law of Succession,
   * and Statistical Inference, JASA 22, 1927).
   *
   * @param count number of successes, 0 to {@code of}
   * @param of number of trials; 0 trials give the interval [0, 1]
   */
  public static Interval ofShare(int count, int of) {
    if (of == 0) {
      return new Interval(0, 1);
    }
    ConfidenceInterval wilson = IntervalUtils.getWilsonScoreInterval(of, count, 0.95);
    return new Interval(
        count == 0 ? 0 : wilson.getLowerBound(), count == of ? 1 : wilson.getUpperBound());
  }

  /**
   * {@return the 95 % confidence interval of any statistic, by a bootstrap over people} The samples
   * consist of people rather than images, since images of one person resemble each other and are
   * not independent.
   *
   * @param trials results of queries for which the right person is known
   * @param figure computes the statistic from a sample of the trials
   * @param seed random seed of the samples
   */
  public static Interval byPeople(
      List<Trial> trials, ToDoubleFunction<List<Trial>> figure, long seed) {
    Map<String, List<Trial>> people = new LinkedHashMap<>();
    trials.forEach(t -> people.computeIfAbsent(t.person(), p -> new ArrayList<>()).add(t));
    List<List<Trial>> each = List.copyOf(people.values());
    SplittableRandom random = new SplittableRandom(seed);
    double[] drawn = new double[DRAWS];
    for (int i = 0; i < DRAWS; i++) {
      List<Trial> sample = new ArrayList<>(trials.size());
      for (int p = 0; p < each.size(); p++) {
        sample.addAll(each.get(random.nextInt(each.size())));
      }
      drawn[i] = figure.applyAsDouble(sample);
    }
    Arrays.sort(drawn);
    return new Interval(drawn[DRAWS / 40], drawn[DRAWS - 1 - DRAWS / 40]);
  }
}
