package io.ddh.model.kernel;

/**
 * The one-dimensional steps of a minimal filtering algorithm (Lavin and Gray, CVPR 2016) for four
 * outputs of a filter: y = Aᵀ[(G·g) ⊙ (Bᵀ·d)] with as many products as inputs. The interpolation
 * points are 0, pairs ±a and ∞; a pair shares its even and odd part, which is how the loops are
 * cut. Every operand is a vector of its own, all of one length, so that the loops vectorise.
 */
interface Winograd {
  /** Outputs of one step. */
  int OUTPUTS = 4;

  /** Taps of the filter. */
  int taps();

  /** Products, and inputs, of one step. */
  default int points() {
    return OUTPUTS + taps() - 1;
  }

  /** Interpolation points but ∞. */
  double[] finite();

  /** v ← Bᵀ·d. */
  void input(float[][] d, float[][] v);

  /** d ← B·v. */
  void inputTransposed(float[][] v, float[][] d);

  /** y ← Aᵀ·m. */
  void output(float[][] m, float[][] y);

  /** m ← A·y. */
  void outputTransposed(float[][] y, float[][] m);

  /** G, points×taps: filter taps to the products' domain. */
  default float[][] filter() {
    double[] points = finite();
    float[][] g = new float[points()][taps()];
    for (int k = 0; k < points.length; k++) {
      double scale = 1;
      for (int l = 0; l < points.length; l++) {
        scale *= l == k ? 1 : points[k] - points[l];
      }
      for (int j = 0; j < taps(); j++) {
        g[k][j] = (float) (Math.pow(points[k], j) / scale);
      }
    }
    g[points.length][taps() - 1] = 1;
    return g;
  }

  /** sum ← sum + w·a. */
  static void addScaled(float[] a, float w, float[] sum) {
    for (int i = 0; i < sum.length; i++) {
      sum[i] += w * a[i];
    }
  }

  /** plus and minus = even ± odd, even = y₀ + p·y₂, odd = q0·y₁ + q1·y₃. */
  static void powers(float[][] y, float p, float q0, float q1, float[] plus, float[] minus) {
    float[] e0 = y[0];
    float[] e1 = y[2];
    float[] o0 = y[1];
    float[] o1 = y[3];
    for (int i = 0; i < plus.length; i++) {
      float even = e0[i] + p * e1[i];
      float odd = q0 * o0[i] + q1 * o1[i];
      plus[i] = even + odd;
      minus[i] = even - odd;
    }
  }

  /** out ← w·a. */
  static void scale(float[] a, float w, float[] out) {
    for (int i = 0; i < out.length; i++) {
      out[i] = w * a[i];
    }
  }
}
