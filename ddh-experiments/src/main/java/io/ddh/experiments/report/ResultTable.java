package io.ddh.experiments.report;

import io.ddh.experiments.Cell;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * One metric of one data set, by method and code length, over seeds.
 *
 * @param rows by method in the order of tables, then by code length, ascending
 */
public record ResultTable(SortedMap<String, SortedMap<Integer, Entry>> rows) {
  private static final Set<String> REFERENCES = Set.of("random", "class-id");

  /**
   * The cells of one method and code length.
   *
   * @param values of the finished cells that have the metric, by seed
   * @param failed seeds whose cells failed
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

    /** Mean and deviation over the finished seeds. */
    public Sample sample() {
      return Sample.of(values.values().stream().mapToDouble(v -> v).toArray());
    }

    /** Mean over the finished seeds; NaN for none. */
    double mean() {
      return sample().mean();
    }

    /** Sample standard deviation over the finished seeds, 0 for fewer than two. */
    double sd() {
      return sample().sd();
    }

    /** Number of finished seeds. */
    int done() {
      return values.size();
    }

    /** True if no seed has a value and at least one failed. */
    public boolean allFailed() {
      return values.isEmpty() && !failed.isEmpty();
    }

    private boolean isEmpty() {
      return values.isEmpty() && failed.isEmpty();
    }
  }

  /** Gathers one metric of one data set's cells. */
  public static ResultTable of(Collection<Cell> cells, String metric) {
    ResultTable table = empty();
    cells.forEach(cell -> table.place(cell.method(), cell.bits()).add(cell, metric));
    return table;
  }

  static ResultTable empty() {
    return new ResultTable(new TreeMap<>(RowOrder.BY_PAPER));
  }

  /** The entry at a place, created if it is missing. */
  Entry place(String method, int bits) {
    return rows.computeIfAbsent(method, m -> new TreeMap<>())
        .computeIfAbsent(bits, k -> new Entry());
  }

  /** Methods in the order of tables. */
  public List<String> methods() {
    return List.copyOf(rows.keySet());
  }

  /** Code lengths, ascending. */
  public List<Integer> bits() {
    return rows.values().stream()
        .flatMap(row -> row.keySet().stream())
        .distinct()
        .sorted()
        .toList();
  }

  /** Run seeds of finished and failed cells, ascending. */
  List<Long> seeds() {
    return rows.values().stream()
        .flatMap(row -> row.values().stream())
        .flatMap(entry -> Stream.concat(entry.values.keySet().stream(), entry.failed.stream()))
        .distinct()
        .sorted()
        .toList();
  }

  /** The entry of a method and code length; empty if no cell has a value or failed there. */
  public Optional<Entry> entry(String method, int bits) {
    return Optional.ofNullable(rows.getOrDefault(method, new TreeMap<>()).get(bits))
        .filter(entry -> !entry.isEmpty());
  }

  /** Mean and deviation over seeds; a sample of no numbers where nothing is finished. */
  public Sample sample(String method, int bits) {
    return entry(method, bits).orElseGet(Entry::new).sample();
  }

  /** Left minus right, paired by seed, so that both sides saw the same split. */
  public Sample difference(String left, int leftBits, String right, int rightBits) {
    SortedMap<Long, Double> others = entry(right, rightBits).orElseGet(Entry::new).values;
    return Sample.of(
        entry(left, leftBits).orElseGet(Entry::new).values.entrySet().stream()
            .filter(e -> others.containsKey(e.getKey()))
            .mapToDouble(e -> e.getValue() - others.get(e.getKey()))
            .toArray());
  }

  /** Code lengths at which a method has a mean, ascending. */
  public List<Integer> finished(String method) {
    return bits().stream().filter(k -> sample(method, k).count() > 0).toList();
  }

  /** True for rows that are no hashing methods. */
  static boolean isReference(String method) {
    return REFERENCES.contains(method);
  }

  /** Finished hashing methods at a code length, highest mean first. */
  List<String> ranked(int bits) {
    return methods().stream()
        .filter(method -> !isReference(method) && sample(method, bits).count() > 0)
        .sorted((a, b) -> Double.compare(sample(b, bits).mean(), sample(a, bits).mean()))
        .toList();
  }

  /** The highest mean at a code length; references don't count. */
  OptionalDouble best(int bits) {
    return ranked(bits).stream().mapToDouble(row -> sample(row, bits).mean()).findFirst();
  }

  /**
   * The means as text: header {@code method,<bits>…}, four decimals, empty where no cell is, {@code
   * failed} where every seed failed; {@code collapsed} follows if a seed's codes collapsed.
   */
  Table means() {
    return text(
        entry ->
            entry.allFailed()
                ? "failed"
                : Numbers.four(entry.mean()) + (entry.collapsed.isEmpty() ? "" : " collapsed"));
  }

  /** The deviations over seeds in the same form, empty where fewer than two seeds finished. */
  Table deviations() {
    return text(entry -> entry.done() < 2 ? "" : Numbers.four(entry.sd()));
  }

  private Table text(Function<Entry, String> format) {
    List<String> methods = methods();
    Table table = Table.create("table1", StringColumn.create("method", methods));
    for (int k : bits()) {
      table.addColumns(
          StringColumn.create(
              Integer.toString(k),
              methods.stream().map(method -> entry(method, k).map(format).orElse("")).toList()));
    }
    return table;
  }
}
