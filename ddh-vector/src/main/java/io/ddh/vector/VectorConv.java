package io.ddh.vector;

import io.ddh.model.kernel.ConvKernel;
import io.ddh.model.kernel.LaneSums;
import io.ddh.model.kernel.Lanes;
import io.ddh.model.kernel.OffHeap;
import java.nio.FloatBuffer;
import java.util.Arrays;

/**
 * A convolution block that does not unroll patches. {@link Tiles} reads the image in place and
 * keeps a pool window's sums in registers; {@link WindowLoops} does the rest while the results are
 * in the first-level cache. Maps are stored with their channels padded to whole vectors. Where γ is
 * negative, the signs of the weights are flipped, so that pooling always selects the largest value.
 */
final class VectorConv implements ConvKernel {
  private final int h;
  private final int ci;
  private final int k;
  private final int co;
  private final int o;
  private final int p;
  private final int wide; // floats per position of a map
  private final int ciWide; // floats per pixel of the input gradient
  private final int image; // floats of an image
  private final int map; // floats of an image's map
  private final int pooled; // floats of an image's pooled map
  private final int side; // side of a map's gradient with a border of k − 1 zeros
  private final int[] rest; // positions in no window; the last repeated up to a multiple of 4
  private final int restCount;
  private final int[] taps; // offsets of a patch in planes; the last repeated up to a multiple of 4
  private final Tiles.Walk patchWalk;
  private final Tiles.Walk mapWalk;
  private final Tiles.Walk backWalk;
  private final Lanes lanes;
  private final Lane[] lane;
  private final LaneSums sums;

  private int capacity;
  private float[] maps = new float[0]; // n×o×o×wide
  private float[] weights = new float[0]; // k×k×ci×wide, with the signs of γ
  private float[] peak = new float[0]; // n×p×p×co, and room for the last vector
  private final float[] sign;

  VectorConv(int h, int ci, int k, int co, Lanes lanes) {
    this.h = h;
    this.ci = ci;
    this.k = k;
    this.co = co;
    this.lanes = lanes;
    o = h - k + 1;
    p = o / 2;
    wide = Tiles.wide(co);
    ciWide = Tiles.wide(ci);
    image = h * h * ci;
    map = o * o * wide;
    pooled = p * p * co;
    side = o + 2 * (k - 1);
    restCount = o * o - 4 * p * p;
    rest = fours(restPositions());
    taps = fours(tapOffsets());
    patchWalk = new Tiles.Walk(k, k * ci, h * ci, wide, 0);
    mapWalk = new Tiles.Walk(o, o, h, wide, (side - o) * wide);
    backWalk = new Tiles.Walk(k, k * wide, side * wide, ciWide, 0);
    sign = new float[co];
    sums = new LaneSums(lanes.count(), co);
    lane = new Lane[lanes.count()];
    Arrays.setAll(lane, Lane::new);
  }

  /** Working memory of one lane. */
  private final class Lane {
    final int id;
    final float[] x = new float[image];
    final float[] planes = new float[image]; // x, one channel after the other
    final float[] corners = new float[4 * wide];
    final float[] z = new float[pooled + wide];
    final float[] sumRow = new float[wide];
    final float[] squareRow = new float[wide];
    final float[] dy = new float[side * side * wide]; // gradient of the map; its border stays 0
    final float[] part = new float[taps.length * wide];
    final float[] dw = new float[taps.length * wide];
    final float[] dxWide = new float[(h * h + 3) * ciWide];
    final float[] dx = new float[image];

    Lane(int id) {
      this.id = id;
    }
  }

  private int[] restPositions() {
    int[] out = new int[restCount];
    int n = 0;
    for (int i = 0; i < o; i++) {
      for (int j = 0; j < o; j++) {
        if (i >= 2 * p || j >= 2 * p) {
          out[n++] = i * o + j;
        }
      }
    }
    return out;
  }

  private int[] tapOffsets() {
    int run = k * ci;
    int[] out = new int[k * run];
    Arrays.setAll(out, t -> (t % ci * h + t / run) * h + t % run / ci);
    return out;
  }

  private static int[] fours(int[] values) {
    int[] out = Arrays.copyOf(values, (values.length + 3) / 4 * 4);
    for (int i = values.length; i < out.length; i++) {
      out[i] = values[values.length - 1];
    }
    return out;
  }

  @Override
  public void forward(FloatBuffer x, int n, OffHeap w, Norm norm, FloatBuffer z) {
    if (capacity < n) {
      capacity = n;
      maps = new float[n * map];
      peak = new float[n * pooled + wide];
    }
    weights = turned(w, norm.gamma());
    float[] centre = pad(norm.running(), true);
    sums.clear();
    lanes.run(
        n,
        (id, from, to) -> {
          for (int i = from; i < to; i++) {
            x.get(i * image, lane[id].x);
            convolve(lane[id], i, centre);
          }
        });
    norm.take(signed(sums.first()), sums.second(), (double) n * o * o);
    float[] scale = pad(norm.state().scale(), true);
    float[] shift = pad(norm.state().shift(), false);
    lanes.run(
        n,
        (id, from, to) -> {
          Lane s = lane[id];
          for (int i = from; i < to; i++) {
            WindowLoops.normalise(peak, i * pooled, p * p, co, scale, shift, s.z);
            z.put(i * pooled, s.z, 0, pooled);
          }
        });
  }

