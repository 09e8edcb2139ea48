package io.ddh.model.kernel;

import java.nio.FloatBuffer;
import java.util.Arrays;

/**
 * k×k valid convolution + batch norm + ReLU + 2×2 max-pool of n images h×h×ci to p×p×co, channel
 * last, as one pass forward and one backward. The convolution is a product of unrolled patches and
 * the weights, a few images at a time so that they stay in the cache. The pooled raw value decides
 * everything that follows, so batch norm and ReLU touch a quarter of the map only. Ties in a pool
 * go to the first of (0,0), (0,1), (1,0), (1,1). Not thread-safe.
 */
public final class ConvPool {
  private static final int PATCH_FLOATS = 1 << 16;
  private static final int FOLD = 8;

  private final int h;
  private final int ci;
  private final int k;
  private final int co;
  private final int o;
  private final int p;
  private final int row; // floats in a row of the map
  private final int map; // floats in the map of one image
  private final int pooled; // floats in the pooled map of one image
  private final int patch; // floats in a patch
  private final int chunk; // images a product
  private final Lanes lanes;
  private final Lane[] lane;

  private float[] conv = new float[0]; // n×o×o×co
  private float[] peak = new float[0]; // n×p×p×co: sign(γ)·v at the pool's winner
  private float[] gradient = new float[0]; // n×p×p×co: of the normalised winner
  private float[] sign;

  /**
   * Fixes the shapes.
   *
   * @param h side of the input
   * @param ci channels in
   * @param k side of the kernel
   * @param co channels out
   */
  public ConvPool(int h, int ci, int k, int co, Lanes lanes) {
    this.h = h;
    this.ci = ci;
    this.k = k;
    this.co = co;
    this.lanes = lanes;
    o = h - k + 1;
    p = o / 2;
    row = o * co;
    map = o * row;
    pooled = p * p * co;
    patch = k * k * ci;
    chunk = Math.max(1, PATCH_FLOATS / (o * o * patch));
    lane = new Lane[lanes.count()];
    Arrays.setAll(lane, i -> new Lane());
    sign = BatchNorm.tile(new float[co], row);
  }

  /** Scratch of one lane. */
  private final class Lane {
    final float[] x = new float[chunk * h * h * ci];
    final float[] patches = new float[chunk * o * o * patch];
    final float[] maps = new float[chunk * map];
    final OffHeap patchesOff = OffHeap.allocate(patches.length);
    final OffHeap mapsOff = OffHeap.allocate(maps.length);
    final OffHeap weightsOff = OffHeap.allocate(patch * co);
    final float[] rowMax = new float[row];
    final float[][] corner = new float[4][p * co];
    final float[] merged = new float[row];
    final double[] sum = new double[co];
    final double[] sum2 = new double[co];
  }

  /**
   * Forward pass that keeps what the backward pass needs and sets the batch's statistics.
   *
   * @param x n×h×h×ci
   * @param w k×k×ci×co
   * @param around running mean
   * @param z receives n×p×p×co
   */
  public void forward(
      FloatBuffer x,
      int n,
      OffHeap w,
      BatchNorm norm,
      float[] gamma,
      float[] beta,
      float[] around,
      FloatBuffer z) {
    if (conv.length < n * map) {
      conv = new float[n * map];
      peak = new float[n * pooled];
      gradient = new float[n * pooled];
    }
    sign = signs(gamma);
    float[] aroundRow = BatchNorm.tile(around, row);
    clearSums();
    lanes.run(
        n,
        (id, from, to) -> {
          Lane s = lane[id];
          float[] a = new float[row];
          float[] b = new float[row];
          for (int i = from; i < to; i += chunk) {
            int count = Math.min(chunk, to - i);
            convolve(s, x, i, count, w);
            s.mapsOff.buffer().get(0, conv, i * map, count * map);
            for (int j = i; j < i + count; j++) {
              Arrays.fill(a, 0);
              Arrays.fill(b, 0);
              for (int r = 0; r < o; r++) {
                addRow(conv, j * map + r * row, aroundRow, a, b);
              }
              fold(a, b, s.sum, s.sum2);
              poolRaw(s, conv, j * map, peak, j * pooled);
            }
          }
        });
    norm.batchStatistics(around, total(true), total(false), (double) n * o * o);
    norm.prepare(gamma, beta);
    writeNormalised(peak, n, norm, z);
  }

