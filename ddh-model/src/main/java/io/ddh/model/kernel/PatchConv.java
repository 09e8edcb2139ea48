package io.ddh.model.kernel;

import io.ddh.model.kernel.Blas.Matrix;

/**
 * A {@link SameConv} for inputs that have few channels and need no gradient. The convolution is a
 * matrix product of unrolled patches and weights, for some rows of the map at a time so that they
 * stay in the cache.
 */
final class PatchConv implements SameConv {
  private static final int PATCH_FLOATS = 1 << 16;

  private final int h;
  private final int k;
  private final int pad;
  private final int images; // per call
  private final int ci;
  private final int co;
  private final int patch;
  private final int block; // map rows per matrix product
  private final Matrix weights;
  private final float[][] padded; // padded images
  private final float[] unrolled;
  private final Matrix patches;
  private final Matrix maps;
  private final Matrix gradients;
  private boolean empty = true;

  /**
   * Creates the convolution for given shapes.
   *
   * @param k height and width of the filter
   * @param images number of images per call
   * @param weights weights, k×k×ci×co, read at each call
   */
  PatchConv(int h, int k, int images, int ci, int co, OffHeap weights) {
    this.h = h;
    this.k = k;
    this.images = images;
    pad = k / 2;
    this.ci = ci;
    this.co = co;
    patch = k * k * ci;
    block = Math.max(1, Math.min(h, PATCH_FLOATS / (h * images * patch)));
    padded = new float[images][(h + 2 * pad) * (h + 2 * pad) * ci];
    unrolled = new float[block * h * images * patch];
    this.weights = Matrix.of(weights, 0, co);
    patches = Matrix.of(OffHeap.allocate(unrolled.length), 0, patch);
    maps = Matrix.of(OffHeap.allocate(block * h * images * co), 0, co);
    gradients = Matrix.of(OffHeap.allocate(patch * co), 0, co);
  }

  @Override
  public void forward(float[][] x, float[][] y) {
    pad(x);
    for (int top = 0; top < h; top += block) {
      int places = (Math.min(h, top + block) - top) * h;
      unroll(top, places);
      Blas.multiply(places * images, co, patch, patches, weights, 0, maps);
      for (int i = 0; i < places; i++) {
        maps.memory().buffer().get(i * images * co, y[top * h + i]);
      }
    }
  }

  @Override
  public void backward(float[][] x, float[][] dy, float[][] dx) {
    if (dx.length > 0) {
      throw new UnsupportedOperationException(
          "this convolution does not compute the gradient of its input");
    }
    pad(x);
    for (int top = 0; top < h; top += block) {
      int places = (Math.min(h, top + block) - top) * h;
      unroll(top, places);
      for (int i = 0; i < places; i++) {
        maps.memory().buffer().put(i * images * co, dy[top * h + i]);
      }
      float keep = empty ? 0 : 1;
      Blas.multiply(patch, co, places * images, patches.t(), maps, keep, gradients);
      empty = false;
    }
  }

  /** Copies each image into its zero-padded buffer. */
  private void pad(float[][] x) {
    for (int place = 0; place < h * h; place++) {
      int at = ((place / h + pad) * (h + 2 * pad) + place % h + pad) * ci;
      for (int b = 0; b < images; b++) {
        for (int c = 0; c < ci; c++) {
          padded[b][at + c] = x[place][b * ci + c];
        }
      }
    }
  }

  /** Unrolls one patch per position and image, k·ci floats of an image row at a time. */
  private void unroll(int top, int places) {
    int run = k * ci;
    int row = (h + 2 * pad) * ci;
    int at = 0;
    for (int place = top * h; place < top * h + places; place++) {
      int corner = place / h * row + place % h * ci;
      for (float[] image : padded) {
        for (int u = 0; u < k; u++, at += run) {
          System.arraycopy(image, corner + u * row, unrolled, at, run);
        }
      }
    }
    patches.memory().buffer().put(0, unrolled, 0, at);
  }

  @Override
  public void clear() {
    empty = true;
  }

  @Override
  public void addGradient(float[] dw) {
    if (!empty) {
      float[] part = new float[patch * co];
      gradients.memory().buffer().get(0, part);
      Winograd.addScaled(part, 1, dw);
    }
  }
}
