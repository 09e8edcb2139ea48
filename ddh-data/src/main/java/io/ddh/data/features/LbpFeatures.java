package io.ddh.data.features;

import io.ddh.core.BadInputException;
import io.ddh.core.Check;
import io.ddh.core.ImageShape;
import io.ddh.core.Images;

/**
 * Computes histograms of uniform local binary patterns (Ojala, Pietikäinen, Mäenpää, PAMI 2002). An
 * image has 236 features: 59 histogram bins in each of 2×2 cells. Unlike in the paper, the 8
 * neighbours of a pixel lie on the square around it, not on a circle.
 *
 * <p>The image is converted to BT.601 grey. Each of the (H−2)×(W−2) inner pixels gets a code of 8
 * bits. Bit p of the code is 1 if the value of neighbour p is at least that of the pixel.
 * Neighbours are numbered clockwise from the upper left. A code is uniform if its bits, read in a
 * circle, change at most twice between 0 and 1. Bins 0..57 count the 58 uniform codes in ascending
 * order, and bin 58 counts all other codes. The inner pixels are divided into 2×2 cells at row
 * ⌊(H−2)/2⌋ and column ⌊(W−2)/2⌋, in the order upper left, upper right, lower left, lower right.
 * The histogram of each cell sums to 1.
 */
public final class LbpFeatures extends UntrainedFeatures {
  /** Number of features per image. */
  public static final int DIMENSION = 236;

  private static final String OUTPUT = "lbp";

  private static final int BINS = 59;
  private static final int CELLS = 2;
  private static final int SMALLEST_SIDE = 2 + CELLS;
  private static final byte[] BIN = bins();

  /** Creates the feature method, which has no settings. */
  public LbpFeatures() {
    super(OUTPUT);
  }

  @Override
  public int dimension(String output) {
    return DIMENSION;
  }

  @Override
  public void checkImages(ImageShape shape) {
    if (shape.height() < SMALLEST_SIDE || shape.width() < SMALLEST_SIDE) {
      throw BadInputException.of(
          "%s: images must be at least %dx%2$d pixels, found %s", OUTPUT, SMALLEST_SIDE, shape);
    }
  }

  @Override
  void write(Images images, int from, int to, float[] out) {
    Check.atLeast("height", images.height(), SMALLEST_SIDE);
    Check.atLeast("width", images.width(), SMALLEST_SIDE);
    int[] grey = new int[images.height() * images.width()];
    int[] codes = new int[images.width() - 2];
    for (int i = from; i < to; i++) {
      toGrey(images, i, grey);
      histograms(grey, images.height(), images.width(), codes, out, i * DIMENSION);
    }
  }

  private static byte[] bins() {
    byte[] bins = new byte[256];
    byte next = 0;
    for (int code = 0; code < 256; code++) {
      int rotated = (code << 1 | code >> 7) & 255;
      bins[code] = Integer.bitCount(code ^ rotated) <= 2 ? next++ : BINS - 1;
    }
    return bins;
  }

  /**
   * Converts an image to BT.601 grey, rounded to whole grey levels. If the channels of a pixel are
   * all equal, their value is the grey level.
   */
  private static void toGrey(Images images, int image, int[] grey) {
    byte[] pixels = images.pixels();
    int at = image * images.imageLength();
    if (images.channels() == 1) {
      for (int p = 0; p < grey.length; p++) {
        grey[p] = pixels[at + p] & 255;
      }
      return;
    }
    for (int p = 0; p < grey.length; p++) {
      int red = pixels[at + 3 * p] & 255;
      int green = pixels[at + 3 * p + 1] & 255;
      int blue = pixels[at + 3 * p + 2] & 255;
      grey[p] = (299 * red + 587 * green + 114 * blue + 500) / 1000;
    }
  }

  private static void histograms(
      int[] grey, int height, int width, int[] codes, float[] out, int at) {
    int rows = height - 2;
    int columns = width - 2;
    for (int y = 0; y < rows; y++) {
      rowCodes(grey, y * width, width, columns, codes);
      int cell = at + (y < rows / CELLS ? 0 : CELLS * BINS);
      int middle = columns / CELLS;
      count(codes, 0, middle, out, cell);
      count(codes, middle, columns, out, cell + BINS);
    }
    for (int cell = 0; cell < CELLS * CELLS; cell++) {
      int high = cell < CELLS ? rows / CELLS : rows - rows / CELLS;
      int wide = cell % CELLS == 0 ? columns / CELLS : columns - columns / CELLS;
      float share = high * wide;
      for (int b = 0; b < BINS; b++) {
        out[at + cell * BINS + b] /= share;
      }
    }
  }

  private static void count(int[] codes, int from, int to, float[] out, int cell) {
    for (int x = from; x < to; x++) {
      out[cell + BIN[codes[x]]]++;
    }
  }

  /**
   * Computes the codes of one inner row; {@code up} is the index at which the row above the inner
   * row starts. The loop is written so that the compiler can vectorise it.
   */
  private static void rowCodes(int[] grey, int up, int width, int columns, int[] codes) {
    int row = up + width;
    int down = row + width;
    for (int x = 0; x < columns; x++) {
      int centre = grey[row + x + 1];
      // The sign bit of (neighbour - centre) is 1 if the neighbour is darker.
      int darker =
          (grey[up + x] - centre) >>> 31
              | (grey[up + x + 1] - centre) >>> 31 << 1
              | (grey[up + x + 2] - centre) >>> 31 << 2
              | (grey[row + x + 2] - centre) >>> 31 << 3
              | (grey[down + x + 2] - centre) >>> 31 << 4
              | (grey[down + x + 1] - centre) >>> 31 << 5
              | (grey[down + x] - centre) >>> 31 << 6
              | (grey[row + x] - centre) >>> 31 << 7;
      codes[x] = darker ^ 255;
    }
  }
}
