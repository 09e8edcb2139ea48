package io.ddh.model.kernel;

import java.nio.FloatBuffer;
import java.util.Arrays;

/**
 * A convolution block in Java 17 and OpenBLAS. The convolution is a matrix product of unrolled
 * patches and the weights, for a few images at a time so that they stay in the cache. The order of
 * the patches separates the four corners of the pool windows; see {@link PatchOrder}. The rest of
 * the block depends only on a window's pooled raw value, so batch norm and ReLU work on a quarter
 * of the map. Where γ is negative, the signs of the weights are flipped, so that all loops look for
 * the largest value.
 */
public final class ConvPool implements ConvKernel {
  private static final int PATCH_FLOATS = 1 << 16;
  private static final int FOLD = 8; // images between two additions into double sums

  private final int co;
  private final int o;
  private final int image; // floats in an image
  private final int map; // floats in the map of one image
  private final int pooled; // floats in the pooled map of one image: one corner
  private final int patch; // floats in a patch
  private final int chunk; // images per matrix product
  private final PatchOrder order;
  private final Lanes lanes;
  private final Lane[] lane;
  private final LaneSums sums;
  private final TurnedSigns signs;

  private int capacity;
  private OffHeap maps = OffHeap.allocate(1); // n maps, each as four corners and the rest
  private float[] peak = new float[0]; // n×p×p×co: largest of the corners

  /**
   * Creates the kernel for given shapes.
   *
   * @param h height and width of the input
   * @param ci number of input channels
   * @param k height and width of the filter
   * @param co number of output channels
   * @param lanes the lanes that divide the images of a batch among themselves
   */
  public ConvPool(int h, int ci, int k, int co, Lanes lanes) {
    this.co = co;
    this.lanes = lanes;
    o = h - k + 1;
    image = h * h * ci;
    map = o * o * co;
    pooled = (o / 2) * (o / 2) * co;
    patch = k * k * ci;
    chunk = Math.max(1, PATCH_FLOATS / (o * o * patch));
    order = new PatchOrder(h, ci, k);
    signs = new TurnedSigns(patch, co);
    sums = new LaneSums(lanes.count(), co);
    lane = new Lane[lanes.count()];
    Arrays.setAll(lane, Lane::new);
  }

  /** Working memory of one lane. */
  private final class Lane {
    final int id;
    final float[] images = new float[chunk * image];
    final float[] patches = new float[chunk * o * o * patch];
    final OffHeap patchesOff = OffHeap.allocate(patches.length);
    final OffHeap mapsOff = OffHeap.allocate(chunk * map);
    final OffHeap weightsOff = OffHeap.allocate(patch * co);
    final float[][] corner = new float[4][pooled];
    final float[] rest = new float[map - 4 * pooled];
    final float[] peak = new float[pooled];
    final float[] gradient = new float[pooled];
    final float[] a = new float[pooled];
    final float[] b = new float[pooled];
    final float[] restA = new float[rest.length];
    final float[] restB = new float[rest.length];

    Lane(int id) {
      this.id = id;
    }

    /** Reads the corners and the rest of the map that starts at an offset. */
    void read(FloatBuffer from, int at) {
      for (int q = 0; q < 4; q++) {
        from.get(at + q * pooled, corner[q]);
      }
      from.get(at + 4 * pooled, rest);
    }

    void write(FloatBuffer to, int at) {
      for (int q = 0; q < 4; q++) {
        to.put(at + q * pooled, corner[q]);
      }
      to.put(at + 4 * pooled, rest);
    }

    void fold() {
      sums.fold(id, a, b);
      sums.fold(id, restA, restB);
    }
  }

  @Override
  public void forward(FloatBuffer x, int n, OffHeap w, Norm norm, FloatBuffer z) {
    if (capacity < n) {
      capacity = n;
      maps = OffHeap.allocate(n * map);
      peak = new float[n * pooled];
    }
    signs.turn(w, norm.gamma());
    float[] centre = BatchNorm.tile(signs.times(norm.running()), pooled);
    float[] restCentre = BatchNorm.tile(signs.times(norm.running()), map - 4 * pooled);
    sums.clear();
    lanes.run(
        n,
        (id, from, to) -> {
          Lane s = lane[id];
          for (int i = from; i < to; i += chunk) {
            int count = Math.min(chunk, to - i);
            convolve(s, x, i, count, maps, i * map);
            for (int j = i; j < i + count; j++) {
              s.read(maps.buffer(), j * map);
              for (float[] corner : s.corner) {
                PoolLoops.addCentred(corner, centre, s.a, s.b);
              }
              PoolLoops.addCentred(s.rest, restCentre, s.restA, s.restB);
              if ((j - from) % FOLD == FOLD - 1 || j == to - 1) {
                s.fold();
              }
              PoolLoops.max(s.corner, s.peak);
              System.arraycopy(s.peak, 0, peak, j * pooled, pooled);
            }
          }
        });
    norm.take(signs.times(sums.first()), sums.second(), (double) n * o * o);
    float[] scale = BatchNorm.tile(signs.times(norm.state().scale()), pooled);
    float[] shift = BatchNorm.tile(norm.state().shift(), pooled);
    lanes.run(
        n,
        (id, from, to) -> {
          float[] out = lane[id].peak;
          for (int i = from; i < to; i++) {
            System.arraycopy(peak, i * pooled, out, 0, pooled);
            PoolLoops.normalise(out, scale, shift);
            z.put(i * pooled, out);
          }
        });
  }

