package io.ddh.data.check;

import java.util.List;

/**
 * The near duplicates that were found in a data set.
 *
 * @param images number of images that have at least one near duplicate
 * @param pairs number of pairs of near duplicates, including exact duplicates
 * @param acrossPeople number of pairs whose two images have different labels
 * @param queries number of query images that have a near duplicate in the gallery
 * @param queriesOtherPerson number of query images that have a near duplicate of a different person
 *     in the gallery
 * @param samples some of the pairs; pairs of different people come first, then pairs of the same
 *     person, both sorted by correlation
 */
public record Twins(
    int images,
    long pairs,
    long acrossPeople,
    int queries,
    int queriesOtherPerson,
    List<Pair> samples) {
  /**
   * A pair of near duplicates.
   *
   * @param first row of the first image
   * @param second row of the second image, greater than {@code first}
   * @param correlation correlation of the two thumbnails, −1..1
   * @param samePerson whether both images have the same label
   */
  public record Pair(int first, int second, double correlation, boolean samePerson) {}
}
