package io.ddh.model;

import io.ddh.core.Settings;
import io.ddh.core.TrainingSet;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * Pairs of a batch, judged by a {@link BatchLoss}. Balanced: a batch is drawn person by person,
 * each with as many images, so that it holds pairs of one person however many people there are;
 * people take turns, and those with many images show others of them in the next epoch. Judged by
 * the pairs of the validation rows, balanced in the same way with training rows as their partners;
 * drawn at random where batches are.
 */
final class PairObjective implements Objective {
  /** A batch holds the pairs of all its images. */
  private static final int LARGEST_BATCH = 8192;

  /** People in a batch; of fewer, most pairs would be of one person. */
  private static final int LEAST_PEOPLE = 4;

  private final TrainingSet data;
  private final BatchLoss loss;
  private final int together;
  private final int[][] people; // fit rows of each person who has some
  private final boolean[] validation;
  private final int[] watched;

  /**
   * Sorts the rows by person.
   *
   * @param together images of a person in a row; 0: batches are drawn at random
   * @param random order of what is watched
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

  /** The settings {@code batches} and {@code together} with their defaults. */
  static Map<String, Object> defaults() {
    return new TreeMap<>(Map.of("batches", "balanced", "together", 16));
  }

  /**
   * Images of a person in a row of a batch, a quarter of the batch at most; 0: drawn at random.
   *
   * @throws io.ddh.core.BadInputException if a setting is out of range
   */
  static int together(Settings settings) {
    int batch = settings.integer("batch", 2, LARGEST_BATCH);
    int together = settings.integer("together", 2, 1024);
    String batches = settings.choice("batches", List.of("balanced", "plain"));
    return batches.equals("plain") ? 0 : Math.min(together, Math.max(2, batch / LEAST_PEOPLE));
  }

  /** Rows may come class by class; a batch of one class has no dissimilar pair. */
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

  /** Each person's validation rows, followed by training rows. */
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

  /** The numbers below n in random order. */
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
