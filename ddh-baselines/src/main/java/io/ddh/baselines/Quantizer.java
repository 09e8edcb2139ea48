package io.ddh.baselines;

import io.ddh.core.Check;
import io.ddh.core.Features;
import io.ddh.core.Parallel;
import java.util.Arrays;

/**
 * Converts features to bytes. Each column has 256 bins of equal width between its smallest and
 * largest training value, both moved outwards by a thousandth of the range. Values beyond these
 * limits are in the outermost bins.
 *
 * @param low where the first bin of each column starts
 * @param scale number of bins per unit in each column; 0 for a column with a single value
 */
record Quantizer(float[] low, float[] scale) {
  private static final int BINS = 256;
  private static final double MARGIN = 1e-3;

  static Quantizer of(Features x) {
    int d = x.dimension();
    float[] min = new float[d];
    float[] max = new float[d];
    Arrays.fill(min, Float.POSITIVE_INFINITY);
    Arrays.fill(max, Float.NEGATIVE_INFINITY);
    for (int i = 0; i < x.size(); i++) {
      for (int j = 0; j < d; j++) {
        float v = x.values()[i * d + j];
        min[j] = Math.min(min[j], v);
        max[j] = Math.max(max[j], v);
      }
    }
    float[] scale = new float[d];
    for (int j = 0; j < d; j++) {
      double range = (double) max[j] - min[j];
      min[j] = (float) (min[j] - MARGIN * range);
      scale[j] = range > 0 ? (float) (BINS / (range * (1 + 2 * MARGIN))) : 0;
    }
    return new Quantizer(min, scale);
  }

  int dimension() {
    return low.length;
  }

  /** Returns the bin of a value of column j, in [0, 256). */
  int bin(int j, float value) {
    double bin = ((double) value - low[j]) * scale[j];
    return (int) Math.max(0, Math.min(BINS - 1, bin)); // rounds down, because values are ≥ 0
  }

  /**
   * Returns the bins of given rows, with one array per column.
   *
   * @param rows row numbers, in the order of the output
   */
  byte[][] columns(Features x, int[] rows) {
    int d = dimension();
    byte[][] out = new byte[d][rows.length];
    Parallel.blocks(
        rows.length,
        Rows.BLOCK,
        (from, to) -> {
          for (int r = from; r < to; r++) {
            int at = rows[r] * d;
            for (int j = 0; j < d; j++) {
              out[j][r] = (byte) bin(j, x.values()[at + j]);
            }
          }
        });
    return out;
  }

  /** Returns the bins of rows [from, to), row-major; refuses values that are not finite. */
  byte[] rows(Features x, int from, int to) {
    int d = dimension();
    byte[] out = new byte[(to - from) * d];
    for (int i = 0; i < out.length; i++) {
      float value = x.values()[from * d + i];
      Check.that(Float.isFinite(value), "row %d has a value that is not finite", from + i / d);
      out[i] = (byte) bin(i % d, value);
    }
    return out;
  }
}
