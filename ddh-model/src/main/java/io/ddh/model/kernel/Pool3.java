package io.ddh.model.kernel;

import java.util.Arrays;

/**
 * Bias, ReLU and 3×3 pooling with stride 2, for maps stored as one vector per position (see {@link
 * SameConv}). Windows that extend beyond the lower or right edge are cut off there, and a mean is
 * taken over the remaining positions, as in Caffe. The height and width h thus become ⌈(h−3)/2⌉+1.
 */
public enum Pool3 {
  /** The largest value of a window; ties go to the first in row order. */
  MAX,

  /** The mean of a window. */
  MEAN;

  private static final int WINDOW = 3;
  private static final int STEP = 2;

  /**
   * {@return the height and width of the pooled map}
   *
   * @param h height and width of the map
   */
  public static int side(int h) {
    return (Math.max(0, h - WINDOW) + STEP - 1) / STEP + 1;
  }

  /** Returns the number of vectors that the backward pass of one group of images needs. */
  int kept(int h) {
    return this == MAX ? side(h) * side(h) : h * h;
  }

  /**
   * Computes the forward pass.
   *
   * @param y the convolution's output, h·h vectors; overwritten
   * @param bias the channels' biases, repeated for each image of the group
   * @param z receives the pooled map, side·side vectors
   * @param kept receives what the backward pass needs, from index {@code at}; empty if there is no
   *     backward pass
   */
  void forward(float[][] y, int h, float[] bias, float[][] z, float[] kept, int at) {
    if (this == MAX) {
      largest(y, h, bias, z, kept, at);
    } else {
      mean(y, h, bias, z, kept, at);
    }
  }

  /** Stores which of a window's nine values is the largest; −1 where the ReLU outputs 0. */
  private static void largest(float[][] y, int h, float[] bias, float[][] z, float[] kept, int at) {
    int length = bias.length;
    float[] winner = new float[length];
    for (int w = 0; w < z.length; w++) {
      float[] best = z[w];
      System.arraycopy(y[place(w, 0, h)], 0, best, 0, length);
      Arrays.fill(winner, 0);
      for (int q = 1; q < WINDOW * WINDOW; q++) {
        int place = place(w, q, h);
        if (place >= 0) {
          challenge(y[place], q, best, winner);
        }
      }
      addAndClose(bias, best, winner);
      if (kept.length > 0) {
        System.arraycopy(winner, 0, kept, at + w * length, length);
      }
    }
  }

  /** Stores the map after the ReLU. */
  private static void mean(float[][] y, int h, float[] bias, float[][] z, float[] kept, int at) {
    int length = bias.length;
    for (int i = 0; i < y.length; i++) {
      addAndCut(bias, y[i]);
      if (kept.length > 0) {
        System.arraycopy(y[i], 0, kept, at + i * length, length);
      }
    }
    for (int w = 0; w < z.length; w++) {
      Arrays.fill(z[w], 0);
      float share = share(w, h);
      for (int q = 0; q < WINDOW * WINDOW; q++) {
        int place = place(w, q, h);
        if (place >= 0) {
          Winograd.addScaled(y[place], share, z[w]);
        }
      }
    }
  }

  /**
   * Computes the backward pass.
   *
   * @param dz gradient of the pooled map, side·side vectors
   * @param dy receives the gradient of the map, h·h vectors
   */
  void backward(float[][] dz, int h, float[] kept, int at, float[][] dy) {
    int length = dz[0].length;
    float[] was = new float[length];
    for (float[] place : dy) {
      Arrays.fill(place, 0);
    }
    for (int w = 0; w < dz.length; w++) {
      if (this == MAX) {
        System.arraycopy(kept, at + w * length, was, 0, length);
      }
      float share = share(w, h);
      for (int q = 0; q < WINDOW * WINDOW; q++) {
        int place = place(w, q, h);
        if (place >= 0 && this == MAX) {
          award(dz[w], was, q, dy[place]);
        } else if (place >= 0) {
          Winograd.addScaled(dz[w], share, dy[place]);
        }
      }
    }
    for (int i = 0; this == MEAN && i < dy.length; i++) {
      System.arraycopy(kept, at + i * length, was, 0, length);
      mask(was, dy[i]);
    }
  }

  /** Returns the position in the map of place q of window w; −1 if it is beyond the edge. */
  private static int place(int w, int q, int h) {
    int p = side(h);
    int row = w / p * STEP + q / WINDOW;
    int column = w % p * STEP + q % WINDOW;
    return row >= h || column >= h ? -1 : row * h + column;
  }

  /**
   * {@return one divided by the number of positions in a window}
   *
   * @param w number of the window
   * @param h height and width of the map
   */
  public static float share(int w, int h) {
    int p = side(h);
    int rows = Math.min(WINDOW, h - w / p * STEP);
    int columns = Math.min(WINDOW, h - w % p * STEP);
    return 1f / (rows * columns);
  }

  // The following loops have no branches, so that Java vectorises them.

  private static void challenge(float[] v, float q, float[] best, float[] winner) {
    for (int i = 0; i < winner.length; i++) {
      float larger = Math.min(1f, Math.max(0f, v[i] - best[i]) * 1e38f);
      winner[i] += larger * (q - winner[i]);
      best[i] = Math.max(best[i], v[i]);
    }
  }

  private static void addAndClose(float[] bias, float[] best, float[] winner) {
    for (int i = 0; i < winner.length; i++) {
      float z = Math.max(0f, best[i] + bias[i]);
      best[i] = z;
      winner[i] = Math.min(1f, z * 1e38f) * (winner[i] + 1f) - 1f;
    }
  }

  private static void award(float[] g, float[] winner, float q, float[] dy) {
    for (int i = 0; i < dy.length; i++) {
      dy[i] += g[i] * Math.max(0f, 1f - Math.abs(winner[i] - q));
    }
  }

  private static void addAndCut(float[] bias, float[] y) {
    for (int i = 0; i < y.length; i++) {
      y[i] = Math.max(0f, y[i] + bias[i]);
    }
  }

  private static void mask(float[] map, float[] dy) {
    for (int i = 0; i < dy.length; i++) {
      dy[i] *= Math.min(1f, map[i] * 1e38f);
    }
  }
}
