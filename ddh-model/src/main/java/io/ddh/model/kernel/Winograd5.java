package io.ddh.model.kernel;

/** {@link Winograd} for 5 taps: 8 products instead of 20, at the points 0, ±1, ±2, ±½ and ∞. */
final class Winograd5 implements Winograd {
  /** Positive point of each ± pair; pair j is at indices 1+2j and 2+2j. */
  private static final float[] PAIR = {1, 2, 0.5f};

  /** Coefficients of (y−b²)(y−c²), b and c the other two pairs, in rising powers of y = x². */
  private static final float[][] PRODUCT = {{1, -4.25f, 1}, {0.25f, -1.25f, 1}, {4, -5, 1}};

  /** Coefficients of (y−1)(y−4)(y−¼). */
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
      float[] q = PRODUCT[j];
      float a = PAIR[j];
      pair(
          d[2],
          d[4],
          d[6],
          q[0],
          q[1],
          q[2],
          d[1],
          d[3],
          d[5],
          a * q[0],
          a * q[1],
          a * q[2],
          v[1 + 2 * j],
          v[2 + 2 * j]);
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

  /** d ← Σ over pairs of PRODUCT[pair][j]·(v₊ ± v₋), times the point if odd, + w·rest. */
  private static void gather(float[][] v, float[] rest, float w, int j, boolean odd, float[] d) {
    float c0 = PRODUCT[0][j] * (odd ? PAIR[0] : 1);
    float c1 = PRODUCT[1][j] * (odd ? PAIR[1] : 1);
    float c2 = PRODUCT[2][j] * (odd ? PAIR[2] : 1);
    if (odd) {
      differences(v[1], v[2], c0, v[3], v[4], c1, v[5], v[6], c2, rest, w, d);
    } else {
      sums(v[1], v[2], c0, v[3], v[4], c1, v[5], v[6], c2, rest, w, d);
    }
  }

  @Override
  public void output(float[][] m, float[][] y) {
    sums(m[1], m[2], 1, m[3], m[4], 1, m[5], m[6], 1, m[0], 1, y[0]);
    differences(m[1], m[2], 1, m[3], m[4], 2, m[5], m[6], 0.5f, m[0], 0, y[1]);
    sums(m[1], m[2], 1, m[3], m[4], 4, m[5], m[6], 0.25f, m[0], 0, y[2]);
    differences(m[1], m[2], 1, m[3], m[4], 8, m[5], m[6], 0.125f, m[LAST], 1, y[3]);
  }

  @Override
  public void outputTransposed(float[][] y, float[][] m) {
    Winograd.scale(y[0], 1, m[0]);
    for (int j = 0; j < PAIR.length; j++) {
      float a = PAIR[j];
      Winograd.powers(y[0], y[2], a * a, y[1], a, y[3], a * a * a, m[1 + 2 * j], m[2 + 2 * j]);
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

  private static void pair(
      float[] e0,
      float[] e1,
      float[] e2,
      float p0,
      float p1,
      float p2,
      float[] o0,
      float[] o1,
      float[] o2,
      float q0,
      float q1,
      float q2,
      float[] plus,
      float[] minus) {
    for (int i = 0; i < plus.length; i++) {
      float even = p0 * e0[i] + p1 * e1[i] + p2 * e2[i];
      float odd = q0 * o0[i] + q1 * o1[i] + q2 * o2[i];
      plus[i] = even + odd;
      minus[i] = even - odd;
    }
  }

  private static void sums(
      float[] a,
      float[] b,
      float c0,
      float[] c,
      float[] d,
      float c1,
      float[] e,
      float[] f,
      float c2,
      float[] rest,
      float w,
      float[] out) {
    for (int i = 0; i < out.length; i++) {
      out[i] = w * rest[i] + c0 * (a[i] + b[i]) + c1 * (c[i] + d[i]) + c2 * (e[i] + f[i]);
    }
  }

  private static void differences(
      float[] a,
      float[] b,
      float c0,
      float[] c,
      float[] d,
      float c1,
      float[] e,
      float[] f,
      float c2,
      float[] rest,
      float w,
      float[] out) {
    for (int i = 0; i < out.length; i++) {
      out[i] = w * rest[i] + c0 * (a[i] - b[i]) + c1 * (c[i] - d[i]) + c2 * (e[i] - f[i]);
    }
  }
}
