package io.ddh.model.kernel;

import java.util.Arrays;

/**
 * Two sums per channel, kept per lane and added in lane order, so that they repeat bit for bit at
 * the same number of lanes.
 */
public final class LaneSums {
  private final double[][] first;
  private final double[][] second;

  /**
   * Sums that are 0.
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
   * Adds rows of channels to a lane's sums, a to the first and b to the second, and clears them.
   */
  void fold(int lane, float[] a, float[] b) {
    PoolLoops.fold(a, b, first[lane], second[lane]);
  }

  /**
   * Adds one value per channel to a lane's sums.
   *
   * @param lane number of the lane
   * @param a added to the first sums; values beyond the channels are left out
   * @param b added to the second sums, in the same way
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
