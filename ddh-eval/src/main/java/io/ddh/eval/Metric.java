package io.ddh.eval;

import java.util.List;

/**
 * One or several numbers that say how good a ranking is: the mean over queries of what each query's
 * ranking gives. A class joins by implementing this and one line in {@code
 * META-INF/services/io.ddh.eval.Metric}; it needs a public constructor without arguments. Its
 * numbers then stand in every new cell, in {@code cells.csv} and in what {@code ddh evaluate}
 * prints; finished cells get them from their stored codes with the next {@code ddh run}.
 *
 * <p>{@link MeanAveragePrecision} is one. The curves with their points (precision within radius 2,
 * precision at N) and MAP of the first k are not: {@link Evaluator} sums them itself in the same
 * pass, since one object per point and query would cost more than the points themselves.
 */
public interface Metric {
  /**
   * What the numbers are, always the same list, at least one. Keys are lower-case letters, digits
   * and {@code . - + @ /}; keys and names are nobody else's.
   */
  List<MetricInfo> values();

  /**
   * The numbers of one query, finite, in the order of {@link #values}. Asked for every query, those
   * without any relevant gallery item among them. Threads may ask at the same time.
   *
   * @param query valid during the call only
   */
  double[] of(RankedQuery query);
}
