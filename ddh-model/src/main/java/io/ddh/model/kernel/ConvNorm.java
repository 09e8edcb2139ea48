package io.ddh.model.kernel;

import java.nio.FloatBuffer;
import java.util.Arrays;

/**
 * A size-preserving 3×3 convolution, followed by batch norm, ReLU and the step that {@link MapEnd}
 * selects. The block maps each of n images from h×h×ci to p×p×co values, channels last. As in
 * {@link Conv5Pool}, a few images at a time are rearranged to one vector per position; the batch
 * norm's statistics are those of the whole batch. There is no bias, because a bias would only
 * change the mean, which batch norm subtracts again. Pooling selects from the raw values. The
 * largest value of a window is selected for γ ≥ 0 and the smallest for γ &lt; 0. Ties go to the
 * first of (0,0), (0,1), (1,0), (1,1). The same calls on the same number of lanes give bit for bit
 * the same results. Not thread-safe.
 */
public final class ConvNorm implements ConvKernel {
  private static final int SIDE = 3; // of the filter
  private static final int FOLD = 64; // positions between two additions to the double sums
  private static final int LONG = 1024; // vector length in floats that keeps loops efficient
  private static final int CORNERS = 4;

  private final int h;
  private final int ci;
  private final int co;
  private final int p;
  private final int images; // computed at a time
  private final MapEnd end;
  private final boolean first;
  private final Lanes lanes;
  private final TurnedSigns signs;
  private final WinogradConv.Filters filters;
  private final Lane[] lane;
  private final LaneSums sums;
  private float[] maps = new float[0]; // raw values, one vector per position
  private float[] peaks = new float[0]; // for HALF: the values that the pool selected

  /**
   * Creates the kernel for given shapes.
   *
   * @param h height and width of the input
   * @param ci number of input channels
   * @param co number of output channels
   * @param end part of the map that is the output
   * @param first true for a network's first layer, which has few input channels and whose input
   *     gradient is not wanted
   * @param lanes the lanes that divide the images of a batch among themselves
   */
  public ConvNorm(int h, int ci, int co, MapEnd end, boolean first, Lanes lanes) {
    this.h = h;
    this.ci = ci;
    this.co = co;
    this.end = end;
    this.first = first;
    this.lanes = lanes;
    p = end.side(h);
    images = Math.max(2, Math.min(16, LONG / co));
    signs = new TurnedSigns(SIDE * SIDE * ci, co);
    filters = new WinogradConv.Filters(new Winograd3(), first ? 0 : ci, first ? 0 : co);
    sums = new LaneSums(lanes.count(), co);
    lane = new Lane[lanes.count()];
    Arrays.setAll(lane, Lane::new);
  }

  /** Working memory of one lane. */
  private final class Lane {
    final int id;
    final float[][] x = new float[h * h][images * ci]; // then its gradient
    final float[][] y = new float[h * h][images * co]; // then its gradient
    final float[][] z = new float[p * p][images * co];
    final float[] peak = new float[images * co];
    final float[] gradient = new float[images * co];
    final float[] a = new float[images * co];
    final float[] b = new float[images * co];
    final PlaceVectors vectors =
        new PlaceVectors(images, new float[Math.max(h * h * ci, p * p * co)]);
    final SameConv conv =
        first
            ? new PatchConv(h, SIDE, images, ci, co, signs.weights())
            : new WinogradConv(h, images, filters);

    Lane(int id) {
      this.id = id;
    }

    void convolve(FloatBuffer from, int group, int n) {
      vectors.read(from, group, n, x, ci);
      conv.forward(x, y);
    }

    /**
     * Adds the sums over the maps of a group of images; in a group that is not full, the missing
     * images add nothing.
     */
    void addStatistics(float[] centre, int present) {
      for (int place = 0; place < y.length; place++) {
        System.arraycopy(centre, present * co, y[place], present * co, (images - present) * co);
        PoolLoops.addCentred(y[place], centre, a, b);
        fold(place, y.length);
      }
    }

    void fold(int place, int count) {
      if (place % FOLD == FOLD - 1 || place == count - 1) {
        sums.fold(id, a, b);
      }
    }

