package io.ddh.data.split;

import io.ddh.core.LabeledImages;
import io.ddh.core.Seeds;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * One person's images in random order. The order depends only on the seed, the name and the number
 * of the person's images, so that leaving one person out doesn't change the order of another's.
 *
 * @param rows the person's rows of the data set, shuffled
 * @param random the person's own source of randomness, for further draws
 */
record PersonRows(String name, int[] rows, Random random) {

  /** All identities of the data set in its order, including those without images. */
  static List<PersonRows> all(LabeledImages images, long seed) {
    int[] rows = new int[images.size()];
    Arrays.setAll(rows, i -> i);
    return of(images, rows, seed, "person");
  }

  /**
   * All identities, each with those of its images that are among the given rows.
   *
   * @param purpose draws for different purposes are independent
   */
  static List<PersonRows> of(LabeledImages images, int[] among, long seed, String purpose) {
    int[] sizes = new int[images.identities().size()];
    for (int row : among) {
      sizes[images.labels()[row]]++;
    }
    int[][] rows = new int[sizes.length][];
    Arrays.setAll(rows, p -> new int[sizes[p]]);
    int[] filled = new int[sizes.length];
    for (int row : among) {
      int label = images.labels()[row];
      rows[label][filled[label]++] = row;
    }
    List<PersonRows> people = new ArrayList<>();
    for (int p = 0; p < rows.length; p++) {
      String name = images.identities().get(p);
      Random random = new Random(Seeds.derive(seed, purpose, name));
      shuffle(rows[p], random);
      people.add(new PersonRows(name, rows[p], random));
    }
    return people;
  }

  private static void shuffle(int[] rows, Random random) {
    for (int i = rows.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int row = rows[i];
      rows[i] = rows[j];
      rows[j] = row;
    }
  }

  /**
   * How many of the person's training images are for validation: n·share rounded up or down at
   * random so that the expectation is exact, and at most n − 1.
   */
  int validation(int n, double share) {
    int rounded = (int) Math.floor(n * share + random.nextDouble());
    return Math.max(0, Math.min(n - 1, rounded));
  }
}