  /** Computes the map, pooled values and sums of image i, which is in the lane's working memory. */
  private void convolve(Lane s, int i, float[] centre) {
    int line = h * ci;
    int row = o * wide;
    Arrays.fill(s.sumRow, 0);
    Arrays.fill(s.squareRow, 0);
    float[] peaks = s.z;
    Tiles.Product product = new Tiles.Product(patchWalk, s.x, weights, 0, maps);
    for (int r = 0, at = 0; r < p; r++) {
      for (int c = 0; c < p; c++, at += co) {
        int from = (2 * r * h + 2 * c) * ci;
        int to = i * map + (2 * r * o + 2 * c) * wide;
        tile(product, from, ci, line, to, wide, row);
        WindowLoops.pool(maps, to, row, wide, centre, s.sumRow, s.squareRow, peaks, at);
      }
    }
    System.arraycopy(peaks, 0, peak, i * pooled, pooled);
    for (int q = 0; q < rest.length; q += 4) {
      Tiles.multiply(
          product,
          pixel(rest[q]),
          pixel(rest[q + 1]),
          pixel(rest[q + 2]),
          pixel(rest[q + 3]),
          i * map + rest[q] * wide,
          i * map + rest[q + 1] * wide,
          i * map + rest[q + 2] * wide,
          i * map + rest[q + 3] * wide);
    }
    for (int q = 0; q < restCount; q++) {
      addCentred(maps, i * map + rest[q] * wide, centre, s.sumRow, s.squareRow);
    }
    sums.add(s.id, s.sumRow, s.squareRow);
  }

  /** Returns the offset in the image of the patch at a position of the map. */
  private int pixel(int position) {
    return (position / o * h + position % o) * ci;
  }

  /**
   * Computes the four corners of a window; from corner to corner, x and out move by a column or a
   * row.
   */
  private static void tile(
      Tiles.Product p, int from, int column, int line, int to, int outColumn, int outLine) {
    int under = from + line;
    int outUnder = to + outLine;
    Tiles.multiply(
        p,
        from,
        from + column,
        under,
        under + column,
        to,
        to + outColumn,
        outUnder,
        outUnder + outColumn);
  }

  private static void addCentred(float[] v, int at, float[] centre, float[] a, float[] b) {
    for (int c = 0; c < a.length; c++) {
      float d = v[at + c] - centre[c];
      a[c] += d;
      b[c] += d * d;
    }
  }

  @Override
  public void infer(FloatBuffer x, int n, OffHeap w, Norm norm, FloatBuffer z) {
    weights = turned(w, norm.gamma());
    float[] scale = pad(norm.state().scale(), true);
    float[] shift = pad(norm.state().shift(), false);
    lanes.run(
        n,
        (id, from, to) -> {
          Lane s = lane[id];
          Tiles.Product product = new Tiles.Product(patchWalk, s.x, weights, 0, s.corners);
          for (int i = from; i < to; i++) {
            x.get(i * image, s.x);
            for (int r = 0, at = 0; r < p; r++) {
              for (int c = 0; c < p; c++, at += co) {
                int begin = (2 * r * h + 2 * c) * ci;
                tile(product, begin, ci, h * ci, 0, wide, 2 * wide);
                WindowLoops.infer(s.corners, wide, scale, shift, s.z, at);
              }
            }
            z.put(i * pooled, s.z, 0, pooled);
          }
        });
  }

  @Override
  public void backward(
      FloatBuffer x, int n, Norm norm, FloatBuffer dz, FloatBuffer dw, FloatBuffer dx) {
    float[] flipped = dx.capacity() > 0 ? flipped(weights) : new float[0];
    float[] scale = pad(norm.state().scale(), true);
    float[] shift = pad(norm.state().shift(), false);
    sums.clear();
    for (Lane s : lane) {
      Arrays.fill(s.dw, 0);
    }
    lanes.run(
        n,
        (id, from, to) -> {
          Lane s = lane[id];
          for (int i = from; i < to; i++) {
            dz.get(i * pooled, s.z, 0, pooled);
            WindowLoops.sumGradient(
                s.z, peak, i * pooled, p * p, co, scale, shift, s.sumRow, s.squareRow);
            sums.add(s.id, s.sumRow, s.squareRow);
          }
        });
    norm.state()
        .prepareBackward(norm.gamma(), sums.first(), signed(sums.second()), (double) n * o * o);
    WindowLoops.Slopes slopes =
        new WindowLoops.Slopes(
            scale, shift, pad(norm.state().slope(), false), pad(norm.state().offset(), true));
    lanes.run(
        n,
        (id, from, to) -> {
          Lane s = lane[id];
          for (int i = from; i < to; i++) {
            dz.get(i * pooled, s.z, 0, pooled);
            mapGradient(s, i, slopes);
            x.get(i * image, s.x);
            weightGradient(s);
            if (dx.capacity() > 0) {
              inputGradient(s, flipped);
              dx.put(i * image, s.dx);
            }
          }
        });
    float[] sum = new float[k * k * ci * co];
    for (Lane s : lane) {
      for (int i = 0; i < sum.length; i++) {
        sum[i] += sign[i % co] * s.dw[i / co * wide + i % co];
      }
    }
    dw.put(0, sum);
  }

