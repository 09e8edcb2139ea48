package io.ddh.baselines;

import io.ddh.core.Check;
import io.ddh.core.Features;
import io.ddh.core.Parallel;

/**
 * The centred kernel map of kernel-based supervised hashing (Liu et al., CVPR 2012, Eq. 3): k̄(x) =
 * (k(x, a_1) − μ_1, …, k(x, a_A) − μ_A) with k(x, a) = exp(−‖x − a‖²/2s).
 *
 * @param origin vector of d values that is subtracted from rows and anchors, which does not change
 *     distances and reduces rounding errors
 * @param anchors the anchors a_1 … a_A minus the origin, A×d
 * @param spread the width s of the kernel, &gt; 0
 * @param centre the mean kernel values μ, A values
 */
record CentredKernel(float[] origin, float[] anchors, float spread, float[] centre) {

  /**
   * Creates the map with the given rows as anchors. The width s is the mean squared distance from
   * all rows to the anchors, and μ is the mean over all rows.
   */
  static CentredKernel of(Features x, int[] rows) {
    int d = x.dimension();
    float[] origin = Rows.mean(x);
    float[] anchors = x.select(rows).values();
    double[] anchorSum = new double[d];
    double squares = 0;
    for (int i = 0; i < anchors.length; i++) {
      anchors[i] -= origin[i % d];
      anchorSum[i % d] += anchors[i];
      squares += (double) anchors[i] * anchors[i] / rows.length;
    }
    double[] sum = new double[d];
    for (int i = 0; i < x.size(); i++) {
      for (int j = 0; j < d; j++) {
        double v = x.values()[i * d + j] - origin[j];
        sum[j] += v;
        squares += v * v / x.size();
      }
    }
    double cross = 0;
    for (int j = 0; j < d; j++) {
      cross += sum[j] * anchorSum[j];
    }
    float spread = (float) (squares - 2 * cross / ((double) x.size() * rows.length));
    Check.that(spread > 0, "features must not be the same in all training rows");
    CentredKernel raw = new CentredKernel(origin, anchors, spread, new float[rows.length]);
    return new CentredKernel(origin, anchors, spread, raw.means(x));
  }

  private float[] means(Features x) {
    double[][] sums = new double[(x.size() + Rows.BLOCK - 1) / Rows.BLOCK][outputs()];
    Parallel.blocks(
        x.size(),
        Rows.BLOCK,
        (from, to) -> {
          float[][] values = apply(x, from, to);
          for (int a = 0; a < values.length; a++) {
            double sum = 0;
            for (float v : values[a]) {
              sum += v;
            }
            sums[from / Rows.BLOCK][a] = sum;
          }
        });
    float[] means = new float[outputs()];
    for (int a = 0; a < means.length; a++) {
      double sum = 0;
      for (double[] block : sums) {
        sum += block[a];
      }
      means[a] = (float) (sum / x.size());
    }
    return means;
  }

  int dimension() {
    return origin.length;
  }

  /** Returns the number of anchors A. */
  int outputs() {
    return centre.length;
  }

  /**
   * Maps rows [from, to).
   *
   * @return the values of the map, A×(to − from)
   */
  float[][] apply(Features x, int from, int to) {
    int rows = to - from;
    float[][] columns = Dense.transpose(x.values(), dimension(), from, to, origin);
    double[] norms = new double[rows];
    for (float[] column : columns) {
      for (int r = 0; r < rows; r++) {
        norms[r] += (double) column[r] * column[r];
      }
    }
    float[][] out = new float[outputs()][rows];
    Dense.rbf(columns, Dense.rounded(norms), anchors, -0.5 / spread, out);
    for (int a = 0; a < out.length; a++) {
      for (int r = 0; r < rows; r++) {
        out[a][r] -= centre[a];
      }
    }
    return out;
  }
}
