package io.ddh.data.check;

import io.ddh.core.Images;
import java.util.Optional;

/**
 * Suggests which centre square of the images the faces fill. In images that are aligned on the
 * faces, the middle looks alike in all of them and the surroundings don't. So the spread between
 * the images at each place is averaged over square rings around the centre; the face ends where the
 * spread has risen half-way from that of the middle to that of the border.
 *
 * @param share side of the square, as a share of the image's shorter side
 * @param middle mean spread of the middle's rings, in grey levels
 * @param border mean spread of the outermost rings
 */
public record CropGuess(double share, double middle, double border) {
  private static final int SIDE = 32;
  private static final int RINGS = SIDE / 2;

  /** Maximum number of images sampled; more don't change the means. */
  private static final int MOST = 4_000;

  /** Fewest images that allow a guess. */
  private static final int FEWEST = 50;

  /** Least ratio of the border's spread to the middle's; below it the faces fill the images. */
  private static final double RISE = 1.25;

  /**
   * Guesses the square.
   *
   * @param images whole images, not cropped; the share is of their whole side
   * @return empty if the images are few, or the spread doesn't rise towards the border
   */
  public static Optional<CropGuess> of(Images images) {
    if (images.size() < FEWEST) {
      return Optional.empty();
    }
    double[] rings = rings(spread(images));
    double middle = (rings[0] + rings[1] + rings[2] + rings[3]) / 4;
    double border = (rings[RINGS - 1] + rings[RINGS - 2]) / 2;
    if (border == 0 || border < RISE * middle) { // 0: all images are the same
      return Optional.empty();
    }
    double half = (middle + border) / 2;
    int ring = RINGS;
    while (rings[ring - 1] >= half) {
      ring--;
    }
    // Ring r ends r + 1 cells from the centre; where the half lies between two is interpolated.
    double part = ring == RINGS ? 0 : (half - rings[ring - 1]) / (rings[ring] - rings[ring - 1]);
    return Optional.of(new CropGuess(Math.min(1, (ring + part) / RINGS), middle, border));
  }

  /** Standard deviation between the images at each place of a 32×32 grid. */
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
