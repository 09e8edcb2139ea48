package io.ddh.eval;

import java.util.List;

/**
 * One or several numbers that say how good a ranking is: means over the queries of values that each
 * query's ranking gives. To add a metric, implement this with a public constructor without
 * arguments, and name the class in a line of {@code META-INF/services/io.ddh.eval.Metric}. Its
 * numbers then appear in every new cell, in {@code cells.csv} and in the output of {@code ddh
 * evaluate}; finished cells get them from their stored codes with the next {@code ddh run}.
 *
 * <p>{@link MeanAveragePrecision} is one. The curves with their points (precision within radius 2,
 * precision at N) and MAP of the first k are not: {@link Evaluator} sums them itself in the same
 * pass, since one object per point and query would cost more than the points themselves.
 */
public interface Metric {
  /**
   * {@return what the numbers are: always the same list, with at least one entry} Keys consist of
   * lower-case letters, digits and {@code . - + @ /}. No other metric may have the same key or
   * name.
   */
  List<MetricInfo> values();

  /**
   * {@return the numbers of one query, finite, in the order of {@link #values}} Called for every
   * query, even if no gallery item is relevant to it. Several threads may call it at the same time.
   *
   * @param query valid during the call only
   */
  double[] of(RankedQuery query);
}
