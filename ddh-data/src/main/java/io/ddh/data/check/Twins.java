package io.ddh.data.check;

import java.util.List;

/**
 * Near duplicates in a set of images.
 *
 * @param images how many have one
 * @param pairs how many pairs there are, exact duplicates among them
 * @param acrossPeople how many of them are of images with different labels
 * @param queries how many query images have one in the gallery
 * @param queriesOtherPerson how many have one there that isn't the same person's
 * @param samples some pairs: those of different people first, then by correlation
 */
public record Twins(
    int images,
    long pairs,
    long acrossPeople,
    int queries,
    int queriesOtherPerson,
    List<Pair> samples) {
  public Twins {
    samples = List.copyOf(samples);
  }

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
