package io.ddh.experiments.run;

import io.ddh.core.BinaryCodes;
import io.ddh.core.Seeds;
import io.ddh.core.Split;
import io.ddh.eval.LeaveOneOut;
import io.ddh.experiments.Collapse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;

/**
 * Measures whether codes separate the training images. The images to compare and the random codes
 * depend only on the split and its seed, so that all rows are measured in the same way. Values that
 * do not depend on the row are cached.
 */
final class CollapseCheck {
  private static final int MOST_IMAGES = 1000;

  /**
   * Smallest number of images per person in the sample, for people who have that many. Several
   * images are needed, since the measurement compares images of the same person.
   */
  private static final int PER_PERSON = 10;

  private static final int SETS = 100;

  private final Map<String, Sample> samples = new HashMap<>();

  /**
   * A sample of training images to compare.
   *
   * @param rows rows of the images in the data set
   * @param among evaluation of each image as a query against the others
   * @param seed seed of the random codes
   * @param levels mean average precision of random codes, by code length
   */
  private record Sample(
      int[] rows, LeaveOneOut among, long seed, Map<Integer, LeaveOneOut.RandomCodes> levels) {}

  /**
   * Measures a cell's codes. The result is empty if the training images can't show a collapse, that
   * is, if no two images show the same person, if all images show one person, or if there are so
   * few images that even the best codes would not score above random ones.
   *
   * @param codes codes of the whole data set
   */
  Optional<Collapse> of(PlannedCell cell, LoadedDataset loaded, BinaryCodes codes) {
    Sample sample =
        samples.computeIfAbsent(
            cell.dataset().name() + " " + cell.seed(),
            key -> sample(loaded.data().images().labels(), loaded.drawn(cell).split()));
    if (sample.among().queries() == 0) {
      return Optional.empty();
    }
    LeaveOneOut.RandomCodes level =
        sample
            .levels()
            .computeIfAbsent(
                cell.bits(),
                bits -> sample.among().randomCodes(bits, SETS, Seeds.derive(sample.seed(), bits)));
    Collapse found =
        new Collapse(
            sample.rows().length,
            sample.among().meanAveragePrecision(codes.select(sample.rows())),
            level.mean(),
            level.deviation(),
            cell.method().collapseExpected());
    return Optional.of(found).filter(f -> f.threshold() < 1);
  }

  private static Sample sample(int[] labels, Split split) {
    long seed = Seeds.derive(split.seed(), "training images among one another");
    int[] rows = draw(labels, split.train(), new Random(seed));
    int[] own = Arrays.stream(rows).map(row -> labels[row]).toArray();
    return new Sample(rows, new LeaveOneOut(own), seed, new HashMap<>());
  }

  /**
   * Chooses people in random order, and some random images of each person, until there are enough
   * images. Each person has at least two images.
   */
  private static int[] draw(int[] labels, int[] train, Random random) {
    Map<Integer, List<Integer>> byPerson = new TreeMap<>();
    for (int row : train) {
      byPerson.computeIfAbsent(labels[row], person -> new ArrayList<>()).add(row);
    }
    List<List<Integer>> people = new ArrayList<>(byPerson.values());
    people.removeIf(images -> images.size() < 2);
    int each = Math.max(PER_PERSON, MOST_IMAGES / Math.max(1, people.size()));
    Collections.shuffle(people, random);
    List<Integer> rows = new ArrayList<>();
    for (List<Integer> images : people) {
      int count = Math.min(Math.min(each, images.size()), MOST_IMAGES - rows.size());
      if (count >= 2) {
        Collections.shuffle(images, random);
        rows.addAll(images.subList(0, count));
      }
    }
    return rows.stream().sorted().mapToInt(row -> row).toArray();
  }
}
