package io.ddh.model.kernel;

/**
 * The {@link Winograd} algorithm for filters of 3 taps. The algorithm takes 6 products instead of
 * 12 for four outputs, at the points 0, ±1, ±2 and ∞.
 */
final class Winograd3 implements Winograd {
  private static final int LAST = 5;

  @Override
  public int taps() {
    return 3;
  }

  @Override
  public double[] finite() {
    return new double[] {0, 1, -1, 2, -2};
  }

  @Override
  public void input(float[][] d, float[][] v) {
    combine(d[0], d[2], d[4], v[0]);
    pair(d, -4, -4, 1, v[1], v[2]);
    pair(d, -1, -2, 2, v[3], v[4]);
    combine(d[1], d[3], d[5], v[LAST]);
  }

  @Override
  public void inputTransposed(float[][] v, float[][] d) {
    Winograd.scale(v[0], 4, d[0]);
    differences(v, -4, -2, v[LAST], 4, d[1]);
    sums(v, -4, -1, v[0], -5, d[2]);
    differences(v, 1, 2, v[LAST], -5, d[3]);
    sums(v, 1, 1, v[0], 1, d[4]);
    System.arraycopy(v[LAST], 0, d[LAST], 0, d[LAST].length);
  }

  @Override
  public void output(float[][] m, float[][] y) {
    sums(m, 1, 1, m[0], 1, y[0]);
    differences(m, 1, 2, y[1]);
    sums(m, 1, 4, y[2]);
    differences(m, 1, 8, m[LAST], 1, y[3]);
  }

  @Override
  public void outputTransposed(float[][] y, float[][] m) {
    System.arraycopy(y[0], 0, m[0], 0, m[0].length);
    Winograd.powers(y, 1, 1, 1, m[1], m[2]);
    Winograd.powers(y, 4, 2, 8, m[3], m[4]);
    System.arraycopy(y[3], 0, m[LAST], 0, m[LAST].length);
  }

  private static void combine(float[] a, float[] b, float[] c, float[] out) {
    for (int i = 0; i < out.length; i++) {
      out[i] = 4 * a[i] - 5 * b[i] + c[i];
    }
  }

  /** Computes plus and minus = even ± odd, where even = d₄ + p·d₂, odd = q1·d₃ + q0·d₁. */
  private static void pair(float[][] d, float p, float q0, float q1, float[] plus, float[] minus) {
    float[] e0 = d[2];
    float[] e1 = d[4];
    float[] o0 = d[1];
    float[] o1 = d[3];
    for (int i = 0; i < plus.length; i++) {
      float even = p * e0[i] + e1[i];
      float odd = q0 * o0[i] + q1 * o1[i];
      plus[i] = even + odd;
      minus[i] = even - odd;
    }
  }

  private static void sums(float[][] m, float c0, float c1, float[] rest, float w, float[] out) {
    float[] a = m[1];
    float[] b = m[2];
    float[] c = m[3];
    float[] d = m[4];
    for (int i = 0; i < out.length; i++) {
      out[i] = w * rest[i] + c0 * (a[i] + b[i]) + c1 * (c[i] + d[i]);
    }
  }

  /** Computes out ← c0·(m₁ + m₂) + c1·(m₃ + m₄). */
  private static void sums(float[][] m, float c0, float c1, float[] out) {
    float[] a = m[1];
    float[] b = m[2];
    float[] c = m[3];
    float[] d = m[4];
    for (int i = 0; i < out.length; i++) {
      out[i] = c0 * (a[i] + b[i]) + c1 * (c[i] + d[i]);
    }
  }

  private static void differences(
      float[][] m, float c0, float c1, float[] rest, float w, float[] out) {
    float[] a = m[1];
    float[] b = m[2];
    float[] c = m[3];
    float[] d = m[4];
    for (int i = 0; i < out.length; i++) {
      out[i] = w * rest[i] + c0 * (a[i] - b[i]) + c1 * (c[i] - d[i]);
    }
  }

  private static void differences(float[][] m, float c0, float c1, float[] out) {
    float[] a = m[1];
    float[] b = m[2];
    float[] c = m[3];
    float[] d = m[4];
    for (int i = 0; i < out.length; i++) {
      out[i] = c0 * (a[i] - b[i]) + c1 * (c[i] - d[i]);
    }
  }
}
