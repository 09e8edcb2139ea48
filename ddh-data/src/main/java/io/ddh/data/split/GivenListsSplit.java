package io.ddh.data.split;

import io.ddh.core.BadInputException;
import io.ddh.core.GivenSplit;
import io.ddh.core.LabeledImages;
import io.ddh.core.Split;
import io.ddh.core.SplitProtocol;
import java.util.ArrayList;
import java.util.List;

/**
 * The split that the data set comes with: its training images train and are the gallery, its query
 * images ask.
 *
 * @param queries of the query images in all, equally many an identity; {@link #ALL}: all
 * @param validation share of the training images that is set aside
 */
record GivenListsSplit(String name, int queries, double validation) implements SplitProtocol {
  static final int ALL = 0;

  @Override
  public Split split(LabeledImages images, long seed) {
    GivenSplit given =
        images
            .given()
            .orElseThrow(
                () ->
                    new BadInputException(
                        name
                            + ": the data set comes without training and test lists; the other"
                            + " protocols draw them"));
    SplitRows rows = new SplitRows();
    List<String> leftOut = new ArrayList<>();
    List<PersonRows> asking = PersonRows.of(images, given.query(), seed, "queries");
    List<PersonRows> learned = PersonRows.of(images, given.train(), seed, "person");
    int each = each(asking);
    int used = 0;
    for (int p = 0; p < learned.size(); p++) {
      PersonRows person = learned.get(p);
      int n = person.rows().length;
      int m = asking.get(p).rows().length;
      if (n + m == 0) {
        leftOut.add(person.name());
        continue;
      }
      rows.query(asking.get(p), 0, each == ALL || m == 0 ? m : each);
      if (n > 0) {
        rows.train(person, 0, n, validation);
        rows.gallery(person, 0, n);
        used++;
      }
    }
    if (used < 2 || given.query().length == 0) {
      throw BadInputException.of(
          "%s: at least 2 people need training images and 1 a query image, found %s and %s "
              + "query images",
          name, used, given.query().length);
    }
    refuseStrangers(asking, learned);
    return rows.split(name, seed, used, leftOut);
  }

  /** Where nobody who asks is in the gallery, no query has an answer and every metric is 0. */
  private void refuseStrangers(List<PersonRows> asking, List<PersonRows> learned) {
    int strangers = 0;
    for (int p = 0; p < asking.size(); p++) {
      if (asking.get(p).rows().length > 0) {
        if (learned.get(p).rows().length > 0) {
          return;
        }
        strangers++;
      }
    }
    throw BadInputException.of(
        "%s: none of the %s people in the test images has training images, so no query can "
            + "be answered; valid: protocol facescrub or unseen-identity, which draw a split of "
            + "their own",
        name, strangers);
  }

  /** Queries an identity, of those who have any. */
  private int each(List<PersonRows> asking) {
    if (queries == ALL) {
      return ALL;
    }
    List<PersonRows> some = asking.stream().filter(p -> p.rows().length > 0).toList();
    if (some.isEmpty() || queries % some.size() != 0) {
      throw BadInputException.of(
          "%s: queries must be a multiple of the identities with query images, %s, so that "
              + "each asks equally often; found %s",
          name, some.size(), queries);
    }
    int each = queries / some.size();
    for (PersonRows person : some) {
      if (person.rows().length < each) {
        throw BadInputException.of(
            "%s: %s queries are %s of each identity, '%s' has %s",
            name, queries, each, person.name(), person.rows().length);
      }
    }
    return each;
  }
}
