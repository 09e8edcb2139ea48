package io.ddh.experiments.console;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * Estimates the time left of a run from cells that have ended. A cell is expected to take as long
 * as the ended cells of its row took on average. If no cell of its row has ended, the mean over the
 * rows of the same kind is used; kinds are kept apart because networks take a hundred times longer
 * than linear maps. If no cell of that kind has ended either, the estimate uses the progress of the
 * current cell. Work that a row does once for all code lengths is counted for the first cell that
 * needs this work.
 */
final class TimeLeft {
  private final Map<String, Known> known = new HashMap<>();
  private final Set<String> made = new HashSet<>();
  private final List<Item> left = new ArrayList<>();

  /**
   * A cell that is still to be made.
   *
   * @param row name of the row
   * @param kind what the row learns from, {@code pixels} or {@code features}; rows of the same kind
   *     take about the same time
   * @param shared key of work that a row does once for all its code lengths; cells that share the
   *     work have the same key
   */
  record Item(String row, String kind, String shared) {}

  /**
   * An estimate of the time left.
   *
   * @param seconds seconds for all cells whose time can be estimated
   * @param complete false if there are cells whose time can't be estimated
   */
  record Estimate(double seconds, boolean complete) {}

  /** Sums over those cells of a row that have ended. */
  private record Known(String kind, int cells, double each, double once) {}

  /** Adds a cell that is to be made after all cells that were added before. */
  void expect(Item item) {
    left.add(item);
  }

  /**
   * Records how long a cell took, in this run or an earlier one.
   *
   * @param seconds total seconds that the cell took
   * @param once seconds of the work that the row does once for all code lengths, even if an earlier
   *     cell did this work
   */
  void learn(Item item, double seconds, double once) {
    boolean first = made.add(item.shared());
    // An earlier process that was killed may already have done this work.
    double own = first && seconds >= once ? seconds - once : seconds;
    Known sum = known.getOrDefault(item.row(), new Known(item.kind(), 0, 0, 0));
    known.put(
        item.row(), new Known(sum.kind(), sum.cells() + 1, sum.each() + own, sum.once() + once));
  }

  /** Removes a cell that has ended; the next one becomes the current cell. */
  void ended(Item item) {
    left.remove(item);
  }

  /**
   * Estimates the time for the rest of the run, including the current cell.
   *
   * @param spent seconds that the current cell has taken so far
   * @param share share of the current cell that is done, in [0, 1]; 0 if it is unknown
   */
  Estimate estimate(double spent, double share) {
    if (left.isEmpty()) {
      return new Estimate(0, true);
    }
    Item present = left.get(0);
    OptionalDouble promised = share > 0 ? OptionalDouble.of(spent / share) : OptionalDouble.empty();
    Set<String> ready = new HashSet<>(made);
    double sum = 0;
    boolean complete = true;
    for (int i = 0; i < left.size(); i++) {
      Item item = left.get(i);
      OptionalDouble mean = mean(item, ready.add(item.shared()));
      if (mean.isEmpty() && item.kind().equals(present.kind())) {
        mean = promised;
      }
      complete &= mean.isPresent();
      sum += i == 0 ? Math.max(0, mean.orElse(0) - spent) : mean.orElse(0);
    }
    return new Estimate(sum, complete);
  }

  private OptionalDouble mean(Item item, boolean first) {
    Known own = known.get(item.row());
    if (own != null) {
      return OptionalDouble.of((own.each() + (first ? own.once() : 0)) / own.cells());
    }
    return known.values().stream()
        .filter(k -> k.kind().equals(item.kind()))
        .mapToDouble(k -> k.each() / k.cells())
        .average();
  }
}
