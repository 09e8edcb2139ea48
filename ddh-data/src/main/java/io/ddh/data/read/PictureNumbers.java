package io.ddh.data.read;

import io.ddh.core.BadInputException;

/** Pictures that come as an array of numbers, its axes in any order. */
final class PictureNumbers {
  private static final long MOST = Integer.MAX_VALUE - 8;

  private PictureNumbers() {}

  /** Numbers as they are stored. */
  interface Source {
    int size();

    double number(int i);

    /** Whether they have parts after the point. */
    boolean isFloating();

    /** For messages. */
    String name();
  }

  /**
   * Where a picture's values are: value (i, y, x, c) is number i·image + y·row + x·column +
   * c·plane.
   *
   * @param n pictures
   * @param planes 1 (grey) or 3 (red, green, blue)
   */
  record Axes(
      int n, int height, int width, int planes, long image, long row, long column, long plane) {
    /** Where a value is. */
    long place(int i, int y, int x, int c) {
      return i * image + y * row + x * column + c * plane;
    }
  }

  /**
   * Checks that so many pictures fit into one block of bytes.
   *
   * @return the block's length
   */
  static int length(String place, long n, int height, int width, int channels) {
    long length = n * height * width * channels;
    if (height > 1 << 14 || width > 1 << 14 || length > MOST || length <= 0) {
      throw new BadInputException(
          place
              + ": "
              + n
              + " images of "
              + height
              + "x"
              + width
              + "x"
              + channels
              + "; at least one, sides of at most "
              + (1 << 14)
              + ", together at most "
              + MOST
              + " bytes");
    }
    return (int) length;
  }

  /**
   * Writes the pictures as n×H×W×C bytes.
   *
   * @param range how numbers become grey levels
   * @param channels 3 (grey is replicated) or 1 (BT.601 grey)
   * @param at where in out the first one starts
   */
  static void write(Source source, Axes axes, ValueRange range, int channels, byte[] out, int at) {
    int to = at;
    for (int i = 0; i < axes.n(); i++) {
      for (int y = 0; y < axes.height(); y++) {
        for (int x = 0; x < axes.width(); x++) {
          long from = axes.place(i, y, x, 0);
          if (axes.planes() == 3 && channels == 1) {
            float grey =
                0.299f * value(source, from, range)
                    + 0.587f * value(source, from + axes.plane(), range)
                    + 0.114f * value(source, from + 2 * axes.plane(), range);
            out[to++] = (byte) Math.round(grey);
          } else {
            for (int c = 0; c < channels; c++) {
              long plane = axes.planes() == 3 ? c * axes.plane() : 0;
              out[to++] = (byte) value(source, from + plane, range);
            }
          }
        }
      }
    }
  }

  private static int value(Source source, long i, ValueRange range) {
    return range.level(source.number((int) i));
  }
}
