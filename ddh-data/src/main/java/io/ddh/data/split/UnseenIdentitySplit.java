package io.ddh.data.split;

import io.ddh.core.BadInputException;
import io.ddh.core.LabeledImages;
import io.ddh.core.Seeds;
import io.ddh.core.Split;
import io.ddh.core.SplitProtocol;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A split in which the people shown in the queries and in the gallery don't occur in the training
 * images.
 *
 * @param trainPeople share of the people whose images are training images; which people are chosen
 *     depends on the seed and their names
 * @param queries number of query images of each person who is not in the training images
 * @param validation share of the training images that is set aside for validation
 */
record UnseenIdentitySplit(String name, double trainPeople, int queries, double validation)
    implements SplitProtocol {

  @Override
  public Split split(LabeledImages images, long seed) {
    // Each person needs as many images as in the closed-set protocols, even to be used for
    // training.
    int needed = queries + 2;
    List<PersonRows> usable = new ArrayList<>();
    List<String> leftOut = new ArrayList<>();
    for (PersonRows person : PersonRows.all(images, seed)) {
      if (person.rows().length < needed) {
        leftOut.add(person.name());
      } else {
        usable.add(person);
      }
    }
    int training = (int) Math.round(trainPeople * usable.size());
    int others = usable.size() - training;
    if (training < 2 || others < 2) {
      throw BadInputException.of(
          "%s: needs at least 2 people for training and 2 others for queries, with %s or more"
              + " images each; found %s and %s people with the setting 'train-people' at %s",
          name, needed, training, others, trainPeople);
    }
    Set<String> trained = trained(usable, training, seed);
    SplitRows rows = new SplitRows();
    for (PersonRows person : usable) {
      int n = person.rows().length;
      if (trained.contains(person.name())) {
        rows.train(person, 0, n, validation);
      } else {
        rows.query(person, 0, queries);
        rows.gallery(person, queries, n);
      }
    }
    return rows.split(name, seed, usable.size(), leftOut);
  }

  /**
   * Chooses the people for training. Each person has a random number that depends only on the seed
   * and the person's name; the people with the lowest numbers are chosen.
   */
  private static Set<String> trained(List<PersonRows> people, int count, long seed) {
    return people.stream()
        .map(PersonRows::name)
        .sorted(
            Comparator.comparingLong((String n) -> Seeds.derive(seed, "trains", n))
                .thenComparing(Comparator.naturalOrder()))
        .limit(count)
        .collect(Collectors.toSet());
  }
}
