package io.ddh.data.read;

import io.ddh.data.BadInputException;
import java.util.List;

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
      int n, int height, int width, int planes, long image, long row, long column, long plane) {}

  /**
   * What the numbers must be taken times to be 0..255: 255 if they are floating-point and all lie
   * in [0, 1], else 1.
   *
   * @param place file or folder, for messages
   * @throws BadInputException if one lies outside [0, 255]
   */
  static double scale(String place, List<? extends Source> sources) {
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    boolean floating = true;
    for (Source source : sources) {
      int n = source.size();
      for (int i = 0; i < n; i++) {
        double v = source.number(i);
        if (!(v >= 0 && v <= 255)) {
          throw new BadInputException(
              place + ": values of " + source.name() + " must be in [0, 255], found " + v);
        }
        low = Math.min(low, v);
        high = Math.max(high, v);
      }
      floating &= source.isFloating();
    }
    return floating && high <= 1 && high > low ? 255 : 1;
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
   * @param scale of {@link #scale}
   * @param channels 3 (grey is replicated) or 1 (BT.601 grey)
   * @param at where in out the first one starts
   */
  static void write(Source source, Axes axes, double scale, int channels, byte[] out, int at) {
    int to = at;
    for (int i = 0; i < axes.n(); i++) {
      for (int y = 0; y < axes.height(); y++) {
        for (int x = 0; x < axes.width(); x++) {
          long from = i * axes.image() + y * axes.row() + x * axes.column();
          if (axes.planes() == 3 && channels == 1) {
            float grey =
                0.299f * value(source, from, scale)
                    + 0.587f * value(source, from + axes.plane(), scale)
                    + 0.114f * value(source, from + 2 * axes.plane(), scale);
            out[to++] = (byte) Math.round(grey);
          } else {
            for (int c = 0; c < channels; c++) {
              long plane = axes.planes() == 3 ? c * axes.plane() : 0;
              out[to++] = (byte) value(source, from + plane, scale);
            }
          }
        }
      }
    }
  }

  private static int value(Source source, long i, double scale) {
    return (int) Math.round(source.number((int) i) * scale);
  }
}
