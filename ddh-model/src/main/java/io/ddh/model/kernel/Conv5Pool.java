package io.ddh.model.kernel;

import java.nio.FloatBuffer;
import java.util.Arrays;

/**
 * 5×5 convolution that keeps the size + bias + ReLU + overlapping 3×3 pooling of n images h×h×ci to
 * p×p×co, channel last. Four images at a time are turned into one vector per place, so that every
 * loop runs over images and channels together. Not thread-safe.
 */
public final class Conv5Pool {
  private static final int SIDE = 5; // of the filter
  private static final int IMAGES = 4; // a time

  private final int h;
  private final int ci;
  private final int co;
  private final int p;
  private final Pool3 pool;
  private final boolean first;
  private final Lanes lanes;
  private final WinogradConv.Filters filters;
  private final OffHeap weights;
  private final Lane[] lane;
  private float[] kept = new float[0];

  /**
   * Fixes the shapes.
   *
   * @param h side of the input
   * @param ci channels in
   * @param co channels out
   * @param pool maximum or mean of a window
   * @param first true: few channels come in and their gradient is not wanted
   * @param lanes lanes that share a batch
   */
  public Conv5Pool(int h, int ci, int co, Pool3 pool, boolean first, Lanes lanes) {
    this.h = h;
    this.ci = ci;
    this.co = co;
    this.pool = pool;
    this.first = first;
    this.lanes = lanes;
    p = Pool3.side(h);
    filters = new WinogradConv.Filters(new Winograd5(), first ? 0 : ci, first ? 0 : co);
    weights = OffHeap.allocate(first ? SIDE * SIDE * ci * co : 0);
    lane = new Lane[lanes.count()];
    Arrays.setAll(lane, i -> new Lane());
  }

  /** Scratch of one lane. */
  private final class Lane {
    final float[][] x = new float[h * h][IMAGES * ci]; // then its gradient
    final float[][] y = new float[h * h][IMAGES * co]; // then its gradient
    final float[][] z = new float[p * p][IMAGES * co];
    final PlaceVectors vectors =
        new PlaceVectors(IMAGES, new float[Math.max(h * h * ci, p * p * co)]);
    final double[] bias = new double[co];
    final SameConv conv =
        first
            ? new PatchConv(h, SIDE, IMAGES, ci, co, weights)
            : new WinogradConv(h, IMAGES, filters);

    void addBias() {
      float[] sum = new float[IMAGES * co];
      for (float[] place : y) {
        Winograd.addScaled(place, 1, sum);
      }
      for (int i = 0; i < sum.length; i++) {
        bias[i % co] += sum[i];
      }
    }
  }

  /**
   * Forward pass.
   *
   * @param x n×h×h×ci
   * @param n images
   * @param w 5×5×ci×co
   * @param bias one per channel
   * @param keep what the backward pass needs
   * @param z receives n×p×p×co
   */
  public void forward(FloatBuffer x, int n, OffHeap w, float[] bias, boolean keep, FloatBuffer z) {
    int groups = PlaceVectors.groups(n, IMAGES);
    int size = IMAGES * co * pool.kept(h);
    if (keep && kept.length < groups * size) {
      kept = new float[groups * size];
    }
    float[] keeper = keep ? kept : new float[0];
    if (first) {
      weights.buffer().put(0, w.buffer(), 0, weights.buffer().capacity());
    } else {
      filters.set(w);
    }
    float[] tiled = BatchNorm.tile(bias, IMAGES * co);
    lanes.run(
        groups,
        (id, from, to) -> {
          Lane s = lane[id];
          for (int g = from; g < to; g++) {
            s.vectors.read(x, g, n, s.x, ci);
            s.conv.forward(s.x, s.y);
            pool.forward(s.y, h, tiled, s.z, keeper, g * size);
            s.vectors.write(s.z, co, z, g, n);
          }
        });
  }

  /**
   * Backward pass of the last {@link #forward} that kept.
   *
   * @param x the same input
   * @param n images
   * @param dz n×p×p×co
   * @param dw receives 5×5×ci×co
   * @param dx receives n×h×h×ci; not touched if first
   * @return gradient of the bias
   */
  public float[] backward(FloatBuffer x, int n, FloatBuffer dz, FloatBuffer dw, FloatBuffer dx) {
    int size = IMAGES * co * pool.kept(h);
    for (Lane s : lane) {
      s.conv.clear();
      Arrays.fill(s.bias, 0);
    }
    lanes.run(
        PlaceVectors.groups(n, IMAGES),
        (id, from, to) -> {
          Lane s = lane[id];
          for (int g = from; g < to; g++) {
            s.vectors.read(x, g, n, s.x, ci);
            s.vectors.read(dz, g, n, s.z, co);
            pool.backward(s.z, h, kept, g * size, s.y);
            s.addBias();
            s.conv.backward(s.x, s.y, first ? new float[0][] : s.x);
            if (!first) {
              s.vectors.write(s.x, ci, dx, g, n);
            }
          }
        });
    float[] sum = new float[SIDE * SIDE * ci * co];
    double[] bias = new double[co];
    for (Lane s : lane) {
      s.conv.addGradient(sum);
      for (int c = 0; c < co; c++) {
        bias[c] += s.bias[c];
      }
    }
    dw.put(0, sum, 0, sum.length);
    return Relu.floats(bias);
  }
}
