package io.ddh.eval;

import io.ddh.core.Check;
import java.util.stream.DoubleStream;

/**
 * Precision and recall within each Hamming radius, pooled over all pairs of a query and a gallery
 * item. The evaluation scripts of most hashing papers plot this curve. Radii within which no pair
 * lies are left out.
 *
 * @param radius Hamming radii, ascending, from the smallest distance of any pair to K
 * @param recall relevant pairs within the radius / all relevant pairs; 0 if there are no relevant
 *     pairs
 * @param precision relevant pairs within the radius / all pairs within the radius
 */
public record PooledCurve(double[] radius, double[] recall, double[] precision) {
  /**
   * Computes the curve from counts, or from the means of counts over several galleries. The curve
   * of means is the curve over the pairs of all these galleries together.
   *
   * @param pairs number of pairs at each distance 0..K
   * @param relevant number of relevant pairs at each distance 0..K
   * @return the curve
   */
  public static PooledCurve of(double[] pairs, double[] relevant) {
    Check.that(
        pairs.length == relevant.length,
        "counts of pairs and of relevant pairs must cover the same distances, found %d and %d",
        pairs.length,
        relevant.length);
    int from = 0;
    while (from < pairs.length && pairs[from] == 0) {
      from++;
    }
    double total = DoubleStream.of(relevant).sum();
    double[] radius = new double[pairs.length - from];
    double[] recall = new double[radius.length];
    double[] precision = new double[radius.length];
    double within = 0;
    double found = 0;
    for (int i = 0; i < radius.length; i++) {
      within += pairs[from + i];
      found += relevant[from + i];
      radius[i] = from + i;
      recall[i] = total == 0 ? 0 : found / total;
      precision[i] = found / within;
    }
    return new PooledCurve(radius, recall, precision);
  }
}
