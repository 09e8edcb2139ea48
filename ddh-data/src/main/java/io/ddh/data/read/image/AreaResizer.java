package io.ddh.data.read.image;

import io.ddh.core.Check;

/**
 * Resizes images, one axis after the other. When an axis shrinks, each new pixel is the exact mean
 * of the area it covers, in which each partly covered pixel is weighted by the share of it that is
 * covered. When an axis grows, values are interpolated linearly between pixel centres. The
 * computation is in float, on the stored (gamma-encoded) values.
 */
final class AreaResizer {
  private AreaResizer() {}

  /**
   * Source of the rows of an image. The method reads row y as width·channels values, channels last.
   */
  @FunctionalInterface
  interface Rows {
    void read(int y, float[] out);
  }

  /**
   * Resizes an image to side×side pixels; its aspect ratio is not preserved.
   *
   * @return side·side·channels values, row by row, channels last
   */
  static float[] resize(Rows source, int width, int height, int channels, int side) {
    Check.atLeast("width", width, 1);
    Check.atLeast("height", height, 1);
    Axis across = Axis.of(width, side);
    Axis down = Axis.of(height, side);
    float[] row = new float[width * channels];
    int stride = side * channels;
    float[] narrow = new float[height * stride];
    for (int y = 0; y < height; y++) {
      source.read(y, row);
      across.apply(row, channels, narrow, y * stride);
    }
    float[] out = new float[side * stride];
    for (int y = 0; y < side; y++) {
      float[] weights = down.weights[y];
      for (int k = 0; k < weights.length; k++) {
        float weight = weights[k];
        int from = (down.first[y] + k) * stride;
        for (int x = 0; x < stride; x++) {
          out[y * stride + x] += weight * narrow[from + x];
        }
      }
    }
    return out;
  }

  /**
   * The weights with which old pixels contribute to new pixels, along one axis. New pixel i is the
   * weighted sum of the old pixels from first[i] on, with the weights in weights[i].
   */
  private record Axis(int[] first, float[][] weights) {
    static Axis of(int from, int to) {
      Axis axis = new Axis(new int[to], new float[to][]);
      double scale = (double) from / to;
      for (int i = 0; i < to; i++) {
        if (from >= to) {
          axis.cover(i, i * scale, (i + 1) * scale, from);
        } else {
          axis.interpolate(i, (i + 0.5) * scale - 0.5, from);
        }
      }
      return axis;
    }

    private void cover(int i, double start, double end, int from) {
      int low = (int) start;
      int high = Math.min(from, (int) Math.ceil(end - 1e-9)); // avoids pixels of weight 0
      first[i] = low;
      weights[i] = new float[high - low];
      for (int p = low; p < high; p++) {
        weights[i][p - low] = (float) ((Math.min(p + 1, end) - Math.max(p, start)) / (end - start));
      }
    }

    private void interpolate(int i, double centre, int from) {
      double inside = Math.max(0, Math.min(from - 1, centre));
      int low = Math.min((int) inside, Math.max(0, from - 2));
      float high = (float) (inside - low);
      first[i] = low;
      weights[i] = from == 1 ? new float[] {1} : new float[] {1 - high, high};
    }

    void apply(float[] row, int channels, float[] out, int at) {
      if (channels == 3) {
        colour(row, out, at);
        return;
      }
      for (int i = 0; i < first.length; i++) {
        for (int c = 0; c < channels; c++) {
          float sum = 0;
          int p = first[i] * channels + c;
          for (float weight : weights[i]) {
            sum += weight * row[p];
            p += channels;
          }
          out[at + i * channels + c] = sum;
        }
      }
    }

    /**
     * Resizes a row with three channels. For each channel, the same numbers are added in the same
     * order as for a single channel.
     */
    private void colour(float[] row, float[] out, int at) {
      for (int i = 0; i < first.length; i++) {
        float[] own = weights[i];
        int p = first[i] * 3;
        float red = 0;
        float green = 0;
        float blue = 0;
        for (float weight : own) {
          red += weight * row[p];
          green += weight * row[p + 1];
          blue += weight * row[p + 2];
          p += 3;
        }
        out[at + i * 3] = red;
        out[at + i * 3 + 1] = green;
        out[at + i * 3 + 2] = blue;
      }
    }
  }
}
