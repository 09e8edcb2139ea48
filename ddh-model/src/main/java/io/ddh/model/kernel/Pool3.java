package io.ddh.model.kernel;

import java.util.Arrays;

/**
 * Bias, ReLU and 3×3 pooling two places apart of maps that are vectors per place (see {@link
 * SameConv}). Windows that reach over the lower or right edge are cut off there, and a mean is over
 * what is left, as in Caffe; so a side h becomes ⌈(h−3)/2⌉+1.
 */
public enum Pool3 {
  /** The largest; ties go to the first in row order. */
  MAX {
    @Override
    int kept(int h) {
      return side(h) * side(h);
    }

    /** Keeps which of the nine won, −1 where the ReLU is closed. */
    @Override
    void forward(float[][] y, int h, float[] bias, float[][] z, float[] kept, int at) {
      int p = side(h);
      int length = bias.length;
      float[] winner = new float[length];
      for (int w = 0; w < p * p; w++) {
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

    @Override
    void backward(float[][] dz, int h, float[] kept, int at, float[][] dy) {
      int p = side(h);
      int length = dz[0].length;
      float[] winner = new float[length];
      for (float[] place : dy) {
        Arrays.fill(place, 0);
      }
      for (int w = 0; w < p * p; w++) {
        System.arraycopy(kept, at + w * length, winner, 0, length);
        for (int q = 0; q < WINDOW * WINDOW; q++) {
          int place = place(w, q, h);
          if (place >= 0) {
            award(dz[w], winner, q, dy[place]);
          }
        }
      }
    }
  },

  /** The mean. */
  MEAN {
    @Override
    int kept(int h) {
      return h * h;
    }

    /** Keeps the map behind the ReLU. */
    @Override
    void forward(float[][] y, int h, float[] bias, float[][] z, float[] kept, int at) {
      int p = side(h);
      int length = bias.length;
      for (int i = 0; i < h * h; i++) {
        addAndCut(bias, y[i]);
        if (kept.length > 0) {
          System.arraycopy(y[i], 0, kept, at + i * length, length);
        }
      }
      for (int w = 0; w < p * p; w++) {
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

    @Override
    void backward(float[][] dz, int h, float[] kept, int at, float[][] dy) {
      int p = side(h);
      int length = dz[0].length;
      for (float[] place : dy) {
        Arrays.fill(place, 0);
      }
      for (int w = 0; w < p * p; w++) {
        float share = share(w, h);
        for (int q = 0; q < WINDOW * WINDOW; q++) {
          int place = place(w, q, h);
          if (place >= 0) {
            Winograd.addScaled(dz[w], share, dy[place]);
          }
        }
      }
      float[] map = new float[length];
      for (int i = 0; i < h * h; i++) {
        System.arraycopy(kept, at + i * length, map, 0, length);
        mask(map, dy[i]);
      }
    }
  };

  private static final int WINDOW = 3;
  private static final int STEP = 2;

  /**
   * {@return the side of the pooled map}
   *
   * @param h side of the map
   */
  public static int side(int h) {
    return (Math.max(0, h - WINDOW) + STEP - 1) / STEP + 1;
  }

  /** Vectors that the backward pass of one group of images needs. */
  abstract int kept(int h);

  /**
   * Forward pass.
   *
   * @param y the convolution's output, h·h vectors; overwritten
   * @param bias a vector: the channels' biases once an image
   * @param z receives side·side vectors
   * @param kept what the backward pass needs, from index {@code at}; empty: no backward pass
   */
  abstract void forward(float[][] y, int h, float[] bias, float[][] z, float[] kept, int at);

  /**
   * Backward pass.
   *
   * @param dz side·side vectors
   * @param dy receives h·h vectors
   */
  abstract void backward(float[][] dz, int h, float[] kept, int at, float[][] dy);

  /** Place q of window w, −1 if it is over the edge. */
  private static int place(int w, int q, int h) {
    int p = side(h);
    int row = w / p * STEP + q / WINDOW;
    int column = w % p * STEP + q % WINDOW;
    return row >= h || column >= h ? -1 : row * h + column;
  }

  /** One divided by the number of places of a window. */
  private static float share(int w, int h) {
    int p = side(h);
    int rows = Math.min(WINDOW, h - w / p * STEP);
    int columns = Math.min(WINDOW, h - w % p * STEP);
    return 1f / (rows * columns);
  }

  // Free of branches, so that they vectorise.

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
