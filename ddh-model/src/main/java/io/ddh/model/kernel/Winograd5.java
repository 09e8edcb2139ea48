package io.ddh.model.kernel;

/**
 * The {@link Winograd} algorithm for filters of 5 taps. The algorithm takes 8 products instead of
 * 20 for four outputs, at the points 0, ±1, ±2, ±½ and ∞.
 */
final class Winograd5 implements Winograd {
  /** Positive point of each ± pair; pair j is at indices 1+2j and 2+2j. */
  private static final float[] PAIR = {1, 2, 0.5f};

  /**
   * Coefficients of (y−b²)(y−c²), where ±b and ±c are the other two pairs, in ascending powers of y
   * = x².
   */
  private static final float[][] PRODUCT = {{1, -4.25f, 1}, {0.25f, -1.25f, 1}, {4, -5, 1}};

  /** Coefficients of (y−1)(y−4)(y−¼), in ascending powers of y. */
  private static final float[] ALL = {-1, 5.25f, -5.25f, 1};

  private static final int LAST = 7;

  @Override
  public int taps() {
    return 5;
  }

  @Override
  public double[] finite() {
    return new double[] {0, 1, -1, 2, -2, 0.5, -0.5};
  }

  @Override
  public void input(float[][] d, float[][] v) {
    combine(d[0], d[2], d[4], d[6], ALL, v[0]);
    for (int j = 0; j < PAIR.length; j++) {
      pair(d, PRODUCT[j], PAIR[j], v[1 + 2 * j], v[2 + 2 * j]);
    }
    combine(d[1], d[3], d[5], d[7], ALL, v[LAST]);
  }

  @Override
  public void inputTransposed(float[][] v, float[][] d) {
    Winograd.scale(v[0], ALL[0], d[0]);
    for (int j = 0; j < PAIR.length; j++) {
      gather(v, v[0], ALL[j + 1], j, false, d[2 + 2 * j]);
      gather(v, v[LAST], ALL[j], j, true, d[1 + 2 * j]);
    }
    Winograd.scale(v[LAST], ALL[3], d[LAST]);
  }

  /**
   * Computes d ← w·rest + Σ over the pairs of PRODUCT[pair][j]·(v₊ ± v₋), each term times the
   * pair's point if odd.
   */
  private static void gather(float[][] v, float[] rest, float w, int j, boolean odd, float[] d) {
    float c0 = PRODUCT[0][j] * (odd ? PAIR[0] : 1);
    float c1 = PRODUCT[1][j] * (odd ? PAIR[1] : 1);
    float c2 = PRODUCT[2][j] * (odd ? PAIR[2] : 1);
    if (odd) {
      differences(v, c0, c1, c2, rest, w, d);
    } else {
      sums(v, c0, c1, c2, rest, w, d);
    }
  }

  @Override
  public void output(float[][] m, float[][] y) {
    sums(m, 1, 1, 1, m[0], 1, y[0]);
    differences(m, 1, 2, 0.5f, m[0], 0, y[1]);
    sums(m, 1, 4, 0.25f, m[0], 0, y[2]);
    differences(m, 1, 8, 0.125f, m[LAST], 1, y[3]);
  }

  @Override
  public void outputTransposed(float[][] y, float[][] m) {
    Winograd.scale(y[0], 1, m[0]);
    for (int j = 0; j < PAIR.length; j++) {
      float a = PAIR[j];
      Winograd.powers(y, a * a, a, a * a * a, m[1 + 2 * j], m[2 + 2 * j]);
    }
    Winograd.scale(y[3], 1, m[LAST]);
  }

  private static void combine(float[] a, float[] b, float[] c, float[] d, float[] w, float[] out) {
    float w0 = w[0];
    float w1 = w[1];
    float w2 = w[2];
    float w3 = w[3];
    for (int i = 0; i < out.length; i++) {
      out[i] = w0 * a[i] + w1 * b[i] + w2 * c[i] + w3 * d[i];
    }
  }

  /** Computes plus and minus = even ± odd, where even = Σ q_l·d_(2l+2), odd = a·Σ q_l·d_(2l+1). */
  private static void pair(float[][] d, float[] q, float a, float[] plus, float[] minus) {
    float[] e0 = d[2];
    float[] e1 = d[4];
    float[] e2 = d[6];
    float[] o0 = d[1];
    float[] o1 = d[3];
    float[] o2 = d[5];
    float p0 = q[0];
    float p1 = q[1];
    float p2 = q[2];
    float q0 = a * p0;
    float q1 = a * p1;
    float q2 = a * p2;
    for (int i = 0; i < plus.length; i++) {
      float even = p0 * e0[i] + p1 * e1[i] + p2 * e2[i];
      float odd = q0 * o0[i] + q1 * o1[i] + q2 * o2[i];
      plus[i] = even + odd;
      minus[i] = even - odd;
    }
  }

  /** Computes out ← w·rest + c0·(m₁ + m₂) + c1·(m₃ + m₄) + c2·(m₅ + m₆). */
  private static void sums(
      float[][] m, float c0, float c1, float c2, float[] rest, float w, float[] out) {
    float[] a = m[1];
    float[] b = m[2];
    float[] c = m[3];
    float[] d = m[4];
    float[] e = m[5];
    float[] f = m[6];
    for (int i = 0; i < out.length; i++) {
      out[i] = w * rest[i] + c0 * (a[i] + b[i]) + c1 * (c[i] + d[i]) + c2 * (e[i] + f[i]);
    }
  }

  /** Computes the same as {@link #sums}, with differences in place of the sums in brackets. */
  private static void differences(
      float[][] m, float c0, float c1, float c2, float[] rest, float w, float[] out) {
    float[] a = m[1];
    float[] b = m[2];
    float[] c = m[3];
    float[] d = m[4];
    float[] e = m[5];
    float[] f = m[6];
    for (int i = 0; i < out.length; i++) {
      out[i] = w * rest[i] + c0 * (a[i] - b[i]) + c1 * (c[i] - d[i]) + c2 * (e[i] - f[i]);
    }
  }
}