  /** Computes the gradient of image i's map, inside the border; the pooled gradient is in z. */
  private void mapGradient(Lane s, int i, WindowLoops.Slopes slopes) {
    for (int r = 0, at = 0; r < p; r++) {
      for (int c = 0; c < p; c++, at += co) {
        WindowLoops.gradient(
            maps,
            i * map + (2 * r * o + 2 * c) * wide,
            o * wide,
            wide,
            s.z,
            peak,
            at,
            i * pooled + at,
            slopes,
            s.dy,
            inBorder(2 * r, 2 * c),
            side * wide);
      }
    }
    for (int q = 0; q < restCount; q++) {
      int at = i * map + rest[q] * wide;
      int to = inBorder(rest[q] / o, rest[q] % o);
      WindowLoops.line(maps, at, wide, slopes.slope(), slopes.offset(), s.dy, to);
    }
  }

  private int inBorder(int row, int column) {
    return ((row + k - 1) * side + column + k - 1) * wide;
  }

  private void weightGradient(Lane s) {
    for (int c = 0; c < ci; c++) {
      for (int q = 0; q < h * h; q++) {
        s.planes[c * h * h + q] = s.x[q * ci + c];
      }
    }
    Tiles.Product product = new Tiles.Product(mapWalk, s.planes, s.dy, inBorder(0, 0), s.part);
    for (int t = 0; t < taps.length; t += 4) {
      Tiles.multiply(
          product,
          taps[t],
          taps[t + 1],
          taps[t + 2],
          taps[t + 3],
          t * wide,
          (t + 1) * wide,
          (t + 2) * wide,
          (t + 3) * wide);
    }
    for (int i = 0; i < s.dw.length; i++) {
      s.dw[i] += s.part[i];
    }
  }

  /**
   * Computes the input gradient, a convolution of the bordered gradient with the flipped weights.
   */
  private void inputGradient(Lane s, float[] flipped) {
    int pixels = h * h;
    Tiles.Product product = new Tiles.Product(backWalk, s.dy, flipped, 0, s.dxWide);
    for (int q = 0; q < pixels; q += 4) {
      int to = q * ciWide;
      Tiles.multiply(
          product,
          corner(q),
          corner(Math.min(q + 1, pixels - 1)),
          corner(Math.min(q + 2, pixels - 1)),
          corner(Math.min(q + 3, pixels - 1)),
          to,
          to + ciWide,
          to + 2 * ciWide,
          to + 3 * ciWide);
    }
    for (int q = 0; q < pixels; q++) {
      System.arraycopy(s.dxWide, q * ciWide, s.dx, q * ci, ci);
    }
  }

  private int corner(int pixel) {
    return (pixel / h * side + pixel % h) * wide;
  }

  /** Reads the signs of γ and returns the weights multiplied by them, padded. */
  private float[] turned(OffHeap w, float[] gamma) {
    for (int c = 0; c < co; c++) {
      sign[c] = gamma[c] < 0 ? -1 : 1;
    }
    float[] plain = new float[k * k * ci * co];
    w.buffer().get(0, plain);
    float[] out = new float[k * k * ci * wide];
    for (int i = 0; i < plain.length; i++) {
      out[i / co * wide + i % co] = plain[i] * sign[i % co];
    }
    return out;
  }

  /** Rearranges weights from [u][v][ci][wide] to [k−1−u][k−1−v][wide][ciWide]. */
  private float[] flipped(float[] weights) {
    float[] out = new float[k * k * wide * ciWide];
    for (int uv = 0; uv < k * k; uv++) {
      int to = (k * k - 1 - uv) * wide * ciWide;
      for (int a = 0; a < ci; a++) {
        for (int c = 0; c < co; c++) {
          out[to + c * ciWide + a] = weights[(uv * ci + a) * wide + c];
        }
      }
    }
    return out;
  }

  /** Returns channel values padded with zeros and, if wanted, multiplied by the signs of γ. */
  private float[] pad(float[] values, boolean turn) {
    float[] out = new float[wide];
    for (int c = 0; c < co; c++) {
      out[c] = turn ? values[c] * sign[c] : values[c];
    }
    return out;
  }

  private double[] signed(double[] values) {
    for (int c = 0; c < co; c++) {
      values[c] *= sign[c];
    }
    return values;
  }
}