  /** Forward pass with the statistics as they are in the norm; keeps nothing. */
  public void infer(FloatBuffer x, int n, OffHeap w, BatchNorm norm, float[] gamma, FloatBuffer z) {
    sign = signs(gamma);
    float[] scale = absolute(norm.scale());
    float[] shift = BatchNorm.tile(norm.shift(), pooled);
    lanes.run(
        n,
        (id, from, to) -> {
          Lane s = lane[id];
          float[] raw = new float[pooled];
          for (int i = from; i < to; i += chunk) {
            int count = Math.min(chunk, to - i);
            convolve(s, x, i, count, w);
            s.mapsOff.buffer().get(0, s.maps, 0, count * map);
            for (int j = 0; j < count; j++) {
              poolRaw(s, s.maps, j * map, raw, 0);
              relu(raw, 0, scale, shift, raw);
              z.put((i + j) * pooled, raw, 0, pooled);
            }
          }
        });
  }

  /**
   * Backward pass of the last {@link #forward}.
   *
   * @param x the same input
   * @param dz n×p×p×co
   * @param dw receives k×k×ci×co
   * @param dx receives n×h×h×ci; empty buffer: not wanted (first block)
   */
  public void backward(
      FloatBuffer x,
      int n,
      OffHeap w,
      BatchNorm norm,
      float[] gamma,
      FloatBuffer dz,
      FloatBuffer dw,
      FloatBuffer dx) {
    maskGradient(n, norm, dz);
    double[] g = total(true);
    double[] gv = total(false);
    for (int c = 0; c < co; c++) {
      gv[c] *= sign[c]; // peaks are kept as sign(γ)·v
    }
    norm.prepareBackward(gamma, g, gv, (double) n * o * o);
    float[] scale = BatchNorm.tile(norm.scale(), p * co);
    float[] slope = BatchNorm.tile(norm.slope(), row);
    float[] offset = BatchNorm.tile(norm.offset(), row);
    boolean[] used = new boolean[lane.length];
    lanes.run(
        n,
        (id, from, to) -> {
          Lane s = lane[id];
          used[id] = true;
          for (int i = from; i < to; i += chunk) {
            int count = Math.min(chunk, to - i);
            for (int j = 0; j < count; j++) {
              mapGradient(s, i + j, s.maps, j * map, scale, slope, offset);
            }
            s.mapsOff.buffer().put(0, s.maps, 0, count * map);
            unroll(s, x, i, count);
            int rows = count * o * o;
            Blas.Matrix dy = Blas.Matrix.of(s.mapsOff, 0, co);
            Blas.Matrix patches = Blas.Matrix.of(s.patchesOff, 0, patch);
            Blas.multiply(
                patch,
                co,
                rows,
                patches.t(),
                dy,
                i == from ? 0 : 1,
                Blas.Matrix.of(s.weightsOff, 0, co));
            if (dx.capacity() > 0) {
              Blas.multiply(rows, patch, co, dy, Blas.Matrix.of(w, 0, co).t(), 0, patches);
              rollBack(s, dx, i, count);
            }
          }
        });
    float[] sum = new float[patch * co];
    float[] part = new float[patch * co];
    for (int id = 0; id < lane.length; id++) {
      if (used[id]) {
        lane[id].weightsOff.buffer().get(0, part);
        for (int i = 0; i < sum.length; i++) {
          sum[i] += part[i];
        }
      }
    }
    dw.put(0, sum, 0, sum.length);
  }

  private float[] signs(float[] gamma) {
    float[] out = new float[co];
    for (int c = 0; c < co; c++) {
      out[c] = gamma[c] < 0 ? -1 : 1;
    }
    return BatchNorm.tile(out, row);
  }

  private float[] absolute(float[] scale) {
    float[] out = new float[co];
    for (int c = 0; c < co; c++) {
      out[c] = Math.abs(scale[c]);
    }
    return BatchNorm.tile(out, pooled);
  }

  private void clearSums() {
    for (Lane s : lane) {
      Arrays.fill(s.sum, 0);
      Arrays.fill(s.sum2, 0);
    }
  }

  private double[] total(boolean first) {
    double[] out = new double[co];
    for (Lane s : lane) {
      for (int c = 0; c < co; c++) {
        out[c] += first ? s.sum[c] : s.sum2[c];
      }
    }
    return out;
  }

