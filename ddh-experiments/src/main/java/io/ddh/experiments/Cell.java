package io.ddh.experiments;

import io.ddh.eval.Metrics;
import java.util.Map;

/**
 * The result of one data set, row, code length and run seed, with its metrics and their provenance.
 *
 * @param format version of the file's layout
 * @param dataset name of the data set
 * @param synthetic true if the images of the data set show no real people
 * @param method name of the row, for example {@code sdh+cnn}
 * @param bits code length K
 * @param seed run seed
 * @param status {@code done}, {@code collapsed} (done, but with codes that do not separate even the
 *     training images; see {@link Collapse}) or {@code failed}
 * @param reason why the cell failed, or how its codes collapsed; empty if it is done
 * @param metrics values by key, as in {@link io.ddh.eval.Evaluation#metrics()}
 * @param curves curves by name, as in {@link io.ddh.eval.Evaluation#curves()}
 * @param averagePrecision average precision of each query, in [0, 1]
 * @param provenance how the cell was made
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
  /** Version of the layout that this program writes. */
  public static final int FORMAT = 1;

  /**
   * Key in the configuration of features whose value describes the pre-trained networks that
   * compute these features.
   */
  public static final String PRETRAINED = "pretrained";

  /** Status of a cell with results. */
  public static final String DONE = "done";

  /** Status of a cell without results. */
  public static final String FAILED = "failed";

  /** Status of a cell that has results but whose codes collapsed. */
  public static final String COLLAPSED = "collapsed";

  /**
   * {@return the name of the cell, for example {@code ddh-48-s1}} The cell's file has this name,
   * and the option {@code --only} selects cells by it.
   */
  public String id() {
    return method + "-" + bits + "-s" + seed;
  }

  /** {@return the mean average precision; NaN if the cell has none} */
  public double map() {
    return metrics.getOrDefault(Metrics.MAP, Double.NaN);
  }

  /** {@return true if the cell has results; their codes may have collapsed} */
  public boolean done() {
    return status.equals(DONE) || collapsed();
  }

  /** {@return true if the row's features come from networks that were trained on other data} */
  public boolean pretrained() {
    return provenance.configured("features.pretrained.networks").isPresent();
  }

  /** {@return true if the codes do not separate even the training images; see {@link Collapse}} */
  public boolean collapsed() {
    return status.equals(COLLAPSED);
  }
}
