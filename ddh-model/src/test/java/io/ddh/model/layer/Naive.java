package io.ddh.model.layer;

/**
 * Obviously right layers in double precision, one loop nest each: the yardstick of the fast ones.
 */
public final class Naive {
  public static final double EPSILON = 1e-5;

  private Naive() {}

  /** n×h×h×ci, w k×k×ci×co to n×o×o×co. */
  public static double[] conv(double[] x, int n, int h, int ci, int k, int co, double[] w) {
    int o = h - k + 1;
    double[] y = new double[n * o * o * co];
    for (int b = 0; b < n; b++) {
      for (int i = 0; i < o; i++) {
        for (int j = 0; j < o; j++) {
          for (int m = 0; m < co; m++) {
            double sum = 0;
            for (int u = 0; u < k; u++) {
              for (int v = 0; v < k; v++) {
                for (int c = 0; c < ci; c++) {
                  sum +=
                      x[((b * h + i + u) * h + j + v) * ci + c]
                          * w[((u * k + v) * ci + c) * co + m];
                }
              }
            }
            y[((b * o + i) * o + j) * co + m] = sum;
          }
        }
      }
    }
    return y;
  }

  /** Batch statistics: mean then biased variance of each of c channels (the last axis). */
  public static double[][] statistics(double[] y, int c) {
    double[] mean = new double[c];
    double[] var = new double[c];
    int n = y.length / c;
    for (int i = 0; i < y.length; i++) {
      mean[i % c] += y[i] / n;
    }
    for (int i = 0; i < y.length; i++) {
      var[i % c] += (y[i] - mean[i % c]) * (y[i] - mean[i % c]) / n;
    }
    return new double[][] {mean, var};
  }

  public static double[] normalize(
      double[] y, double[] mean, double[] var, double[] gamma, double[] beta) {
    int c = gamma.length;
    double[] z = new double[y.length];
    for (int i = 0; i < y.length; i++) {
      int m = i % c;
      z[i] = (y[i] - mean[m]) / Math.sqrt(var[m] + EPSILON) * gamma[m] + beta[m];
    }
    return z;
  }

  public static double[] relu(double[] y) {
    double[] z = new double[y.length];
    for (int i = 0; i < y.length; i++) {
      z[i] = Math.max(0, y[i]);
    }
    return z;
  }

  /** 2×2 max-pool, stride 2, a last odd row and column left out. */
  public static double[] pool(double[] y, int n, int o, int co) {
    int p = o / 2;
    double[] z = new double[n * p * p * co];
    for (int b = 0; b < n; b++) {
      for (int i = 0; i < p; i++) {
        for (int j = 0; j < p; j++) {
          for (int m = 0; m < co; m++) {
            double best = Double.NEGATIVE_INFINITY;
            for (int u = 0; u < 2; u++) {
              for (int v = 0; v < 2; v++) {
                best = Math.max(best, y[((b * o + 2 * i + u) * o + 2 * j + v) * co + m]);
              }
            }
            z[((b * p + i) * p + j) * co + m] = best;
          }
        }
      }
    }
    return z;
  }

  /** Locally connected: w places×(k·k·ci)×co, bias places×co; n×o×o×co. */
  public static double[] local(
      double[] x, int n, int h, int ci, int k, int co, double[] w, double[] bias) {
    int o = h - k + 1;
    double[] y = new double[n * o * o * co];
    for (int b = 0; b < n; b++) {
      for (int i = 0; i < o; i++) {
        for (int j = 0; j < o; j++) {
          int place = i * o + j;
          for (int m = 0; m < co; m++) {
            double sum = bias[place * co + m];
            for (int u = 0; u < k; u++) {
              for (int v = 0; v < k; v++) {
                for (int c = 0; c < ci; c++) {
                  sum +=
                      x[((b * h + i + u) * h + j + v) * ci + c]
                          * w[(place * k * k * ci + (u * k + v) * ci + c) * co + m];
                }
              }
            }
            y[((b * o + i) * o + j) * co + m] = sum;
          }
        }
      }
    }
    return y;
  }

  public static double[] dense(double[] x, int n, int in, int out, double[] w, double[] bias) {
    double[] y = new double[n * out];
    for (int b = 0; b < n; b++) {
      for (int m = 0; m < out; m++) {
        double sum = bias[m];
        for (int i = 0; i < in; i++) {
          sum += x[b * in + i] * w[i * out + m];
        }
        y[b * out + m] = sum;
      }
    }
    return y;
  }

  public static double[] divide(double[] x, int n, int bits, int group, double[] w, double[] bias) {
    double[] y = new double[n * bits];
    for (int i = 0; i < n * bits; i++) {
      int k = i % bits;
      y[i] = bias[k];
      for (int j = 0; j < group; j++) {
        y[i] += w[k * group + j] * x[i * group + j];
      }
    }
    return y;
  }

  /** Row-wise join of two matrices of n rows. */
  public static double[] join(double[] a, double[] b, int n) {
    int wa = a.length / n;
    int wb = b.length / n;
    double[] out = new double[n * (wa + wb)];
    for (int i = 0; i < n; i++) {
      System.arraycopy(a, i * wa, out, i * (wa + wb), wa);
      System.arraycopy(b, i * wb, out, i * (wa + wb) + wa, wb);
    }
    return out;
  }
}
