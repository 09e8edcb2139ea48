package io.ddh.benchmarks.kernel;

import io.ddh.model.kernel.BatchNorm;

/** The convolution block by plain loops in double precision, forward and backward. */
final class PlainConv {
  private final int n;
  private final int h;
  private final int ci;
  private final int k;
  private final int co;
  private final int o;
  private final int p;

  PlainConv(int n, int h, int ci, int k, int co) {
    this.n = n;
    this.h = h;
    this.ci = ci;
    this.k = k;
    this.co = co;
    o = h - k + 1;
    p = o / 2;
  }

  /** What a pass over a batch gives. */
  record Pass(double[] map, double[] mean, double[] inverse, double[] out, int[] winner) {}

  /**
   * Forward with the batch's statistics.
   *
   * @param x n×h×h×ci
   * @param w k×k×ci×co
   */
  Pass forward(float[] x, float[] w, float[] gamma, float[] beta) {
    double[] map = convolve(x, w);
    double[] mean = new double[co];
    double[] inverse = new double[co];
    double count = (double) n * o * o;
    for (int c = 0; c < co; c++) {
      double sum = 0;
      for (int i = c; i < map.length; i += co) {
        sum += map[i];
      }
      mean[c] = sum / count;
      double squares = 0;
      for (int i = c; i < map.length; i += co) {
        squares += (map[i] - mean[c]) * (map[i] - mean[c]);
      }
      inverse[c] = 1 / Math.sqrt(squares / count + BatchNorm.EPSILON);
    }
    return pool(map, mean, inverse, gamma, beta);
  }

  private double[] convolve(float[] x, float[] w) {
    double[] map = new double[n * o * o * co];
    for (int at = 0; at < n * o * o; at++) {
      int image = at / (o * o);
      int y = at / o % o;
      int column = at % o;
      for (int u = 0; u < k; u++) {
        for (int v = 0; v < k * ci; v++) {
          double value = x[((image * h + y + u) * h + column) * ci + v];
          for (int c = 0; c < co; c++) {
            map[at * co + c] += value * w[(u * k * ci + v) * co + c];
          }
        }
      }
    }
    return map;
  }

  private Pass pool(double[] map, double[] mean, double[] inverse, float[] gamma, float[] beta) {
    double[] out = new double[n * p * p * co];
    int[] winner = new int[out.length];
    for (int i = 0; i < out.length; i++) {
      int c = i % co;
      int cell = i / co;
      int corner = ((cell / (p * p) * o + cell / p % p * 2) * o + cell % p * 2) * co + c;
      double best = Double.NEGATIVE_INFINITY;
      for (int next : new int[] {0, co, o * co, (o + 1) * co}) {
        double value = (map[corner + next] - mean[c]) * inverse[c] * gamma[c] + beta[c];
        if (value > best) {
          best = value;
          winner[i] = corner + next;
        }
      }
      out[i] = Math.max(0, best);
    }
    return new Pass(map, mean, inverse, out, winner);
  }

  /** Gradient of the weights, k×k×ci×co. */
  double[] weightGradient(float[] x, Pass pass, float[] gamma, float[] dz) {
    double[] dy = mapGradient(pass, gamma, dz);
    double[] dw = new double[k * k * ci * co];
    for (int at = 0; at < n * o * o; at++) {
      int image = at / (o * o);
      int y = at / o % o;
      int column = at % o;
      for (int u = 0; u < k; u++) {
        for (int v = 0; v < k * ci; v++) {
          double value = x[((image * h + y + u) * h + column) * ci + v];
          for (int c = 0; c < co; c++) {
            dw[(u * k * ci + v) * co + c] += value * dy[at * co + c];
          }
        }
      }
    }
    return dw;
  }

  private double[] mapGradient(Pass pass, float[] gamma, float[] dz) {
    double[] g = new double[pass.map().length];
    double[] sum = new double[co];
    double[] product = new double[co];
    for (int i = 0; i < dz.length; i++) {
      if (pass.out()[i] > 0) {
        int at = pass.winner()[i];
        int c = i % co;
        g[at] += dz[i];
        sum[c] += dz[i];
        product[c] += dz[i] * (pass.map()[at] - pass.mean()[c]) * pass.inverse()[c];
      }
    }
    double count = (double) n * o * o;
    for (int i = 0; i < g.length; i++) {
      int c = i % co;
      double normal = (pass.map()[i] - pass.mean()[c]) * pass.inverse()[c];
      g[i] = gamma[c] * pass.inverse()[c] * (g[i] - sum[c] / count - normal * product[c] / count);
    }
    return g;
  }
}