    /** Writes the raw value that a pool window selects to {@code out}. */
    void pool(int window, float[] out) {
      PoolLoops.max(
          corner(window, 0), corner(window, 1), corner(window, 2), corner(window, 3), out);
    }

    float[] corner(int window, int q) {
      return y[(window / p * 2 + q / 2) * h + window % p * 2 + q % 2];
    }

    void keep(int group) {
      int length = images * co;
      for (int place = 0; place < y.length; place++) {
        System.arraycopy(y[place], 0, maps, (group * y.length + place) * length, length);
      }
      for (int w = 0; end == MapEnd.HALF && w < z.length; w++) {
        pool(w, z[w]);
        System.arraycopy(z[w], 0, peaks, (group * z.length + w) * length, length);
      }
    }

    /** Reads the stored raw value from which output w, or position w of the map, was computed. */
    void kept(float[] from, int group, int w, int count, float[] out) {
      System.arraycopy(from, (group * count + w) * out.length, out, 0, out.length);
    }

    void restoreMap(int group) {
      for (int place = 0; place < y.length; place++) {
        kept(maps, group, place, y.length, y[place]);
      }
    }
  }

  private int length() {
    return images * co;
  }

  @Override
  public void forward(FloatBuffer x, int n, OffHeap w, Norm norm, FloatBuffer z) {
    int groups = PlaceVectors.groups(n, images);
    if (maps.length < groups * h * h * length()) {
      maps = new float[groups * h * h * length()];
      peaks = new float[end == MapEnd.HALF ? groups * p * p * length() : 0];
    }
    turn(w, norm.gamma());
    sums.clear();
    float[] centre = BatchNorm.tile(signs.times(norm.running()), length());
    lanes.run(
        groups,
        (id, from, to) -> {
          for (int g = from; g < to; g++) {
            lane[id].convolve(x, g, n);
            lane[id].addStatistics(centre, Math.min(images, n - g * images));
            lane[id].keep(g);
          }
        });
    norm.take(signs.times(sums.first()), sums.second(), (double) n * h * h);
    float[] scale = BatchNorm.tile(signs.times(norm.state().scale()), length());
    float[] shift = BatchNorm.tile(norm.state().shift(), length());
    lanes.run(
        groups,
        (id, from, to) -> {
          Lane s = lane[id];
          for (int g = from; g < to; g++) {
            if (end == MapEnd.MEAN) {
              s.restoreMap(g);
              mean(s, scale, shift);
            } else {
              for (int i = 0; i < s.z.length; i++) {
                s.kept(end == MapEnd.HALF ? peaks : maps, g, i, s.z.length, s.z[i]);
                PoolLoops.normalise(s.z[i], scale, shift);
              }
            }
            s.vectors.write(s.z, co, z, g, n);
          }
        });
  }

  @Override
  public void infer(FloatBuffer x, int n, OffHeap w, Norm norm, FloatBuffer z) {
    turn(w, norm.gamma());
    float[] scale = BatchNorm.tile(signs.times(norm.state().scale()), length());
    float[] shift = BatchNorm.tile(norm.state().shift(), length());
    lanes.run(
        PlaceVectors.groups(n, images),
        (id, from, to) -> {
          Lane s = lane[id];
          for (int g = from; g < to; g++) {
            s.convolve(x, g, n);
            if (end == MapEnd.MEAN) {
              mean(s, scale, shift);
            } else {
              for (int i = 0; i < s.z.length; i++) {
                if (end == MapEnd.HALF) {
                  s.pool(i, s.z[i]);
                } else {
                  System.arraycopy(s.y[i], 0, s.z[i], 0, length());
                }
                PoolLoops.normalise(s.z[i], scale, shift);
              }
            }
            s.vectors.write(s.z, co, z, g, n);
          }
        });
  }

  private void turn(OffHeap w, float[] gamma) {
    signs.turn(w, gamma);
    if (!first) {
      filters.set(signs.weights());
    }
  }

  /** Normalises the map in place and writes its mean to z. */
  private void mean(Lane s, float[] scale, float[] shift) {
    Arrays.fill(s.z[0], 0);
    for (float[] place : s.y) {
      PoolLoops.normalise(place, scale, shift);
      Winograd.addScaled(place, 1f / s.y.length, s.z[0]);
    }
  }

