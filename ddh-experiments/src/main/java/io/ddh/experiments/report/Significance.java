package io.ddh.experiments.report;

import io.ddh.core.Seeds;
import io.ddh.eval.PairedBootstrap;
import io.ddh.experiments.Cell;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The advantage of the best method of a column over the second best, tested with a {@link
 * PairedBootstrap} over the average precisions of the queries. Reference rows don't count.
 *
 * @param best method with the highest mean
 * @param second method with the second highest mean
 * @param interval confidence interval of best minus second
 */
record Significance(String best, String second, PairedBootstrap interval) {
  /** Marks the best value of a column if it is significantly above the second best. */
  static final String MARK = "†";

  private static final double LEVEL = 0.95;
  private static final int RESAMPLES = 10_000;
  private static final int FEWEST_QUERIES = 10;

  /**
   * {@return the comparisons by code length; a code length is absent if its two best methods don't
   * have the same seeds and queries}
   */
  static SortedMap<Integer, Significance> of(String dataset, ResultTable table, List<Cell> cells) {
    SortedMap<Integer, Significance> all = new TreeMap<>();
    for (int bits : table.bits()) {
      List<String> rows = table.ranked(bits);
      if (rows.size() > 1) {
        String best = rows.get(0);
        String second = rows.get(1);
        long seed = Seeds.derive(0, dataset, "lead", bits);
        differences(bySeed(best, bits, cells), bySeed(second, bits, cells))
            .map(d -> PairedBootstrap.of(d, LEVEL, RESAMPLES, seed))
            .ifPresent(interval -> all.put(bits, new Significance(best, second, interval)));
      }
    }
    return all;
  }

  /** Differences per query, for each seed; empty if a seed lacks its partner or queries differ. */
  private static Optional<List<double[]>> differences(
      Map<Long, Cell> ours, Map<Long, Cell> theirs) {
    if (!ours.keySet().equals(theirs.keySet())) {
      return Optional.empty();
    }
    List<double[]> out = new ArrayList<>();
    for (Map.Entry<Long, Cell> e : ours.entrySet()) {
      double[] a = e.getValue().averagePrecision();
      double[] b = theirs.get(e.getKey()).averagePrecision();
      if (a.length != b.length
          || a.length < FEWEST_QUERIES
          || !split(e.getValue()).equals(split(theirs.get(e.getKey())))) {
        return Optional.empty();
      }
      double[] difference = new double[a.length];
      Arrays.setAll(difference, q -> a[q] - b[q]);
      out.add(difference);
    }
    return Optional.of(out);
  }

  private static Map<Long, Cell> bySeed(String row, int bits, List<Cell> cells) {
    return cells.stream()
        .filter(cell -> cell.done() && cell.method().equals(row) && cell.bits() == bits)
        .collect(Collectors.toMap(Cell::seed, cell -> cell, (a, b) -> a, TreeMap::new));
  }

  private static String split(Cell cell) {
    return cell.provenance().digests().split();
  }

  /** {@return true for the best method, if its advantage is significant} */
  boolean marks(String method) {
    return best.equals(method) && interval.real();
  }

  /** {@return the meaning of the mark, with all intervals; empty if there are none} */
  static Optional<String> note(SortedMap<Integer, Significance> all) {
    if (all.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        MARK
            + ": above the second best row at 95 %, by a paired bootstrap over the queries ("
            + String.format(Locale.ROOT, "%,d", RESAMPLES)
            + " resamples of the differences in average precision, within each seed; trainings are"
            + " not resampled). Best minus second best: "
            + all.entrySet().stream()
                .map(e -> e.getKey() + " bits " + e.getValue())
                .collect(Collectors.joining("; "))
            + ".");
  }

  @Override
  public String toString() {
    return String.format(
            Locale.ROOT,
            "%s over %s %+.4f [%+.4f, %+.4f]",
            best,
            second,
            interval.difference(),
            interval.low(),
            interval.high())
        .replaceAll("(?<= |\\[)-(?=\\d)", "−");
  }
}
