package io.ddh.model.kernel;

import java.nio.FloatBuffer;
import java.util.Arrays;

/**
 * A size-preserving 5×5 convolution, followed by bias, ReLU and overlapping 3×3 pooling. The block
 * maps each of n images from h×h×ci to p×p×co values, channels last. Four images at a time are
 * rearranged to one vector per position, so that every loop runs over images and channels together.
 * Not thread-safe.
 */
public final class Conv5Pool {
  private static final int SIDE = 5; // of the filter
  private static final int IMAGES = 4; // computed at a time

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
   * Creates the kernel for given shapes.
   *
   * @param h height and width of the input
   * @param ci number of input channels
   * @param co number of output channels
   * @param pool whether a window's maximum or mean is taken
   * @param first true for a network's first layer, which has few input channels and whose input
   *     gradient is not wanted
   * @param lanes the lanes that divide the images of a batch among themselves
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

  /** Working memory of one lane. */
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
   * Computes the forward pass.
   *
   * @param x input, n×h×h×ci
   * @param n number of images
   * @param w weights, 5×5×ci×co
   * @param bias bias of each output channel
   * @param keep true to store what the backward pass needs
   * @param z receives the output, n×p×p×co
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
   * Computes the backward pass of the last {@link #forward} that was called with {@code keep}.
   *
   * @param x the input of that call
   * @param n number of images
   * @param dz gradient of the output, n×p×p×co
   * @param dw receives the gradient of the weights, 5×5×ci×co
   * @param dx receives the gradient of the input, n×h×h×ci; unchanged for a first layer
   * @return the gradient of the bias
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
