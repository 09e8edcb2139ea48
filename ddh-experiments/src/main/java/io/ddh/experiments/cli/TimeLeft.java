package io.ddh.experiments.cli;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Estimates the rest of a run from cells that ended: a row's own mean where there is one, else the
 * mean of the rows of its kind (networks take a hundred times longer than linear maps), else what
 * the present cell's own progress promises.
 */
final class TimeLeft {
  private final Map<Item, double[]> known = new HashMap<>();
  private final List<Item> left = new ArrayList<>();

  /** A row and its kind, for example {@code pixels}. */
  record Item(String row, String kind) {}

  /**
   * What is left.
   *
   * @param seconds of all cells that anything is known about
   * @param complete false: there are cells that nothing is known about
   */
  record Estimate(double seconds, boolean complete) {}

  /** A cell of that row is still to be made, after those named before. */
  void expect(Item item) {
    left.add(item);
  }

  /** A cell of the row took so long, in this run or an earlier one. */
  void learn(Item item, double seconds) {
    double[] sum = known.computeIfAbsent(item, i -> new double[2]);
    sum[0] += seconds;
    sum[1]++;
  }

  /** The present cell ended; the next expected one starts. */
  void ended(Item item) {
    left.remove(item);
  }

  /**
   * The rest of the run, the present cell included.
   *
   * @param spent seconds that the present cell has taken so far
   * @param share of the present cell that is done, in [0, 1]; 0: unknown
   */
  Estimate estimate(double spent, double share) {
    if (left.isEmpty()) {
      return new Estimate(0, true);
    }
    Item present = left.get(0);
    OptionalDouble promised = share > 0 ? OptionalDouble.of(spent / share) : OptionalDouble.empty();
    double sum = 0;
    boolean complete = true;
    for (int i = 0; i < left.size(); i++) {
      OptionalDouble mean = mean(left.get(i));
      if (mean.isEmpty() && left.get(i).kind().equals(present.kind())) {
        mean = promised;
      }
      complete &= mean.isPresent();
      sum += i == 0 ? Math.max(0, mean.orElse(0) - spent) : mean.orElse(0);
    }
    return new Estimate(sum, complete);
  }

  private OptionalDouble mean(Item item) {
    double[] own = known.get(item);
    if (own != null) {
      return OptionalDouble.of(own[0] / own[1]);
    }
    return known.entrySet().stream()
        .filter(e -> e.getKey().kind().equals(item.kind()))
        .mapToDouble(e -> e.getValue()[0] / e.getValue()[1])
        .average();
  }
}
