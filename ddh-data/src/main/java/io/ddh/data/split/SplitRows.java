package io.ddh.data.split;

import io.ddh.core.Split;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Collects the row numbers of the images in a split, one person after the other. */
final class SplitRows {
  private final IntStream.Builder train = IntStream.builder();
  private final IntStream.Builder validation = IntStream.builder();
  private final IntStream.Builder query = IntStream.builder();
  private final IntStream.Builder gallery = IntStream.builder();

  /**
   * Adds the images [from, to) of a person as training images, and sets a share of them aside for
   * validation.
   */
  void train(PersonRows person, int from, int to, double share) {
    int fit = to - person.validation(to - from, share);
    add(train, person, from, fit);
    add(validation, person, fit, to);
  }

  void query(PersonRows person, int from, int to) {
    add(query, person, from, to);
  }

  void gallery(PersonRows person, int from, int to) {
    add(gallery, person, from, to);
  }

  private static void add(IntStream.Builder list, PersonRows person, int from, int to) {
    Arrays.stream(person.rows(), from, to).forEach(list::add);
  }

  Split split(String protocol, long seed, int people, List<String> leftOut) {
    return new Split(
        protocol,
        seed,
        ascending(train),
        ascending(validation),
        ascending(query),
        ascending(gallery),
        people,
        leftOut);
  }

  private static int[] ascending(IntStream.Builder list) {
    return list.build().sorted().toArray();
  }
}
