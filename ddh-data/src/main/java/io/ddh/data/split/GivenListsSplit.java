package io.ddh.data.split;

import io.ddh.core.BadInputException;
import io.ddh.core.GivenSplit;
import io.ddh.core.LabeledImages;
import io.ddh.core.Split;
import io.ddh.core.SplitProtocol;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The split that the data set comes with. Its training images are also the gallery, and its test
 * images are the queries.
 *
 * @param queries total number of query images, which is divided equally among the identities;
 *     {@link #ALL} for all test images
 * @param validation share of the training images that is set aside for validation
 */
record GivenListsSplit(String name, int queries, double validation) implements SplitProtocol {
  static final int ALL = 0;

  @Override
  public Split split(LabeledImages images, long seed) {
    String help = "; all other protocols choose a split at random";
    String none = name + ": the data set comes without training and test lists" + help;
    GivenSplit given = images.given().orElseThrow(() -> new BadInputException(none));
    SplitRows rows = new SplitRows();
    List<String> leftOut = new ArrayList<>();
    List<PersonRows> queried = PersonRows.of(images, given.query(), seed, "queries");
    List<PersonRows> trained = PersonRows.of(images, given.train(), seed, "person");
    int each = each(queried);
    int used = 0;
    for (int p = 0; p < trained.size(); p++) {
      PersonRows person = trained.get(p);
      int n = person.rows().length;
      int m = queried.get(p).rows().length;
      if (n + m == 0) {
        leftOut.add(person.name());
        continue;
      }
      rows.query(queried.get(p), 0, each == ALL || m == 0 ? m : each);
      if (n > 0) {
        rows.train(person, 0, n, validation);
        rows.gallery(person, 0, n);
        used++;
      }
    }
    if (used < 2 || given.query().length == 0) {
      throw BadInputException.of(
          "%s: needs training images of at least 2 people and at least 1 query image, found %s"
              + " people and %s query images",
          name, used, given.query().length);
    }
    refuseUnknown(queried, trained);
    return rows.split(name, seed, used, leftOut);
  }

  /**
   * Refuses a split in which none of the people in the queries is in the gallery, because every
   * metric would be 0.
   */
  private void refuseUnknown(List<PersonRows> queried, List<PersonRows> trained) {
    int[] people =
        IntStream.range(0, queried.size()).filter(p -> queried.get(p).rows().length > 0).toArray();
    if (Arrays.stream(people).allMatch(p -> trained.get(p).rows().length == 0)) {
      throw BadInputException.of(
          "%s: none of the %s people in the test images has training images, so no query has a"
              + " relevant image; valid: protocol 'facescrub' or 'unseen-identity', which choose a"
              + " split themselves",
          name, people.length);
    }
  }

  /** Returns the number of queries per identity, for identities that have query images. */
  private int each(List<PersonRows> queried) {
    if (queries == ALL) {
      return ALL;
    }
    List<PersonRows> some = queried.stream().filter(p -> p.rows().length > 0).toList();
    if (some.isEmpty() || queries % some.size() != 0) {
      throw BadInputException.of(
          "%s: 'queries' must be a multiple of the number of identities with query images, %s, so"
              + " that every identity gets the same number of queries; found %s",
          name, some.size(), queries);
    }
    int each = queries / some.size();
    for (PersonRows person : some) {
      if (person.rows().length < each) {
        throw BadInputException.of(
            "%s: %s queries are %s per identity, but '%s' has only %s query images",
            name, queries, each, person.name(), person.rows().length);
      }
    }
    return each;
  }
}
