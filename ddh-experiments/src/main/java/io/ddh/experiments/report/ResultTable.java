package io.ddh.experiments.report;

import static tech.tablesaw.aggregate.AggregateFunctions.count;
import static tech.tablesaw.aggregate.AggregateFunctions.mean;
import static tech.tablesaw.aggregate.AggregateFunctions.stdDev;

import io.ddh.experiments.Cell;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import tech.tablesaw.api.Row;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * One metric of one data set, a row a method and a column a code length, over seeds.
 *
 * @param methods rows in order
 * @param bits code lengths, ascending
 * @param seeds run seeds, ascending
 * @param entries by method, then bits; absent where no cell is
 */
record ResultTable(
    List<String> methods,
    List<Integer> bits,
    List<Long> seeds,
    Map<String, Map<Integer, Entry>> entries) {
  private static final Set<String> REFERENCES = Set.of("random", "class-id");

  /**
   * One place of the table.
   *
   * @param mean over the finished seeds; meaningless when there are none
   * @param sd sample deviation (n − 1) over them, 0 for one
   * @param done finished seeds
   * @param failed seeds that failed
   * @param collapsed those of the finished seeds whose codes collapsed
   */
  record Entry(double mean, double sd, int done, int failed, int collapsed) {
    /** True when no seed has a value and at least one failed. */
    boolean allFailed() {
      return done == 0 && failed > 0;
    }
  }

  /** Gathers one metric of one data set's cells. */
  static ResultTable of(List<Cell> cells, String metric) {
    SortedSet<String> methods = new TreeSet<>(RowOrder.BY_PAPER);
    SortedSet<Integer> bits = new TreeSet<>();
    SortedSet<Long> seeds = new TreeSet<>();
    Map<String, Map<Integer, Entry>> entries = new HashMap<>();
    for (Cell cell : cells) {
      methods.add(cell.method());
      bits.add(cell.bits());
      seeds.add(cell.seed());
      if (!cell.done() || cell.collapsed()) {
        entries
            .computeIfAbsent(cell.method(), m -> new HashMap<>())
            .merge(
                cell.bits(),
                new Entry(Double.NaN, 0, 0, cell.done() ? 0 : 1, cell.collapsed() ? 1 : 0),
                (a, b) ->
                    new Entry(
                        a.mean, a.sd, a.done, a.failed + b.failed, a.collapsed + b.collapsed));
      }
    }
    Table tidy = TidyCells.of(cells);
    Table one = tidy.where(tidy.stringColumn("metric").isEqualTo(metric));
    if (!one.isEmpty()) {
      Table summary = one.summarize("value", mean, stdDev, count).by("method", "bits");
      for (Row row : summary) {
        int k = row.getInt("bits");
        Map<Integer, Entry> line =
            entries.computeIfAbsent(row.getString("method"), m -> new HashMap<>());
        Entry counts = line.getOrDefault(k, new Entry(Double.NaN, 0, 0, 0, 0));
        line.put(
            k,
            new Entry(
                row.getDouble("Mean [value]"),
                row.getDouble("Std. Deviation [value]"),
                (int) row.getDouble("Count [value]"),
                counts.failed,
                counts.collapsed));
      }
    }
    return new ResultTable(
        List.copyOf(methods),
        List.copyOf(bits),
        List.copyOf(seeds),
        Collections.unmodifiableMap(entries));
  }

  /** The entry of a method and length, if there is a cell. */
  Optional<Entry> entry(String method, int k) {
    return Optional.ofNullable(entries.getOrDefault(method, Map.of()).get(k));
  }

  /** Code lengths at which a method has a mean, ascending. */
  List<Integer> finished(String method) {
    return bits.stream()
        .filter(k -> entry(method, k).filter(e -> e.done() > 0).isPresent())
        .toList();
  }

  /** True for rows that are no hashing methods. */
  static boolean isReference(String method) {
    return REFERENCES.contains(method);
  }

  /**
   * The highest finished mean of a column; the references are no hashing methods and don't count.
   */
  OptionalDouble best(int k) {
    return methods.stream()
        .filter(method -> !isReference(method))
        .flatMap(method -> entry(method, k).stream())
        .filter(entry -> entry.done() > 0)
        .mapToDouble(Entry::mean)
        .max();
  }

  /**
   * The means, as text: header {@code method,<bits>…}, four decimals, empty where no cell is,
   * {@code failed} where every seed failed, followed by {@code collapsed} where codes of a seed
   * did.
   */
  Table means() {
    return text(
        entry ->
            entry.allFailed()
                ? "failed"
                : Numbers.four(entry.mean()) + (entry.collapsed() > 0 ? " collapsed" : ""));
  }

  /** The deviations over seeds in the same form, empty where fewer than two seeds finished. */
  Table deviations() {
    return text(entry -> entry.done() < 2 ? "" : Numbers.four(entry.sd()));
  }

  private Table text(Function<Entry, String> format) {
    Table table = Table.create("table1", StringColumn.create("method", methods));
    for (int k : bits) {
      table.addColumns(
          StringColumn.create(
              Integer.toString(k),
              methods.stream().map(method -> entry(method, k).map(format).orElse("")).toList()));
    }
    return table;
  }
}
