package io.ddh.data.check;

import io.ddh.core.Images;
import java.util.Optional;

/**
 * Suggests a centre square for cropping: the part of the images that the faces fill. When images
 * are aligned on the faces, they look alike in the middle but differ around it. Therefore the
 * spread (the standard deviation between the images at each position) is averaged over square rings
 * around the centre. The face is assumed to end where the spread is half-way between its value in
 * the middle and its value at the border.
 *
 * @param share side of the suggested square, as a share (0..1) of the image's shorter side
 * @param middle mean spread between the images in the innermost rings, in grey levels
 * @param border mean spread between the images in the outermost rings, in grey levels
 */
public record CropGuess(double share, double middle, double border) {
  private static final int SIDE = 32;
  private static final int RINGS = SIDE / 2;

  /** Maximum number of images sampled; using more would hardly change the result. */
  private static final int MOST = 4_000;

  /** Minimum number of images needed for a guess. */
  private static final int FEWEST = 50;

  /**
   * Minimum ratio of the spread at the border to the spread in the middle. If the ratio is smaller,
   * the faces are assumed to fill the whole images.
   */
  private static final double RISE = 1.25;

  /**
   * Guesses which centre square of the images the faces fill.
   *
   * @param images whole images, not cropped
   * @return the guess; empty if there are too few images, or if the spread does not rise towards
   *     the border
   */
  public static Optional<CropGuess> of(Images images) {
    if (images.size() < FEWEST) {
      return Optional.empty();
    }
    double[] rings = rings(spread(images));
    double middle = (rings[0] + rings[1] + rings[2] + rings[3]) / 4;
    double border = (rings[RINGS - 1] + rings[RINGS - 2]) / 2;
    if (border == 0 || border < RISE * middle) { // 0 means that all images are the same
      return Optional.empty();
    }
    double half = (middle + border) / 2;
    int ring = RINGS;
    while (rings[ring - 1] >= half) {
      ring--;
    }
    // Ring r ends r + 1 cells from the centre. The half-way point between two rings is
    // interpolated.
    double part = ring == RINGS ? 0 : (half - rings[ring - 1]) / (rings[ring] - rings[ring - 1]);
    return Optional.of(new CropGuess(Math.min(1, (ring + part) / RINGS), middle, border));
  }

  /** Computes the standard deviation between the images in each cell of a 32×32 grid. */
  private static double[] spread(Images images) {
    int n = images.size();
    int step = (n + MOST - 1) / MOST;
    double[] sum = new double[SIDE * SIDE];
    double[] squares = new double[SIDE * SIDE];
    double[] means = new double[SIDE * SIDE];
    GreyGrid grid = new GreyGrid(images);
    int taken = 0;
    for (int i = 0; i < n; i += step) {
      grid.fill(i);
      grid.means(SIDE, SIDE, means);
      for (int c = 0; c < means.length; c++) {
        sum[c] += means[c];
        squares[c] += means[c] * means[c];
      }
      taken++;
    }
    double[] spread = new double[SIDE * SIDE];
    for (int c = 0; c < spread.length; c++) {
      double mean = sum[c] / taken;
      spread[c] = Math.sqrt(Math.max(0, squares[c] / taken - mean * mean));
    }
    return spread;
  }

  private static double[] rings(double[] spread) {
    double[] sums = new double[RINGS];
    int[] cells = new int[RINGS];
    for (int y = 0; y < SIDE; y++) {
      for (int x = 0; x < SIDE; x++) {
        int ring = Math.max(ring(x), ring(y));
        sums[ring] += spread[y * SIDE + x];
        cells[ring]++;
      }
    }
    for (int r = 0; r < RINGS; r++) {
      sums[r] /= cells[r];
    }
    return sums;
  }

  private static int ring(int at) {
    return at < RINGS ? RINGS - 1 - at : at - RINGS;
  }
}
