package io.ddh.experiments.report;

import io.ddh.core.Seeds;
import io.ddh.eval.PairedBootstrap;
import io.ddh.experiments.Cell;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * How far the best row of a column is above the second best, by a {@link PairedBootstrap} over the
 * queries' average precisions. References count for neither.
 *
 * @param best row
 * @param second row
 * @param interval of best minus second
 */
record Lead(String best, String second, PairedBootstrap interval) {
  /** Stands behind the best value of a column if the lead is real. */
  static final String MARK = "†";

  private static final double LEVEL = 0.95;
  private static final int RESAMPLES = 10_000;
  private static final int FEWEST_QUERIES = 10;

  /** By code length; left out where there are no two rows with the same seeds and queries. */
  static SortedMap<Integer, Lead> of(String dataset, ResultTable table, List<Cell> cells) {
    SortedMap<Integer, Lead> leads = new TreeMap<>();
    for (int bits : table.bits()) {
      List<String> rows =
          table.methods().stream()
              .filter(row -> !ResultTable.isReference(row))
              .filter(row -> table.entry(row, bits).filter(e -> e.done() > 0).isPresent())
              .sorted(
                  Comparator.<String>comparingDouble(
                      row -> -table.entry(row, bits).orElseThrow().mean()))
              .toList();
      if (rows.size() > 1) {
        differences(rows.get(0), rows.get(1), bits, cells)
            .ifPresent(
                d ->
                    leads.put(
                        bits,
                        new Lead(
                            rows.get(0),
                            rows.get(1),
                            PairedBootstrap.of(
                                d, LEVEL, RESAMPLES, Seeds.derive(0, dataset, "lead", bits)))));
      }
    }
    return leads;
  }

  /** Of each query, by seed; empty if a seed lacks its partner or the queries differ. */
  private static Optional<List<double[]>> differences(
      String best, String second, int bits, List<Cell> cells) {
    Map<Long, Cell> ours = bySeed(best, bits, cells);
    Map<Long, Cell> theirs = bySeed(second, bits, cells);
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
      for (int q = 0; q < a.length; q++) {
        difference[q] = a[q] - b[q];
      }
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

  /** The method and the intervals, for the notes; empty without any. */
  static Optional<String> note(SortedMap<Integer, Lead> leads) {
    if (leads.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        MARK
            + ": above the second best row at 95 %, by a paired bootstrap over the queries ("
            + String.format(Locale.ROOT, "%,d", RESAMPLES)
            + " resamples of the differences in average precision, within each seed; trainings are"
            + " not resampled). Best minus second best: "
            + leads.entrySet().stream()
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
