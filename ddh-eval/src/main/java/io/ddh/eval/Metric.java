package io.ddh.eval;

import java.util.List;

/**
 * One or more numbers that measure how good rankings are. Each number is the mean, over the
 * queries, of a value computed from one query's ranking. To add a metric, implement this interface
 * in a class with a public constructor without arguments, and name the class in a line of {@code
 * META-INF/services/io.ddh.eval.Metric}. The metric's numbers then appear in every new cell, in
 * {@code cells.csv} and in the output of {@code ddh evaluate}; for finished cells, the next {@code
 * ddh run} computes them from the stored codes.
 *
 * <p>{@link MeanAveragePrecision} implements this interface. The curves, individual points of the
 * curves (precision within radius 2, precision at N) and MAP of the first k are not implemented in
 * this way. {@link Evaluator} computes these values itself in one pass, since one object per point
 * and query would cost more than the points themselves.
 */
public interface Metric {
  /**
   * {@return the descriptions of the numbers; the list has at least one entry and is always the
   * same} Keys consist of lower-case letters, digits and {@code . - + @ /}. No other metric may
   * have the same key or name.
   */
  List<MetricInfo> values();

  /**
   * {@return the numbers of one query, all finite, in the order of {@link #values}} This method is
   * called for every query, even if no gallery item is relevant to the query. Several threads may
   * call this method at the same time.
   *
   * @param query ranking of one query; valid only during the call
   */
  double[] of(RankedQuery query);
}
