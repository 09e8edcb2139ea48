package io.ddh.experiments.report;

import io.ddh.experiments.Cell;
import io.ddh.experiments.CsvRows;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The values of one metric on one data set, by row, code length and seed.
 *
 * @param rows entries by row, in the order in which tables list the rows, and within each row by
 *     ascending code length
 * @param pretrained rows whose features come from networks that were trained on other data; they
 *     follow the other rows and are never compared with them
 */
public record ResultTable(
    SortedMap<String, SortedMap<Integer, Entry>> rows, Set<String> pretrained) {
  private static final Set<String> REFERENCES = Set.of("random", "class-id");

  /**
   * The values of one row and code length.
   *
   * @param values values of the finished cells that have the metric, by seed
   * @param failed seeds of the cells that failed
   * @param collapsed seeds of finished cells whose codes collapsed
   */
  public record Entry(
      SortedMap<Long, Double> values, SortedSet<Long> failed, SortedSet<Long> collapsed) {
    Entry() {
      this(new TreeMap<>(), new TreeSet<>(), new TreeSet<>());
    }

    private void add(Cell cell, String metric) {
      if (!cell.done()) {
        failed.add(cell.seed());
      } else if (!Double.isNaN(cell.metrics().getOrDefault(metric, Double.NaN))) {
        values.put(cell.seed(), cell.metrics().get(metric));
      }
      if (cell.collapsed()) {
        collapsed.add(cell.seed());
      }
    }

    /** {@return mean and standard deviation over the finished seeds} */
    public Sample sample() {
      return Sample.of(values.values().stream().mapToDouble(v -> v).toArray());
    }

    /** {@return true if no seed has a value and the cell of at least one seed failed} */
    public boolean allFailed() {
      return values.isEmpty() && !failed.isEmpty();
    }

    /** Returns true if no cell has a value and none failed. */
    boolean isEmpty() {
      return values.isEmpty() && failed.isEmpty();
    }
  }

  /**
   * {@return a table of one metric of one data set}
   *
   * @param cells all cells of the data set
   * @param metric key of the metric
   */
  public static ResultTable of(Collection<Cell> cells, String metric) {
    ResultTable table = empty();
    for (Cell cell : cells) {
      table.place(cell.method(), cell.bits()).add(cell, metric);
      if (cell.pretrained()) {
        table.pretrained.add(cell.method());
      }
    }
    return table;
  }

  static ResultTable empty() {
    return new ResultTable(new TreeMap<>(RowOrder.BY_PAPER), new HashSet<>());
  }

  /** Returns the entry of a row and code length; it is created if it is missing. */
  Entry place(String method, int bits) {
    return rows.computeIfAbsent(method, m -> new TreeMap<>())
        .computeIfAbsent(bits, k -> new Entry());
  }

  /** {@return the names of the rows in the order of tables} */
  public List<String> methods() {
    return rows.keySet().stream().sorted(Comparator.comparing(pretrained::contains)).toList();
  }

  /** {@return the code lengths, ascending} */
  public List<Integer> bits() {
    return rows.values().stream()
        .flatMap(row -> row.keySet().stream())
        .distinct()
        .sorted()
        .toList();
  }

  /**
   * {@return the entry of a row and code length; an empty entry if there is no cell}
   *
   * @param method name of the row
   * @param bits code length
   */
  public Entry entry(String method, int bits) {
    return rows.getOrDefault(method, new TreeMap<>()).getOrDefault(bits, new Entry());
  }

  /**
   * {@return mean and standard deviation over seeds; an empty sample if no cell is finished}
   *
   * @param method name of the row
   * @param bits code length
   */
  public Sample sample(String method, int bits) {
    return entry(method, bits).sample();
  }

  /**
   * {@return the differences between two rows, left minus right} The values are paired by seed, so
   * that both values of a pair come from the same split.
   *
   * @param left name of the left row
   * @param leftBits code length of the left row
   * @param right name of the right row
   * @param rightBits code length of the right row
   */
  public Sample difference(String left, int leftBits, String right, int rightBits) {
    SortedMap<Long, Double> others = entry(right, rightBits).values;
    return Sample.of(
        entry(left, leftBits).values.entrySet().stream()
            .filter(e -> others.containsKey(e.getKey()))
            .mapToDouble(e -> e.getValue() - others.get(e.getKey()))
            .toArray());
  }

  /**
   * {@return one line for each pair of a deep row and a row that uses CNN features, if they share a
   * seed} The line gives the difference, deep row minus other row. Since both rows have the same
   * split for a seed, the values are paired by seed.
   */
  List<String> deepMinusFeatures() {
    List<String> lines = new ArrayList<>();
    for (String deep : List.of("ddh", "ddh+aug")) {
      for (String other : methods().stream().filter(row -> row.endsWith("+cnn")).toList()) {
        String parts =
            bits().stream()
                .filter(k -> difference(deep, k, other, k).count() > 0)
                .map(k -> k + " bits " + difference(deep, k, other, k).signed())
                .collect(Collectors.joining("; "));
        if (!parts.isEmpty()) {
          lines.add(deep + " minus " + other + ", paired by seed: " + parts + ".");
        }
      }
    }
    return lines;
  }

  /**
   * {@return the code lengths at which a row has a mean, ascending}
   *
   * @param method name of the row
   */
  public List<Integer> finished(String method) {
    return bits().stream().filter(k -> sample(method, k).count() > 0).toList();
  }

  /** {@return true for a reference row, which is not a hashing method} */
  static boolean isReference(String method) {
    return REFERENCES.contains(method);
  }

  /**
   * Returns the hashing methods that learned from the data at hand and have a mean at a code
   * length, highest mean first.
   */
  List<String> ranked(int bits) {
    return methods().stream()
        .filter(method -> !isReference(method) && !pretrained.contains(method))
        .filter(method -> sample(method, bits).count() > 0)
        .sorted((a, b) -> Double.compare(sample(b, bits).mean(), sample(a, bits).mean()))
        .toList();
  }

  /** {@return the highest mean at a code length among the rows that {@link #ranked} returns} */
  OptionalDouble best(int bits) {
    return ranked(bits).stream().mapToDouble(row -> sample(row, bits).mean()).findFirst();
  }

  /**
   * Returns the means as CSV text with four decimals, under the header {@code method,<bits>…}. A
   * field is empty if there is no cell, and {@code failed} if the cells of all seeds failed. The
   * word {@code collapsed} follows the number if the codes of a seed collapsed.
   */
  String means() {
    return text(
        entry ->
            entry.values.isEmpty()
                ? entry.allFailed() ? "failed" : ""
                : Sample.four(entry.sample().mean())
                    + (entry.collapsed.isEmpty() ? "" : " collapsed"));
  }

  /**
   * {@return the standard deviations over seeds as CSV text in the same layout as the means; a
   * field is empty if fewer than two seeds have a value}
   */
  String deviations() {
    return text(entry -> entry.values.size() < 2 ? "" : Sample.four(entry.sample().sd()));
  }

  private String text(Function<Entry, String> format) {
    Stream<String> names = Stream.concat(Stream.of("method"), bits().stream().map(String::valueOf));
    CsvRows csv = new CsvRows(names.toArray(String[]::new));
    for (String method : methods()) {
      Stream<String> fields = bits().stream().map(k -> format.apply(entry(method, k)));
      csv.add(Stream.concat(Stream.of(method), fields).toArray());
    }
    return csv.text();
  }
}