  @Override
  public void backward(
      FloatBuffer x, int n, Norm norm, FloatBuffer dz, FloatBuffer dw, FloatBuffer dx) {
    int groups = PlaceVectors.groups(n, images);
    float[] scale = BatchNorm.tile(signs.times(norm.state().scale()), length());
    float[] shift = BatchNorm.tile(norm.state().shift(), length());
    sumGradient(groups, n, dz, scale, shift);
    norm.state()
        .prepareBackward(
            norm.gamma(), sums.first(), signs.times(sums.second()), (double) n * h * h);
    float[] slope = BatchNorm.tile(norm.state().slope(), length());
    float[] offset = BatchNorm.tile(signs.times(norm.state().offset()), length());
    for (Lane s : lane) {
      s.conv.clear();
    }
    lanes.run(
        groups,
        (id, from, to) -> {
          Lane s = lane[id];
          for (int g = from; g < to; g++) {
            s.vectors.read(dz, g, n, s.z, co);
            s.restoreMap(g);
            spread(s, g, scale, shift, slope, offset);
            s.vectors.read(x, g, n, s.x, ci);
            s.conv.backward(s.x, s.y, first ? new float[0][] : s.x);
            if (!first) {
              s.vectors.write(s.x, ci, dx, g, n);
            }
          }
        });
    float[] sum = new float[SIDE * SIDE * ci * co];
    for (Lane s : lane) {
      s.conv.addGradient(sum);
    }
    dw.put(0, signs.times(sum));
  }

  /**
   * Computes the gradient after the ReLU at output w, or at position w of a map whose mean is the
   * output.
   */
  private void mask(Lane s, int w, float[] raw, float[] scale, float[] shift) {
    if (end == MapEnd.MEAN) {
      Winograd.scale(s.z[0], 1f / s.y.length, s.gradient);
    } else {
      System.arraycopy(s.z[w], 0, s.gradient, 0, s.gradient.length);
    }
    PoolLoops.mask(s.gradient, raw, scale, shift);
  }

  /** Sums the gradient after the ReLU, and its product with the raw value. */
  private void sumGradient(int groups, int n, FloatBuffer dz, float[] scale, float[] shift) {
    sums.clear();
    float[] from = end == MapEnd.HALF ? peaks : maps;
    int count = end == MapEnd.HALF ? p * p : h * h;
    lanes.run(
        groups,
        (id, begin, to) -> {
          Lane s = lane[id];
          for (int g = begin; g < to; g++) {
            s.vectors.read(dz, g, n, s.z, co);
            for (int w = 0; w < count; w++) {
              s.kept(from, g, w, count, s.peak);
              mask(s, w, s.peak, scale, shift);
              PoolLoops.addProducts(s.gradient, s.peak, s.a, s.b);
              s.fold(w, count);
            }
          }
        });
  }

  /** Replaces the map's raw values by their gradient. */
  private void spread(
      Lane s, int group, float[] scale, float[] shift, float[] slope, float[] offset) {
    if (end != MapEnd.HALF) {
      for (int place = 0; place < s.y.length; place++) {
        mask(s, place, s.y[place], scale, shift);
        PoolLoops.scale(s.gradient, scale);
        PoolLoops.takeRest(s.y[place], s.gradient, slope, offset);
      }
      return;
    }
    for (int w = 0; w < s.z.length; w++) {
      s.kept(peaks, group, w, s.z.length, s.peak);
      mask(s, w, s.peak, scale, shift);
      PoolLoops.scale(s.gradient, scale);
      for (int q = 0; q < CORNERS - 1; q++) {
        PoolLoops.take(s.corner(w, q), s.peak, s.gradient, slope, offset);
      }
      PoolLoops.takeRest(s.corner(w, CORNERS - 1), s.gradient, slope, offset);
    }
    for (int place = 0; place < s.y.length; place++) {
      if (place / h >= 2 * p || place % h >= 2 * p) {
        PoolLoops.line(s.y[place], slope, offset);
      }
    }
  }
}
