package io.ddh.model.kernel;

import java.util.Arrays;

/**
 * The order in which a convolution's patches are unrolled. The patches at all upper left corners of
 * the 2×2 pool windows come first, then those at all upper right, lower left and lower right
 * corners, then those at positions in no window (the last row and column of a map with odd sides).
 * In this order, the corners are four arrays of equal length, and pooling is a loop over whole
 * arrays.
 */
final class PatchOrder {
  private final int run; // floats of one filter row in the image
  private final int line; // floats of an image row
  private final int k;
  private final int[] start; // of each patch in the image

  PatchOrder(int h, int ci, int k) {
    this.k = k;
    run = k * ci;
    line = h * ci;
    int o = h - k + 1;
    int p = o / 2;
    start = new int[o * o];
    int[] next = new int[5];
    Arrays.setAll(next, q -> q * p * p);
    for (int i = 0; i < o; i++) {
      for (int j = 0; j < o; j++) {
        int group = i < 2 * p && j < 2 * p ? i % 2 * 2 + j % 2 : 4;
        start[next[group]++] = (i * h + j) * ci;
      }
    }
  }

  /** Writes the patches of the image at in[from..] to out[to..], one per row. */
  void unroll(float[] in, int from, float[] out, int to) {
    int at = to;
    for (int first : start) {
      for (int u = 0; u < k; u++, at += run) {
        System.arraycopy(in, from + first + u * line, out, at, run);
      }
    }
  }

  /** Adds each patch at in[from..] to its position in the image at out[to..]. */
  void rollBack(float[] in, int from, float[] out, int to) {
    int at = from;
    for (int first : start) {
      for (int u = 0; u < k; u++, at += run) {
        add(in, at, out, to + first + u * line, run);
      }
    }
  }

  private static void add(float[] in, int at, float[] out, int to, int n) {
    for (int q = 0; q < n; q++) {
      out[to + q] += in[at + q];
    }
  }
}