  /** Adds position sums into channel sums. */
  private void fold(float[] a, float[] b, double[] sum, double[] sum2) {
    for (int i = 0; i < a.length; i += co) {
      for (int c = 0; c < co; c++) {
        sum[c] += a[i + c];
        sum2[c] += b[i + c];
      }
    }
  }

  private void convolve(Lane s, FloatBuffer x, int first, int count, OffHeap w) {
    unroll(s, x, first, count);
    Blas.multiply(
        count * o * o,
        co,
        patch,
        Blas.Matrix.of(s.patchesOff, 0, patch),
        Blas.Matrix.of(w, 0, co),
        0,
        Blas.Matrix.of(s.mapsOff, 0, co));
  }

  /** Patches of some images, one a row, k·ci floats of an image row at a time. */
  private void unroll(Lane s, FloatBuffer x, int first, int count) {
    int length = h * h * ci;
    int run = k * ci;
    x.get(first * length, s.x, 0, count * length);
    float[] in = s.x;
    float[] out = s.patches;
    int at = 0;
    for (int b = 0; b < count; b++) {
      for (int i = 0; i < o; i++) {
        for (int j = 0; j < o; j++) {
          int from = b * length + (i * h + j) * ci;
          for (int u = 0; u < k; u++, at += run, from += h * ci) {
            System.arraycopy(in, from, out, at, run);
          }
        }
      }
    }
    s.patchesOff.buffer().put(0, out, 0, at);
  }

  /** Adds the patches' gradients back to the images they came from. */
  private void rollBack(Lane s, FloatBuffer dx, int first, int count) {
    int length = h * h * ci;
    int run = k * ci;
    float[] in = s.patches;
    float[] out = s.x;
    s.patchesOff.buffer().get(0, in, 0, count * o * o * patch);
    Arrays.fill(out, 0, count * length, 0);
    int at = 0;
    for (int b = 0; b < count; b++) {
      for (int i = 0; i < o; i++) {
        for (int j = 0; j < o; j++) {
          int to = b * length + (i * h + j) * ci;
          for (int u = 0; u < k; u++, at += run, to += h * ci) {
            add(in, at, out, to, run);
          }
        }
      }
    }
    dx.put(first * length, out, 0, count * length);
  }

  private static void add(float[] in, int at, float[] out, int to, int n) {
    for (int q = 0; q < n; q++) {
      out[to + q] += in[at + q];
    }
  }

  private static void addRow(float[] v, int at, float[] around, float[] a, float[] b) {
    for (int i = 0; i < a.length; i++) {
      float d = v[at + i] - around[i];
      a[i] += d;
      b[i] += d * d;
    }
  }

  /** Largest sign(γ)·v of each 2×2 window. */
  private void poolRaw(Lane s, float[] v, int at, float[] out, int to) {
    float[] m = s.rowMax;
    float[] even = s.corner[0];
    float[] odd = s.corner[1];
    for (int r = 0; r < p; r++) {
      int top = at + 2 * r * row;
      maxRows(v, top, top + row, sign, m);
      split(m, 0, even, odd);
      maxInto(even, odd, out, to + r * p * co);
    }
  }

  private static void maxRows(float[] v, int top, int below, float[] sign, float[] out) {
    for (int i = 0; i < out.length; i++) {
      out[i] = Math.max(sign[i] * v[top + i], sign[i] * v[below + i]);
    }
  }

  private static void maxInto(float[] a, float[] b, float[] out, int to) {
    for (int i = 0; i < a.length; i++) {
      out[to + i] = Math.max(a[i], b[i]);
    }
  }

  /** Columns 0, 2, … of a row to even, 1, 3, … to odd. */
  private void split(float[] v, int at, float[] even, float[] odd) {
    for (int x = 0, from = at; x < p; x++, from += 2 * co) {
      System.arraycopy(v, from, even, x * co, co);
      System.arraycopy(v, from + co, odd, x * co, co);
    }
  }

  private void writeNormalised(float[] raw, int n, BatchNorm norm, FloatBuffer z) {
    float[] scale = absolute(norm.scale());
    float[] shift = BatchNorm.tile(norm.shift(), pooled);
    lanes.run(
        n,
        (id, from, to) -> {
          float[] out = new float[pooled];
          for (int i = from; i < to; i++) {
            relu(raw, i * pooled, scale, shift, out);
            z.put(i * pooled, out, 0, pooled);
          }
        });
  }

