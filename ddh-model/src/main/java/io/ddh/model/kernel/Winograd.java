package io.ddh.model.kernel;

/**
 * The one-dimensional steps of a minimal filtering algorithm (Lavin and Gray, CVPR 2016) for four
 * outputs of a filter: y = Aᵀ[(G·g) ⊙ (Bᵀ·d)] with as many products as inputs. The interpolation
 * points are 0, pairs ±a, and ∞. The two points of a pair share their even and odd parts, so loops
 * compute them together. Every operand is a separate vector, all of the same length, so that Java
 * vectorises the loops.
 */
interface Winograd {
  /** Number of outputs of one step. */
  int OUTPUTS = 4;

  /** Returns the number of taps of the filter. */
  int taps();

  /** Returns the number of products, and of inputs, of one step. */
  default int points() {
    return OUTPUTS + taps() - 1;
  }

  /** Returns the interpolation points other than ∞. */
  double[] finite();

  /** Transforms inputs to the Winograd domain: v ← Bᵀ·d. */
  void input(float[][] d, float[][] v);

  /** Applies the transpose of {@link #input}: d ← B·v. */
  void inputTransposed(float[][] v, float[][] d);

  /** Transforms products to outputs: y ← Aᵀ·m. */
  void output(float[][] m, float[][] y);

  /** Applies the transpose of {@link #output}: m ← A·y. */
  void outputTransposed(float[][] y, float[][] m);

  /** Returns the matrix G, points×taps, which transforms filter taps to the Winograd domain. */
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

  /** Computes sum ← sum + w·a. */
  static void addScaled(float[] a, float w, float[] sum) {
    for (int i = 0; i < sum.length; i++) {
      sum[i] += w * a[i];
    }
  }

  /** Computes plus and minus = even ± odd, where even = y₀ + p·y₂, odd = q0·y₁ + q1·y₃. */
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

  /** Computes out ← w·a. */
  static void scale(float[] a, float w, float[] out) {
    for (int i = 0; i < out.length; i++) {
      out[i] = w * a[i];
    }
  }
}
