package io.ddh.experiments.report.chart;

import io.ddh.core.Check;
import java.util.Arrays;
import java.util.Map;

/**
 * One curve.
 *
 * @param name shown in the legend; the style follows from it
 * @param x finite or NaN, as many as y
 * @param y finite or NaN; a point with NaN in x or y is left out and interrupts the curve
 */
public record Series(String name, double[] x, double[] y) {
  public Series {
    Check.that(!name.isBlank(), "name must not be blank");
    Check.that(
        x.length == y.length,
        "series %s must have as many x as y: %d, %d",
        name,
        x.length,
        y.length);
    for (int i = 0; i < x.length; i++) {
      Check.that(
          !Double.isInfinite(x[i]) && !Double.isInfinite(y[i]),
          "point %d of series %s must not be infinite",
          i,
          name);
    }
  }

  /**
   * A precision–recall curve to draw: without the radii at which no query found anything relevant,
   * all of which lie at recall 0 and precision 0.
   *
   * @param radii columns {@code recall} and {@code precision} of curve {@code precision.recall} of
   *     {@link io.ddh.eval.Evaluation#curves()}
   */
  public static Series precisionRecall(String name, Map<String, double[]> radii) {
    double[] recall = radii.get("recall");
    int from = 0;
    while (from < recall.length - 1 && recall[from] == 0) {
      from++;
    }
    return new Series(
        name,
        Arrays.copyOfRange(recall, from, recall.length),
        Arrays.copyOfRange(radii.get("precision"), from, recall.length));
  }

  /** True when point i can be drawn. */
  boolean drawable(int i) {
    return !Double.isNaN(x[i]) && !Double.isNaN(y[i]);
  }
}
