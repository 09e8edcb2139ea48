package io.ddh.model.layer;

/**
 * Gradients of {@link Naive}'s layers in double precision, one loop nest each. {@code dy} is the
 * gradient of the output; arrays named dw, db and dx are added to.
 */
public final class NaiveBackward {
  private NaiveBackward() {}

  /** Gradients of {@link Naive#conv}. */
  public static void conv(
      double[] dy,
      double[] x,
      int n,
      int h,
      int ci,
      int k,
      int co,
      double[] w,
      double[] dw,
      double[] dx) {
    int o = h - k + 1;
    for (int b = 0; b < n; b++) {
      for (int i = 0; i < o; i++) {
        for (int j = 0; j < o; j++) {
          for (int u = 0; u < k; u++) {
            for (int v = 0; v < k; v++) {
              for (int c = 0; c < ci; c++) {
                int from = ((b * h + i + u) * h + j + v) * ci + c;
                for (int m = 0; m < co; m++) {
                  int weight = ((u * k + v) * ci + c) * co + m;
                  double g = dy[((b * o + i) * o + j) * co + m];
                  dw[weight] += g * x[from];
                  dx[from] += g * w[weight];
                }
              }
            }
          }
        }
      }
    }
  }

  /**
   * Gradient of {@link Naive#normalize} with batch statistics by its input.
   *
   * @param statistics mean and variance of y
   * @param dGamma receives γ's gradient
   * @param dBeta receives β's gradient
   */
  public static double[] normalize(
      double[] dz,
      double[] y,
      double[][] statistics,
      double[] gamma,
      double[] dGamma,
      double[] dBeta) {
    int c = gamma.length;
    int n = y.length / c;
    double[] unit = new double[y.length];
    for (int i = 0; i < y.length; i++) {
      unit[i] = (y[i] - statistics[0][i % c]) / Math.sqrt(statistics[1][i % c] + Naive.EPSILON);
      dGamma[i % c] += dz[i] * unit[i];
      dBeta[i % c] += dz[i];
    }
    double[] dy = new double[y.length];
    for (int i = 0; i < y.length; i++) {
      int m = i % c;
      double centred = dz[i] - dBeta[m] / n - unit[i] * dGamma[m] / n;
      dy[i] = gamma[m] / Math.sqrt(statistics[1][m] + Naive.EPSILON) * centred;
    }
    return dy;
  }

  /**
   * Where the winner of each 2×2 window lies in y (n×o×o×co): the largest value, for γ &lt; 0 the
   * smallest, the first of several; (0,0), (0,1), (1,0), (1,1) in order.
   */
  public static int[] winners(double[] y, int n, int o, int co, double[] gamma) {
    int p = o / 2;
    int[] out = new int[n * p * p * co];
    for (int i = 0; i < out.length; i++) {
      int m = i % co;
      int column = i / co % p;
      int row = i / co / p % p;
      int image = i / co / p / p;
      double sign = gamma[m] < 0 ? -1 : 1;
      int best = -1;
      for (int q = 0; q < 4; q++) {
        int at = ((image * o + 2 * row + q / 2) * o + 2 * column + q % 2) * co + m;
        best = best < 0 || sign * y[at] > sign * y[best] ? at : best;
      }
      out[i] = best;
    }
    return out;
  }

  /** Gradients of {@link Naive#local}. */
  public static void local(
      double[] dy,
      double[] x,
      int n,
      int h,
      int ci,
      int k,
      int co,
      double[] w,
      double[] dw,
      double[] db,
      double[] dx) {
    int o = h - k + 1;
    for (int i = 0; i < dy.length; i++) {
      int m = i % co;
      int place = i / co % (o * o);
      int b = i / co / (o * o);
      db[place * co + m] += dy[i];
      for (int u = 0; u < k; u++) {
        for (int v = 0; v < k; v++) {
          for (int c = 0; c < ci; c++) {
            int from = ((b * h + place / o + u) * h + place % o + v) * ci + c;
            int weight = (place * k * k * ci + (u * k + v) * ci + c) * co + m;
            dw[weight] += dy[i] * x[from];
            dx[from] += dy[i] * w[weight];
          }
        }
      }
    }
  }

  /** Gradients of {@link Naive#dense}. */
  public static void dense(
      double[] dy,
      double[] x,
      int n,
      int in,
      int out,
      double[] w,
      double[] dw,
      double[] db,
      double[] dx) {
    for (int b = 0; b < n; b++) {
      for (int m = 0; m < out; m++) {
        double g = dy[b * out + m];
        db[m] += g;
        for (int i = 0; i < in; i++) {
          dw[i * out + m] += g * x[b * in + i];
          dx[b * in + i] += g * w[i * out + m];
        }
      }
    }
  }

  /** Gradients of {@link Naive#divide}. */
  public static void divide(
      double[] dy,
      double[] x,
      int bits,
      int group,
      double[] w,
      double[] dw,
      double[] db,
      double[] dx) {
    for (int i = 0; i < dy.length; i++) {
      int k = i % bits;
      db[k] += dy[i];
      for (int j = 0; j < group; j++) {
        dw[k * group + j] += dy[i] * x[i * group + j];
        dx[i * group + j] += dy[i] * w[k * group + j];
      }
    }
  }
}
