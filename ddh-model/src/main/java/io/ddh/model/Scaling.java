package io.ddh.model;

import io.ddh.core.Images;

/**
 * Converts pixel values to network inputs, as the DDH authors' code does, by x ←
 * (x−mean)/(std+1e-5)·0.1, clipped to [−1, 1], with a single mean and standard deviation over all
 * pixels of the training images.
 *
 * @param mean mean of the training pixels, in [0, 255]
 * @param deviation standard deviation of the training pixels
 */
public record Scaling(double mean, double deviation) {
  private static final double FACTOR = 0.1;
  private static final double EPSILON = 1e-5;

  /**
   * Measures mean and deviation over the images in the given rows.
   *
   * @param images the data set
   * @param rows row numbers of the images
   * @return the scaling
   */
  public static Scaling of(Images images, int[] rows) {
    long[] histogram = new long[256];
    int length = images.imageLength();
    byte[] pixels = images.pixels();
    for (int row : rows) {
      for (int i = row * length; i < (row + 1) * length; i++) {
        histogram[pixels[i] & 0xff]++;
      }
    }
    double n = (double) rows.length * length;
    double sum = 0;
    for (int v = 0; v < histogram.length; v++) {
      sum += (double) v * histogram[v];
    }
    double mean = sum / n;
    double squares = 0;
    for (int v = 0; v < histogram.length; v++) {
      squares += (v - mean) * (v - mean) * histogram[v];
    }
    return new Scaling(mean, Math.sqrt(squares / n));
  }

  /** Returns the network input for each pixel value from 0 to 255. */
  float[] table() {
    float[] out = new float[256];
    for (int v = 0; v < out.length; v++) {
      double x = (v - mean) / (deviation + EPSILON) * FACTOR;
      out[v] = (float) Math.max(-1, Math.min(1, x));
    }
    return out;
  }
}
