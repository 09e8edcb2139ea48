package io.ddh.experiments.verify;

import io.ddh.experiments.Cell;
import io.ddh.experiments.CellStore;
import io.ddh.experiments.config.Expectation;
import io.ddh.experiments.config.Experiments;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Compares stored results with the expected values of the experiments file. A value that is too
 * high fails just like a value that is too low.
 */
public final class Verifier {
  private Verifier() {}

  /**
   * The outcome of comparing a stored value with an expected one.
   *
   * @param expectation expected value with its tolerance
   * @param found mean of the stored values over the seeds; empty if one of these values is missing
   * @param problem which value is missing; empty if none is
   * @param collapsed number of cells whose values are in the mean but whose codes collapsed
   */
  public record Verdict(
      Expectation expectation, OptionalDouble found, String problem, int collapsed) {
    /**
     * {@return true if the value was found and differs from the expected one by at most the
     * tolerance}
     */
    public boolean met() {
      return found.isPresent()
          && Math.abs(found.getAsDouble() - expectation.value()) <= expectation.tolerance();
    }
  }

  /**
   * {@return one verdict for each expectation, in the order of the file}
   *
   * @param experiments contents of the experiments file with the expectations and their profiles
   * @param results results folder
   * @throws IOException if a cell file can't be read
   */
  public static List<Verdict> verify(Experiments experiments, Path results) throws IOException {
    List<Verdict> out = new ArrayList<>();
    for (Expectation expected : experiments.expected()) {
      List<Long> seeds = experiments.profile(expected.profile()).seeds();
      out.add(verify(expected, seeds, results));
    }
    return out;
  }

  private static Verdict verify(Expectation expected, List<Long> seeds, Path results)
      throws IOException {
    double sum = 0;
    int collapsed = 0;
    for (long seed : seeds) {
      String id = expected.method() + "-" + expected.bits() + "-s" + seed;
      Optional<Cell> cell = CellStore.read(results, expected.dataset(), id);
      if (cell.filter(Cell::done).isEmpty()) {
        return missing(expected, (cell.isEmpty() ? "no cell " : "failed cell ") + id);
      }
      Double value = cell.get().metrics().get(expected.metric());
      if (value == null) {
        return missing(expected, "no metric '" + expected.metric() + "' in " + id);
      }
      sum += value;
      collapsed += cell.get().collapsed() ? 1 : 0;
    }
    return new Verdict(expected, OptionalDouble.of(sum / seeds.size()), "", collapsed);
  }

  private static Verdict missing(Expectation expected, String problem) {
    return new Verdict(expected, OptionalDouble.empty(), problem, 0);
  }
}