  private static void relu(float[] raw, int at, float[] scale, float[] shift, float[] out) {
    for (int i = 0; i < out.length; i++) {
      out[i] = Math.max(0f, scale[i] * raw[at + i] + shift[i]);
    }
  }

  /** Gradient behind the ReLU, with its sums and its sums times the raw peak. */
  private void maskGradient(int n, BatchNorm norm, FloatBuffer dz) {
    float[] scale = absolute(norm.scale());
    float[] shift = BatchNorm.tile(norm.shift(), pooled);
    clearSums();
    lanes.run(
        n,
        (id, from, to) -> {
          Lane s = lane[id];
          float[] a = new float[pooled];
          float[] b = new float[pooled];
          for (int i = from; i < to; i++) {
            int at = i * pooled;
            dz.get(at, gradient, at, pooled);
            mask(gradient, peak, at, scale, shift, a, b);
            if ((i - from) % FOLD == FOLD - 1 || i == to - 1) {
              fold(a, b, s.sum, s.sum2);
              Arrays.fill(a, 0);
              Arrays.fill(b, 0);
            }
          }
        });
  }

  private static void mask(
      float[] g, float[] v, int at, float[] scale, float[] shift, float[] a, float[] b) {
    for (int i = 0; i < a.length; i++) {
      float m = v[at + i];
      float open = Math.min(1f, Math.max(0f, scale[i] * m + shift[i]) * 1e38f);
      float d = g[at + i] * open;
      g[at + i] = d;
      a[i] += d;
      b[i] += d * m;
    }
  }

  /** Gradient with respect to the convolution's output of image i. */
  private void mapGradient(
      Lane s, int i, float[] out, int to, float[] scale, float[] slope, float[] offset) {
    float[][] c = s.corner;
    for (int r = 0; r < p; r++) {
      int top = i * map + 2 * r * row;
      signed(conv, top, sign, s.rowMax);
      split(s.rowMax, 0, c[0], c[1]);
      signed(conv, top + row, sign, s.rowMax);
      split(s.rowMax, 0, c[2], c[3]);
      share(gradient, peak, i * pooled + r * p * co, scale, c[0], c[1], c[2], c[3]);
      int target = to + 2 * r * row;
      line(conv, top, slope, offset, out, target);
      merge(c[0], c[1], s.merged);
      add(s.merged, 0, out, target, 2 * p * co);
      line(conv, top + row, slope, offset, out, target + row);
      merge(c[2], c[3], s.merged);
      add(s.merged, 0, out, target + row, 2 * p * co);
    }
    for (int r = 2 * p; r < o; r++) { // an odd map's last row is in no window
      line(conv, i * map + r * row, slope, offset, out, to + r * row);
    }
  }

  private static void signed(float[] v, int at, float[] sign, float[] out) {
    for (int i = 0; i < out.length; i++) {
      out[i] = sign[i] * v[at + i];
    }
  }

  private static void line(float[] v, int at, float[] slope, float[] offset, float[] out, int to) {
    for (int i = 0; i < slope.length; i++) {
      out[to + i] = v[at + i] * slope[i] + offset[i];
    }
  }

  /**
   * Turns the four candidates of each window into their shares of the gradient: all for the first
   * that equals the peak. Free of branches, so that it vectorises.
   */
  private static void share(
      float[] g, float[] m, int at, float[] scale, float[] c0, float[] c1, float[] c2, float[] c3) {
    for (int i = 0; i < scale.length; i++) {
      float peak = m[at + i];
      float d = scale[i] * g[at + i];
      float e0 = Math.max(0f, 1f - Math.abs(peak - c0[i]) * 1e38f);
      float e1 = (1f - e0) * Math.max(0f, 1f - Math.abs(peak - c1[i]) * 1e38f);
      float e2 = (1f - e0 - e1) * Math.max(0f, 1f - Math.abs(peak - c2[i]) * 1e38f);
      c0[i] = d * e0;
      c1[i] = d * e1;
      c2[i] = d * e2;
      c3[i] = d * (1f - e0 - e1 - e2);
    }
  }

  private void merge(float[] even, float[] odd, float[] out) {
    for (int x = 0, to = 0; x < p; x++, to += 2 * co) {
      System.arraycopy(even, x * co, out, to, co);
      System.arraycopy(odd, x * co, out, to + co, co);
    }
  }
}
