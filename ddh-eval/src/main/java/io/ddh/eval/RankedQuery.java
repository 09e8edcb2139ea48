package io.ddh.eval;

import io.ddh.core.Check;

/**
 * The ranking of the gallery for one query, given by the numbers of items and of relevant items at
 * each Hamming distance 0..K. Items at the same distance are tied; their order is arbitrary, so an
 * exact metric takes the expectation over all orders of tied items.
 */
public final class RankedQuery {
  private final int[] all;
  private final int[] relevant;
  private final int total;
  private final TiedRanking.AveragePrecision averagePrecision;

  /**
   * Creates a view of the counts; nothing is copied.
   *
   * @param all number of items at each distance 0..K
   * @param relevant number of relevant items at each distance 0..K
   * @param total number of relevant items
   */
  RankedQuery(int[] all, int[] relevant, int total, TiedRanking.AveragePrecision averagePrecision) {
    this.all = all;
    this.relevant = relevant;
    this.total = total;
    this.averagePrecision = averagePrecision;
  }

  /** {@return the code length K, which is the largest distance} */
  public int bits() {
    return all.length - 1;
  }

  /** {@return the number of relevant gallery items, ≥ 0} */
  public int relevant() {
    return total;
  }

  /**
   * {@return the number of gallery items at a distance from 0 to K}
   *
   * @param distance Hamming distance, from 0 to K
   */
  public int items(int distance) {
    return at(distance, all);
  }

  /**
   * {@return the number of relevant gallery items at a distance from 0 to K}
   *
   * @param distance Hamming distance, from 0 to K
   */
  public int relevant(int distance) {
    return at(distance, relevant);
  }

  private int at(int distance, int[] counts) {
    Check.inRange("distance", distance, 0, bits());
    return counts[distance];
  }

  /**
   * {@return the expected average precision over all orders of tied items, in [0, 1]} See {@link
   * MeanAveragePrecision}.
   */
  public double averagePrecision() {
    return averagePrecision.expected();
  }

  /** {@return the average precision of the worst order of tied items} */
  public double averagePrecisionLow() {
    return averagePrecision.low();
  }

  /** {@return the average precision of the best order of tied items} */
  public double averagePrecisionHigh() {
    return averagePrecision.high();
  }
}
