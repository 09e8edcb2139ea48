package io.ddh.data.check;

import java.util.List;

/**
 * Near duplicates in a set of images.
 *
 * @param images number of images that have a near duplicate
 * @param pairs number of pairs, including exact duplicates
 * @param acrossPeople number of pairs of images with different labels
 * @param queries number of query images that have a near duplicate in the gallery
 * @param queriesOtherPerson number of query images that have one of another person in the gallery
 * @param samples some pairs: those of different people first, then by correlation
 */
public record Twins(
    int images,
    long pairs,
    long acrossPeople,
    int queries,
    int queriesOtherPerson,
    List<Pair> samples) {
  /**
   * Two images.
   *
   * @param first row
   * @param second row, larger
   * @param correlation of their thumbnails
   * @param samePerson whether their labels are the same
   */
  public record Pair(int first, int second, double correlation, boolean samePerson) {}
}
