package io.ddh.model.kernel;

import java.util.Arrays;

/**
 * Two sums per channel. Each lane has its own sums, which are added in the order of the lanes, so
 * that the same number of lanes gives bit for bit the same result.
 */
public final class LaneSums {
  private final double[][] first;
  private final double[][] second;

  /**
   * Creates sums that are all 0.
   *
   * @param lanes number of lanes
   * @param channels number of channels
   */
  public LaneSums(int lanes, int channels) {
    first = new double[lanes][channels];
    second = new double[lanes][channels];
  }

  /** Sets all sums to 0. */
  public void clear() {
    for (int lane = 0; lane < first.length; lane++) {
      Arrays.fill(first[lane], 0);
      Arrays.fill(second[lane], 0);
    }
  }

  /**
   * Adds whole rows of channel values to a lane's sums, a to the first and b to the second, and
   * sets a and b to 0.
   */
  void fold(int lane, float[] a, float[] b) {
    PoolLoops.fold(a, b, first[lane], second[lane]);
  }

  /**
   * Adds one value per channel to a lane's sums.
   *
   * @param lane number of the lane
   * @param a values to add to the first sums, one per channel; further values are ignored
   * @param b values to add to the second sums, one per channel; further values are ignored
   */
  public void add(int lane, float[] a, float[] b) {
    for (int c = 0; c < first[lane].length; c++) {
      first[lane][c] += a[c];
      second[lane][c] += b[c];
    }
  }

  /** {@return the first sums of all lanes, one per channel} */
  public double[] first() {
    return total(first);
  }

  /** {@return the second sums of all lanes, one per channel} */
  public double[] second() {
    return total(second);
  }

  private static double[] total(double[][] lanes) {
    double[] out = new double[lanes[0].length];
    for (double[] lane : lanes) {
      Arrays.setAll(out, c -> out[c] + lane[c]);
    }
    return out;
  }
}
