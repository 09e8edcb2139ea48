package io.ddh.data.split;

import io.ddh.core.LabeledImages;
import io.ddh.core.Seeds;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * The images of one person in random order. The order depends only on the seed, the person's name
 * and how many images the person has, so leaving out one person doesn't change the order of another
 * person's images.
 *
 * @param rows row numbers of the person's images in the data set, shuffled
 * @param random the random number generator for further random choices for this person
 */
record PersonRows(String name, int[] rows, Random random) {

  /** Returns all identities in the order of the data set, including those without images. */
  static List<PersonRows> all(LabeledImages images, long seed) {
    int[] rows = new int[images.size()];
    Arrays.setAll(rows, i -> i);
    return of(images, rows, seed, "person");
  }

  /**
   * Returns all identities, each with only those of its images that are among the given rows.
   *
   * @param purpose what the random order is used for; orders with different purposes are
   *     independent of each other
   */
  static List<PersonRows> of(LabeledImages images, int[] among, long seed, String purpose) {
    List<List<Integer>> rows = new ArrayList<>();
    images.identities().forEach(person -> rows.add(new ArrayList<>()));
    for (int row : among) {
      rows.get(images.labels()[row]).add(row);
    }
    List<PersonRows> people = new ArrayList<>();
    for (int p = 0; p < rows.size(); p++) {
      String name = images.identities().get(p);
      Random random = new Random(Seeds.derive(seed, purpose, name));
      Collections.shuffle(rows.get(p), random);
      int[] own = rows.get(p).stream().mapToInt(row -> row).toArray();
      people.add(new PersonRows(name, own, random));
    }
    return people;
  }

  /**
   * Returns how many of the person's n training images are used for validation. The number is
   * n·share, rounded up or down at random so that the expected value is exact, but at most n − 1.
   */
  int validation(int n, double share) {
    int rounded = (int) Math.floor(n * share + random.nextDouble());
    return Math.max(0, Math.min(n - 1, rounded));
  }
}
