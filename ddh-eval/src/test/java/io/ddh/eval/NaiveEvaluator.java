package io.ddh.eval;

import io.ddh.core.LabeledCodes;
import java.util.Arrays;
import java.util.Comparator;

/**
 * The metrics by sorting and walking ranked lists, item by item, as textbooks write them. Shares no
 * code with {@link Evaluator}.
 */
final class NaiveEvaluator {
  private final LabeledCodes queries;
  private final LabeledCodes gallery;

  NaiveEvaluator(LabeledCodes queries, LabeledCodes gallery) {
    this.queries = queries;
    this.gallery = gallery;
  }

  /** Gallery indices by distance; within a tie relevant items first (+1), last (−1). */
  private int[] ranked(int q, int relevantFirst) {
    Comparator<Integer> byDistance = Comparator.comparingInt(i -> distance(q, i));
    Comparator<Integer> byRelevance =
        Comparator.comparingInt(i -> relevant(q, i) ? -relevantFirst : 0);
    Integer[] order = new Integer[gallery.size()];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, byDistance.thenComparing(byRelevance));
    return Arrays.stream(order).mapToInt(i -> i).toArray();
  }

  private int distance(int q, int i) {
    int distance = 0;
    for (int k = 0; k < gallery.codes().bits(); k++) {
      distance += queries.codes().bit(q, k) == gallery.codes().bit(i, k) ? 0 : 1;
    }
    return distance;
  }

  private boolean relevant(int q, int i) {
    return queries.labels()[q] == gallery.labels()[i];
  }

  /** AP of one fixed order: +1 the best order of ties, −1 the worst. */
  double averagePrecision(int q, int relevantFirst) {
    double sum = 0;
    int found = 0;
    int[] order = ranked(q, relevantFirst);
    for (int rank = 1; rank <= order.length; rank++) {
      if (relevant(q, order[rank - 1])) {
        found++;
        sum += (double) found / rank;
      }
    }
    return found == 0 ? 0 : sum / found;
  }

  /**
   * Expected AP: each item of a tie stands at each of its ranks equally often, and a relevant one
   * at the tie's t-th rank has on average (t−1)(p−1)/(n−1) others of its tie before it.
   */
  double expectedAveragePrecision(int q) {
    int[] order = ranked(q, 1);
    double sum = 0;
    int total = 0;
    for (int start = 0; start < order.length; ) {
      int end = start;
      int p = 0;
      while (end < order.length && distance(q, order[end]) == distance(q, order[start])) {
        p += relevant(q, order[end++]) ? 1 : 0;
      }
      int n = end - start;
      for (int t = 1; t <= n; t++) {
        double before = n == 1 ? 0 : (t - 1.0) * (p - 1.0) / (n - 1.0);
        sum += (double) p / n * (total + 1 + before) / (start + t);
      }
      total += p;
      start = end;
    }
    return total == 0 ? 0 : sum / total;
  }

  /** Expected precision of the first n. */
  double precisionAt(int q, int n) {
    int cut = distance(q, ranked(q, 1)[n - 1]);
    double nearer = 0;
    double nearerRelevant = 0;
    double tied = 0;
    double tiedRelevant = 0;
    for (int i = 0; i < gallery.size(); i++) {
      if (distance(q, i) < cut) {
        nearer++;
        nearerRelevant += relevant(q, i) ? 1 : 0;
      } else if (distance(q, i) == cut) {
        tied++;
        tiedRelevant += relevant(q, i) ? 1 : 0;
      }
    }
    return (nearerRelevant + (n - nearer) * tiedRelevant / tied) / n;
  }

  /** Items within a radius. */
  int within(int q, int radius, boolean onlyRelevant) {
    int count = 0;
    for (int i = 0; i < gallery.size(); i++) {
      if (distance(q, i) <= radius && (!onlyRelevant || relevant(q, i))) {
        count++;
      }
    }
    return count;
  }
}
