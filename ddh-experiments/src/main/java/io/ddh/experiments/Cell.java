package io.ddh.experiments;

import io.ddh.eval.Metrics;
import java.util.Map;

/**
 * One result: the metrics of a data set, row, code length and run seed, and their provenance.
 *
 * @param format version of this layout
 * @param dataset data set's name
 * @param synthetic true when the data set shows no real person
 * @param method row name, for example {@code sdh+cnn}
 * @param bits code length K
 * @param seed run seed
 * @param status {@code done}, {@code collapsed} (done, but see {@link Collapse}) or {@code failed}
 * @param reason why it failed, or how its codes collapsed; empty when done
 * @param metrics see {@link io.ddh.eval.Evaluation#metrics()}
 * @param curves see {@link io.ddh.eval.Evaluation#curves()}
 * @param averagePrecision of each query, in [0, 1]
 * @param provenance how it was made
 */
public record Cell(
    int format,
    String dataset,
    boolean synthetic,
    String method,
    int bits,
    long seed,
    String status,
    String reason,
    Map<String, Double> metrics,
    Map<String, Map<String, double[]>> curves,
    double[] averagePrecision,
    Provenance provenance) {
  /** The layout this program writes. */
  public static final int FORMAT = 1;

  /** Status of a cell with results. */
  public static final String DONE = "done";

  /** Status of a cell without results. */
  public static final String FAILED = "failed";

  /** Status of a cell with results of collapsed codes. */
  public static final String COLLAPSED = "collapsed";

  /**
   * {@return the name of the cell, for example {@code ddh-48-s1}: the name of its file, and what
   * {@code --only} matches}
   */
  public String id() {
    return method + "-" + bits + "-s" + seed;
  }

  /** {@return the mean average precision; NaN: the cell has none} */
  public double map() {
    return metrics.getOrDefault(Metrics.MAP, Double.NaN);
  }

  /** {@return true if the cell has results, even of collapsed codes} */
  public boolean done() {
    return status.equals(DONE) || collapsed();
  }

  /** {@return true if the codes do not separate even the training images; see {@link Collapse}} */
  public boolean collapsed() {
    return status.equals(COLLAPSED);
  }
}
