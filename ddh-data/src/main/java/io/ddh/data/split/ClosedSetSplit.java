package io.ddh.data.split;

import io.ddh.core.BadInputException;
import io.ddh.core.LabeledImages;
import io.ddh.core.Split;
import io.ddh.core.SplitProtocol;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * A split in which the people in the queries are also in the training images. The gallery consists
 * of the training and validation images.
 *
 * @param train number of training images per person, including validation images; {@link #ALL} for
 *     all images that are not queries
 * @param queries number of query images per person
 * @param validation share of the training images that is set aside for validation
 */
record ClosedSetSplit(String name, int train, int queries, double validation)
    implements SplitProtocol {
  /**
   * Value of {@code train} that makes all images except the queries training images. With this
   * value, each person needs at least two training images.
   */
  static final int ALL = 0;

  @Override
  public Split split(LabeledImages images, long seed) {
    int needed = queries + (train == ALL ? 2 : train);
    SplitRows rows = new SplitRows();
    List<String> leftOut = new ArrayList<>();
    int used = 0;
    List<Integer> sizes = new ArrayList<>();
    for (PersonRows person : PersonRows.all(images, seed)) {
      int n = person.rows().length;
      sizes.add(n);
      if (n < needed) {
        leftOut.add(person.name());
        continue;
      }
      int end = train == ALL ? n : needed;
      rows.query(person, 0, queries);
      rows.train(person, queries, end, validation);
      rows.gallery(person, queries, end);
      used++;
    }
    if (used < 2) {
      throw BadInputException.of(
          "%s: at least 2 people must have %s or more images, found %s of %s people%s",
          name, needed, used, used + leftOut.size(), valid(sizes));
    }
    return rows.split(name, seed, used, leftOut);
  }

  /**
   * Returns the end of an error message, which suggests settings that would work for the two people
   * with the most images.
   */
  private String valid(List<Integer> sizes) {
    sizes.sort(Comparator.reverseOrder());
    int second = sizes.size() < 2 ? 0 : sizes.get(1);
    int most = second - (train == ALL ? 2 : 1);
    if (queries == 0 || second < 2) {
      return "";
    }
    String held =
        "; the person with the second most images has %d, and %d of each person are held out"
            + (most < 1
                ? "; valid: 'ddh train --all', which holds out no images"
                : train == ALL
                    ? "; valid: at most %3$d queries (for 'ddh train': --hold-out %3$d, or --all)"
                    : "; valid: values of 'train' and 'queries' that add up to %1$d");
    return String.format(Locale.ROOT, held, second, queries, most);
  }
}
