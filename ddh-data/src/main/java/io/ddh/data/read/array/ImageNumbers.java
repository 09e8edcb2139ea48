package io.ddh.data.read.array;

import io.ddh.core.BadInputException;
import io.ddh.core.Images;
import io.ddh.core.npy.NdArray;
import java.util.List;

/**
 * Images stored as an array of numbers whose axes may be in any order.
 *
 * @param name name of the array, for error messages
 * @param floating whether the array has a floating-point type
 * @param axes describes at which positions of the array the values of each image are stored
 */
record ImageNumbers(String name, NdArray values, boolean floating, Axes axes) {
  private static final long MOST = Integer.MAX_VALUE - 8;
  private static final int LONGEST_SIDE = 1 << 14;

  /**
   * Shape and strides of the images. The value of image i at row y, column x and plane c is element
   * i·image + y·row + x·column + c·plane of the array.
   *
   * @param n number of images
   * @param planes number of planes, 1 (grey) or 3 (red, green, blue)
   */
  record Axes(
      int n, int height, int width, int planes, long image, long row, long column, long plane) {
    /**
     * Creates the axes of images that are each stored as a vector, one plane after the other, with
     * each plane stored row by row.
     */
    static Axes planes(int n, int side, int planes, long image, long value) {
      long area = (long) side * side;
      return new Axes(n, side, side, planes, image, side * value, value, area * value);
    }
  }

  /**
   * Returns the side of a square image with the given number of values, or 0 if no square image has
   * this number of values.
   */
  static int side(int values, int planes) {
    int side = (int) Math.round(Math.sqrt(values / (double) planes));
    return planes * side * side == values ? side : 0;
  }

  /** Returns the value of image i at row y, column x and plane c. */
  double number(int i, int y, int x, int c) {
    long place = i * axes.image + y * axes.row + x * axes.column + c * axes.plane;
    return values.number((int) place);
  }

  /**
   * Converts arrays of images to pixels. All images must have the same height and width.
   *
   * @param place the file or folder, for error messages
   * @param channels channels of the resulting images, 3 (RGB; grey is copied to all three) or 1
   *     (BT.601 grey)
   * @param notes receives a line if the values have an unusual range
   * @throws BadInputException if the images differ in size, the range of their values is unclear or
   *     there are too many images
   */
  static Images images(String place, List<ImageNumbers> parts, int channels, List<String> notes) {
    Axes first = parts.get(0).axes;
    for (ImageNumbers part : parts) {
      if (part.axes.height != first.height || part.axes.width != first.width) {
        throw BadInputException.of(
            "%s: images in %s are %dx%d, but the images before them are %dx%d",
            place, part.name, part.axes.height, part.axes.width, first.height, first.width);
      }
    }
    ValueRange range = ValueRange.of(place, parts);
    range.note().ifPresent(notes::add);
    long n = parts.stream().mapToLong(part -> part.axes.n).sum();
    byte[] pixels = new byte[length(place, n, first.height, first.width, channels)];
    int at = 0;
    for (ImageNumbers part : parts) {
      at = part.write(range, channels, pixels, at);
    }
    return new Images(first.height, first.width, channels, pixels);
  }

  /**
   * Checks that the given number of images of the given size fits into one byte array.
   *
   * @return the required length of the array in bytes
   */
  static int length(String place, long n, int height, int width, int channels) {
    long length = n * height * width * channels;
    if (height > LONGEST_SIDE || width > LONGEST_SIDE || length > MOST || length <= 0) {
      throw BadInputException.of(
          "%s: found %d images of %dx%dx%d; valid: at least one image, sides of at most %d,"
              + " and together at most %d bytes",
          place, n, height, width, channels, LONGEST_SIDE, MOST);
    }
    return (int) length;
  }

  /**
   * Writes the images as n×H×W×C bytes into {@code out}, and returns the index after the last byte.
   */
  private int write(ValueRange range, int channels, byte[] out, int at) {
    int to = at;
    for (int i = 0; i < axes.n; i++) {
      for (int y = 0; y < axes.height; y++) {
        for (int x = 0; x < axes.width; x++) {
          if (axes.planes == 3 && channels == 1) {
            float grey =
                0.299f * range.level(number(i, y, x, 0))
                    + 0.587f * range.level(number(i, y, x, 1))
                    + 0.114f * range.level(number(i, y, x, 2));
            out[to++] = (byte) Math.round(grey);
          } else {
            for (int c = 0; c < channels; c++) {
              out[to++] = (byte) range.level(number(i, y, x, axes.planes == 3 ? c : 0));
            }
          }
        }
      }
    }
    return to;
  }
}