  @Override
  public void infer(FloatBuffer x, int n, OffHeap w, Norm norm, FloatBuffer z) {
    signs.turn(w, norm.gamma());
    float[] scale = BatchNorm.tile(signs.times(norm.state().scale()), pooled);
    float[] shift = BatchNorm.tile(norm.state().shift(), pooled);
    lanes.run(
        n,
        (id, from, to) -> {
          Lane s = lane[id];
          for (int i = from; i < to; i += chunk) {
            int count = Math.min(chunk, to - i);
            convolve(s, x, i, count, s.mapsOff, 0);
            for (int j = 0; j < count; j++) {
              s.read(s.mapsOff.buffer(), j * map);
              PoolLoops.max(s.corner, s.peak);
              PoolLoops.normalise(s.peak, scale, shift);
              z.put((i + j) * pooled, s.peak);
            }
          }
        });
  }

  @Override
  public void backward(
      FloatBuffer x, int n, Norm norm, FloatBuffer dz, FloatBuffer dw, FloatBuffer dx) {
    float[] scale = BatchNorm.tile(signs.times(norm.state().scale()), pooled);
    float[] shift = BatchNorm.tile(norm.state().shift(), pooled);
    sumGradient(n, dz, scale, shift);
    norm.state()
        .prepareBackward(
            norm.gamma(), sums.first(), signs.times(sums.second()), (double) n * o * o);
    float[] slope = BatchNorm.tile(norm.state().slope(), Math.max(pooled, map - 4 * pooled));
    float[] offset = BatchNorm.tile(signs.times(norm.state().offset()), slope.length);
    boolean[] used = new boolean[lane.length];
    lanes.run(
        n,
        (id, from, to) -> {
          Lane s = lane[id];
          used[id] = true;
          for (int i = from; i < to; i += chunk) {
            int count = Math.min(chunk, to - i);
            for (int j = 0; j < count; j++) {
              mask(s, dz, i + j, scale, shift);
              PoolLoops.scale(s.gradient, scale);
              s.read(maps.buffer(), (i + j) * map);
              for (int q = 0; q < 3; q++) {
                PoolLoops.take(s.corner[q], s.peak, s.gradient, slope, offset);
              }
              PoolLoops.takeRest(s.corner[3], s.gradient, slope, offset);
              PoolLoops.line(s.rest, slope, offset);
              s.write(s.mapsOff.buffer(), j * map);
            }
            unroll(s, x, i, count);
            multiplyBack(s, count * o * o, i == from ? 0 : 1, dx.capacity() > 0);
            if (dx.capacity() > 0) {
              rollBack(s, dx, i, count);
            }
          }
        });
    float[] sum = new float[patch * co];
    float[] part = new float[patch * co];
    for (int id = 0; id < lane.length; id++) {
      if (used[id]) {
        lane[id].weightsOff.buffer().get(0, part);
        Winograd.addScaled(part, 1, sum);
      }
    }
    dw.put(0, signs.times(sum));
  }

  /** Computes the maps of some images and writes them to {@code out}. */
  private void convolve(Lane s, FloatBuffer x, int first, int count, OffHeap out, int at) {
    unroll(s, x, first, count);
    Blas.Matrix patches = Blas.Matrix.of(s.patchesOff, 0, patch);
    Blas.Matrix weights = Blas.Matrix.of(signs.weights(), 0, co);
    Blas.multiply(count * o * o, co, patch, patches, weights, 0, Blas.Matrix.of(out, at, co));
  }

  private void unroll(Lane s, FloatBuffer x, int first, int count) {
    x.get(first * image, s.images, 0, count * image);
    for (int i = 0; i < count; i++) {
      order.unroll(s.images, i * image, s.patches, i * o * o * patch);
    }
    s.patchesOff.buffer().put(0, s.patches, 0, count * o * o * patch);
  }

  /** Adds the patches' gradients back to the images they came from. */
  private void rollBack(Lane s, FloatBuffer dx, int first, int count) {
    s.patchesOff.buffer().get(0, s.patches, 0, count * o * o * patch);
    Arrays.fill(s.images, 0, count * image, 0);
    for (int i = 0; i < count; i++) {
      order.rollBack(s.patches, i * o * o * patch, s.images, i * image);
    }
    dx.put(first * image, s.images, 0, count * image);
  }

  /**
   * Computes the weight gradient from a chunk's patches; then, if wanted, overwrites the patches by
   * their gradient.
   */
  private void multiplyBack(Lane s, int rows, float keep, boolean input) {
    Blas.Matrix dy = Blas.Matrix.of(s.mapsOff, 0, co);
    Blas.Matrix patches = Blas.Matrix.of(s.patchesOff, 0, patch);
    Blas.multiply(patch, co, rows, patches.t(), dy, keep, Blas.Matrix.of(s.weightsOff, 0, co));
    if (input) {
      Blas.multiply(rows, patch, co, dy, Blas.Matrix.of(signs.weights(), 0, co).t(), 0, patches);
    }
  }

  /** Reads image i's pooled values and their gradient after the ReLU. */
  private void mask(Lane s, FloatBuffer dz, int i, float[] scale, float[] shift) {
    dz.get(i * pooled, s.gradient);
    System.arraycopy(peak, i * pooled, s.peak, 0, pooled);
    PoolLoops.mask(s.gradient, s.peak, scale, shift);
  }

  /** Sums the gradient after the ReLU, and its product with the pooled value. */
  private void sumGradient(int n, FloatBuffer dz, float[] scale, float[] shift) {
    sums.clear();
    lanes.run(
        n,
        (id, from, to) -> {
          Lane s = lane[id];
          for (int i = from; i < to; i++) {
            mask(s, dz, i, scale, shift);
            PoolLoops.addProducts(s.gradient, s.peak, s.a, s.b);
            if ((i - from) % FOLD == FOLD - 1 || i == to - 1) {
              s.fold();
            }
          }
        });
  }
}
