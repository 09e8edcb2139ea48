package io.ddh.model;

import io.ddh.core.Settings;
import io.ddh.core.TrainingSet;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * Objective over the pairs of images in a batch, with a {@link BatchLoss}. Balanced batches hold
 * the same number of images per person, so that they contain pairs of images of the same person
 * even if the data set has many people. People take turns; a person with many images contributes
 * different ones in the next epoch. Epochs are compared by the loss over pairs with a validation
 * row. These pairs are batched in the same way, with training rows as partners. If the training
 * batches are chosen at random, so are these batches.
 */
final class PairObjective implements Objective {
  /** Largest number of images in a batch; limited because all pairs of them are in memory. */
  private static final int LARGEST_BATCH = 8192;

  /**
   * Smallest number of people in a balanced batch; with fewer, most pairs would show the same
   * person.
   */
  private static final int LEAST_PEOPLE = 4;

  private final TrainingSet data;
  private final BatchLoss loss;
  private final int together;
  private final int[][] people; // training rows of each person who has any
  private final boolean[] validation;
  private final int[] watched;

  /**
   * Creates the objective and groups the rows by person.
   *
   * @param together number of consecutive images of one person in a batch; 0 to choose batches at
   *     random
   * @param random determines the order of the watched rows
   */
  PairObjective(TrainingSet data, BatchLoss loss, int together, SplittableRandom random) {
    this.data = data;
    this.loss = loss;
    this.together = together;
    people = byPerson(data.fit());
    validation = new boolean[data.size()];
    for (int row : data.validation()) {
      validation[row] = true;
    }
    watched = together == 0 ? mixed(data.validation(), random) : watch(random);
  }

  /** Returns the defaults of the settings {@code batches} and {@code together}. */
  static Map<String, Object> defaults() {
    return new TreeMap<>(Map.of("batches", "balanced", "together", 16));
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

  @Override
  public void target(int row, float[] out) {
    out[0] = data.labels()[row];
  }

  @Override
  public void arrange(int[] rows, SplittableRandom random) {
    if (together == 0) {
      Objective.super.arrange(rows, random);
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

  @Override
  public int[] watched() {
    return watched;
  }

  @Override
  public double loss(float[] outputs, int from, int to) {
    int[] labels = new int[to - from];
    boolean[] judged = new boolean[to - from];
    for (int i = from; i < to; i++) {
      labels[i - from] = data.labels()[watched[i]];
      judged[i - from] = validation[watched[i]];
    }
    return loss.value(outputs, labels, i -> judged[i], new float[0]) * (to - from);
  }
}
