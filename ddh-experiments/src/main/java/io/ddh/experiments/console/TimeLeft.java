package io.ddh.experiments.console;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * Estimates the time left of a run from cells that ended: by the mean of a method's own cells; if
 * there are none, by the mean of the methods of its kind (networks take a hundred times longer than
 * linear maps); if there are none of these either, by the progress of the present cell. What a
 * method makes once for all code lengths is counted for the first cell that needs it.
 */
final class TimeLeft {
  private final Map<String, Known> known = new HashMap<>();
  private final Set<String> made = new HashSet<>();
  private final List<Item> left = new ArrayList<>();

  /**
   * A cell that takes time.
   *
   * @param row name of the method in tables
   * @param kind for example {@code pixels}
   * @param shared equal for cells that share work done once for all code lengths
   */
  record Item(String row, String kind, String shared) {}

  /**
   * The time left.
   *
   * @param seconds for all cells that can be estimated
   * @param complete false if there are cells that can't be estimated
   */
  record Estimate(double seconds, boolean complete) {}

  /** Sums over a method's cells that ended. */
  private record Known(String kind, int cells, double each, double once) {}

  /** Adds a cell that is still to be made, after those added before. */
  void expect(Item item) {
    left.add(item);
  }

  /**
   * Records how long a cell took, in this run or an earlier one.
   *
   * @param seconds in all
   * @param once seconds of what the method makes once, whichever cell made it
   */
  void learn(Item item, double seconds, double once) {
    boolean first = made.add(item.shared());
    // The first cell may have found it made by an earlier process that was killed.
    double own = first && seconds >= once ? seconds - once : seconds;
    Known sum = known.getOrDefault(item.row(), new Known(item.kind(), 0, 0, 0));
    known.put(
        item.row(), new Known(sum.kind(), sum.cells() + 1, sum.each() + own, sum.once() + once));
  }

  /** Removes a cell that ended; the next one starts. */
  void ended(Item item) {
    left.remove(item);
  }

  /**
   * Estimates the rest of the run, the present cell included.
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
