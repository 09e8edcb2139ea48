package io.ddh.experiments.report;

import io.ddh.core.Seeds;
import io.ddh.core.Shown;
import io.ddh.eval.PairedBootstrap;
import io.ddh.experiments.Cell;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.commons.math3.util.MathArrays;

/**
 * The advantage of the best row of a table's column over the second best, tested with a {@link
 * PairedBootstrap} over the average precisions of the queries. Reference rows are left out.
 *
 * @param best row with the highest mean
 * @param second row with the second highest mean
 * @param interval difference between the two means, best minus second, with its confidence interval
 */
record Significance(String best, String second, PairedBootstrap interval) {
  /**
   * The significance mark, which follows the best value of a column if this value is significantly
   * above the second best.
   */
  static final String MARK = "†";

  private static final double LEVEL = 0.95;
  private static final int RESAMPLES = 10_000;
  private static final int FEWEST_QUERIES = 10;

  /**
   * {@return the comparisons by code length; a code length is absent if its two best rows don't
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
        differences(done(best, bits, cells), done(second, bits, cells))
            .map(d -> PairedBootstrap.of(d, LEVEL, RESAMPLES, seed))
            .ifPresent(interval -> all.put(bits, new Significance(best, second, interval)));
      }
    }
    return all;
  }

  /**
   * Returns, for each seed, the average precision of each query in the best row minus that in the
   * second best row. The result is empty if the cells can't be paired.
   */
  private static Optional<List<double[]>> differences(List<Cell> ours, List<Cell> theirs) {
    List<double[]> out = new ArrayList<>();
    for (int i = 0; i < Math.min(ours.size(), theirs.size()); i++) {
      Cell our = ours.get(i);
      Cell their = theirs.get(i);
      int queries = our.averagePrecision().length;
      if (our.seed() == their.seed()
          && our.provenance().digests().split().equals(their.provenance().digests().split())
          && queries == their.averagePrecision().length
          && queries >= FEWEST_QUERIES) {
        out.add(MathArrays.ebeSubtract(our.averagePrecision(), their.averagePrecision()));
      }
    }
    return Optional.of(out).filter(all -> all.size() == ours.size() && all.size() == theirs.size());
  }

  private static List<Cell> done(String row, int bits, List<Cell> cells) {
    return cells.stream()
        .filter(cell -> cell.done() && cell.method().equals(row) && cell.bits() == bits)
        .toList();
  }

  /** {@return true for the best row if its advantage is significant} */
  boolean marks(String method) {
    return best.equals(method) && interval.real();
  }

  /**
   * {@return a note with the meaning of the mark and all intervals; empty if there are no
   * intervals}
   */
  static Optional<String> note(SortedMap<Integer, Significance> all) {
    List<String> each =
        all.entrySet().stream().map(e -> e.getKey() + " bits " + e.getValue()).toList();
    String count = String.format(Locale.ROOT, "%,d", RESAMPLES);
    String text =
        "%s: above the second best row at 95 %%, by a paired bootstrap over the queries (%s"
            + " resamples of the differences in average precision, within each seed; training runs"
            + " are not resampled). Best minus second best: %s.";
    return Optional.of(Shown.format(text, MARK, count, String.join("; ", each)))
        .filter(note -> !all.isEmpty());
  }

  @Override
  public String toString() {
    PairedBootstrap i = interval;
    String numbers =
        String.format(Locale.ROOT, " %+.4f [%+.4f, %+.4f]", i.difference(), i.low(), i.high());
    return best + " over " + second + numbers.replace('-', '−');
  }
}
