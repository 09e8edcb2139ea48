package io.ddh.model;

import io.ddh.core.BadInputException;
import io.ddh.core.Seeds;
import io.ddh.core.Settings;
import io.ddh.core.TrainingSet;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * The order in which a training takes the rows of its training set. For a loss over single images,
 * rows are shuffled, and epochs are compared by the loss of the validation rows.
 *
 * <p>For a loss over pairs, batches are balanced by default: they hold the same number of images
 * per person, so that they contain pairs of images of the same person even if the data set has many
 * people. People take turns; a person with many images contributes different ones in the next
 * epoch. Epochs are compared by the loss over pairs with a validation row. These pairs are batched
 * in the same way, with training rows as partners. If the training batches are chosen at random, so
 * are these batches.
 */
final class BatchOrder {
  /** Largest number of images in a batch; limited because all pairs of them are in memory. */
  private static final int LARGEST_BATCH = 8192;

  /**
   * Smallest number of people in a balanced batch; with fewer, most pairs would show the same
   * person.
   */
  private static final int LEAST_PEOPLE = 4;

  private final TrainingSet data;
  private final int together;
  private final int[][] people; // training rows of each person who has any
  private final int[] watched;

  private BatchOrder(TrainingSet data, int together, int[] watched) {
    this.data = data;
    this.together = together;
    people = byPerson(data.fit());
    this.watched = watched;
  }

  /** Returns the order for a loss over single images. */
  static BatchOrder shuffled(TrainingSet data) {
    return new BatchOrder(data, 0, data.validation());
  }

  /**
   * Returns the order for a loss over pairs.
   *
   * @param together number of consecutive images of one person in a batch; 0 to choose batches at
   *     random
   * @param random determines the order of the watched rows
   */
  static BatchOrder pairs(TrainingSet data, int together, SplittableRandom random) {
    int[] watched =
        together == 0
            ? mixed(data.validation(), random)
            : new BatchOrder(data, together, new int[0]).watch(random);
    return new BatchOrder(data, together, watched);
  }

  /** Returns the order for a loss over pairs, as the settings of a training say. */
  static BatchOrder pairs(TrainingRun run) {
    SplittableRandom random = new SplittableRandom(Seeds.derive(run.seed(), "watched"));
    long people =
        Arrays.stream(run.data().fit()).map(row -> run.data().labels()[row]).distinct().count();
    if (people == run.data().fit().length) {
      throw BadInputException.of(
          "%s: needs two images of a person, found one image of each of %d people",
          run.settings().path("together"), people);
    }
    return pairs(run.data(), together(run.settings()), random);
  }

  /** Adds the settings {@code batches} and {@code together} with their defaults to others. */
  static Map<String, Object> with(Map<String, Object> others) {
    Map<String, Object> out = new TreeMap<>(others);
    out.putAll(Map.of("batches", "balanced", "together", 16));
    return out;
  }

  /**
   * Returns the number of consecutive images of one person in a batch, at most a quarter of the
   * batch; 0 if batches are chosen at random.
   *
   * @throws io.ddh.core.BadInputException if a setting is out of range
   */
  static int together(Settings settings) {
    int batch = settings.integer("batch", 2, LARGEST_BATCH);
    int together = settings.integer("together", 2, 1024);
    String batches = settings.choice("batches", List.of("balanced", "plain"));
    return batches.equals("plain") ? 0 : Math.min(together, Math.max(2, batch / LEAST_PEOPLE));
  }

  /**
   * Shuffles rows, because they may be sorted by class, and a batch of only one class has no
   * dissimilar pair.
   */
  private static int[] mixed(int[] rows, SplittableRandom random) {
    return Arrays.stream(shuffled(rows.length, random)).map(i -> rows[i]).toArray();
  }

  private int[][] byPerson(int[] rows) {
    int[] counts = new int[data.identities()];
    for (int row : rows) {
      counts[data.labels()[row]]++;
    }
    int[][] out = new int[counts.length][];
    Arrays.setAll(out, c -> new int[counts[c]]);
    for (int row : rows) {
      int c = data.labels()[row];
      out[c][--counts[c]] = row;
    }
    return out;
  }

  /** Returns the rows to watch, with each person's validation rows followed by training rows. */
  private int[] watch(SplittableRandom random) {
    int[][] judged = byPerson(data.validation());
    int[] order = shuffled(judged.length, random);
    int[] out = new int[data.validation().length + data.fit().length];
    int at = 0;
    for (int c : order) {
      for (int row : judged[c]) {
        out[at++] = row;
      }
      int partners = judged[c].length == 0 ? 0 : Math.max(1, together - judged[c].length);
      for (int i = 0; i < Math.min(partners, people[c].length); i++) {
        out[at++] = people[c][i];
      }
    }
    return Arrays.copyOf(out, at);
  }

  /** Returns the numbers 0 to n − 1 in random order. */
  static int[] shuffled(int n, SplittableRandom random) {
    int[] out = new int[n];
    for (int i = 0; i < n; i++) {
      int j = random.nextInt(i + 1);
      out[i] = out[j];
      out[j] = i;
    }
    return out;
  }

  /**
   * Arranges the rows of the next epoch in the order in which batches are taken from them.
   *
   * @param rows holds the rows of the previous epoch and receives the same number of rows for the
   *     next one
   */
  void arrange(int[] rows, SplittableRandom random) {
    if (together == 0) {
      for (int i = rows.length - 1; i > 0; i--) {
        int j = random.nextInt(i + 1);
        int row = rows[i];
        rows[i] = rows[j];
        rows[j] = row;
      }
      return;
    }
    int[][] decks = new int[people.length][];
    int[] drawn = new int[people.length];
    for (int c = 0; c < people.length; c++) {
      decks[c] = mixed(people[c], random);
    }
    int at = 0;
    while (at < rows.length) {
      for (int c : shuffled(people.length, random)) {
        for (int i = 0; i < Math.min(together, decks[c].length) && at < rows.length; i++) {
          rows[at++] = decks[c][drawn[c]++ % decks[c].length];
        }
      }
    }
  }

  /**
   * Returns the rows whose loss chooses the best epoch; if there are none, the last epoch's weights
   * are kept.
   */
  int[] watched() {
    return watched;
  }
}
