package io.ddh.data.check;

import io.ddh.core.Images;

/**
 * Divides an image into the cells of a grid of any size and computes the mean grey value of each
 * cell. An instance holds one image at a time and is not thread-safe.
 */
final class GreyGrid {
  private final Images images;
  private final int width;
  private final int height;
  private final double[] sums;

  GreyGrid(Images images) {
    this.images = images;
    width = images.width();
    height = images.height();
    sums = new double[(width + 1) * (height + 1)];
  }

  /** Loads one image as BT.601 grey values, 0..255, without rounding. */
  void fill(int index) {
    byte[] pixels = images.pixels();
    int channels = images.channels();
    int at = index * images.imageLength();
    for (int y = 0; y < height; y++) {
      double row = 0;
      for (int x = 0; x < width; x++) {
        row += grey(pixels, at, channels);
        at += channels;
        sums[(y + 1) * (width + 1) + x + 1] = sums[y * (width + 1) + x + 1] + row;
      }
    }
  }

  private static double grey(byte[] pixels, int at, int channels) {
    int first = pixels[at] & 255;
    return channels == 1
        ? first
        : 0.299 * first + 0.587 * (pixels[at + 1] & 255) + 0.114 * (pixels[at + 2] & 255);
  }

  /**
   * Computes the mean grey value of each grid cell. A pixel that lies partly in a cell is weighted
   * by the share of its area inside the cell.
   *
   * @param out receives rows·columns means, row by row
   */
  void means(int columns, int rows, double[] out) {
    double cell = (double) width / columns * height / rows;
    for (int y = 0; y < rows; y++) {
      double top = (double) y * height / rows;
      double bottom = (double) (y + 1) * height / rows;
      for (int x = 0; x < columns; x++) {
        double left = (double) x * width / columns;
        double right = (double) (x + 1) * width / columns;
        double sum =
            above(right, bottom) - above(left, bottom) - above(right, top) + above(left, top);
        out[y * columns + x] = sum / cell;
      }
    }
  }

  /**
   * Returns the sum of the grey values left of x and above y. If x or y lies between whole pixels,
   * the sum is interpolated bilinearly, which gives the exact result.
   */
  private double above(double x, double y) {
    int column = Math.min((int) x, width - 1);
    int row = Math.min((int) y, height - 1);
    double right = x - column;
    double down = y - row;
    int at = row * (width + 1) + column;
    double upper = sums[at] + right * (sums[at + 1] - sums[at]);
    int below = at + width + 1;
    double lower = sums[below] + right * (sums[below + 1] - sums[below]);
    return upper + down * (lower - upper);
  }
}
