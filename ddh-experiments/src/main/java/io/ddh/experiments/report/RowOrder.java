package io.ddh.experiments.report;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The order of rows in tables. The rows of the paper come first, in the paper's order, then the
 * rows that only this program has, then all others by name. Extended names such as {@code
 * sdh+pixels} and {@code deephash-none} directly follow the rows that they extend.
 */
public final class RowOrder {
  /** The paper's shallow rows, without "+cnn". */
  public static final List<String> SHALLOW =
      List.of("lsh", "sh", "itq", "bre", "ksh", "sdh", "fasth");

  /** The paper's deep rows. */
  public static final List<String> DEEP = List.of("cnnh", "dsh", "ddh");

  /** The 17 rows of the paper's Table 1, in the same order. */
  public static final List<String> PAPER =
      Stream.of(SHALLOW.stream(), SHALLOW.stream().map(row -> row + "+cnn"), DEEP.stream())
          .flatMap(rows -> rows)
          .toList();

  /** All rows with a fixed place in tables, in order. */
  static final List<String> ROWS =
      Stream.concat(
              PAPER.stream(),
              Stream.of(
                  "ddh-paper",
                  "ddh+aug",
                  "deephash",
                  "greedyhash",
                  "csq",
                  "dpn",
                  "orthohash",
                  "dcdh",
                  "cosface",
                  "random",
                  "class-id"))
          .toList();

  /** Compares the names of rows by their order in tables. */
  public static final Comparator<String> BY_PAPER =
      Comparator.<String>comparingInt(RowOrder::place).thenComparing(Comparator.naturalOrder());

  private RowOrder() {}

  /** Returns the place of a row, or of the row whose name it extends. */
  private static int place(String row) {
    String stem = row;
    while (!ROWS.contains(stem)) {
      int end = Math.max(stem.lastIndexOf('-'), stem.lastIndexOf('+'));
      if (end <= 0) {
        return ROWS.size();
      }
      stem = stem.substring(0, end);
    }
    return ROWS.indexOf(stem);
  }
}
