package io.ddh.experiments.report;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toList;

import io.ddh.core.Shown;
import io.ddh.eval.Metrics;
import io.ddh.experiments.Cell;
import io.ddh.experiments.Provenance;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Everything that tables and figures show about one data set.
 *
 * @param name name of the data set
 * @param cells cells of the data set, sorted by row, code length and seed
 * @param table MAP by row and code length
 * @param paper numbers printed in the paper
 * @param significance significance of the advantage of the best row over the second best, by code
 *     length
 * @param twins near twins that {@code ddh data check} found; their data and splits may differ from
 *     those of the cells
 */
record DatasetResults(
    String name,
    List<Cell> cells,
    ResultTable table,
    PaperTable paper,
    SortedMap<Integer, Significance> significance,
    List<KeptTwins> twins)
    implements FigureData {

  private static final String NEAR_TWINS =
      "Near twins: %s have an image in the gallery that is almost the same; every method except"
          + " 'random' finds this image, which raises MAP (found by \"ddh data check\").";
  private static final Comparator<Cell> ORDER =
      Comparator.comparing(Cell::pretrained)
          .thenComparing(Cell::method, RowOrder.BY_PAPER)
          .thenComparingInt(Cell::bits)
          .thenComparingLong(Cell::seed);

  /** Gathers the results of a data set from its cells. */
  static DatasetResults of(String name, List<Cell> cells, PaperTable paper, List<KeptTwins> twins) {
    List<Cell> sorted = cells.stream().sorted(ORDER).toList();
    ResultTable table = ResultTable.of(sorted, Metrics.MAP);
    return new DatasetResults(
        name, sorted, table, paper, Significance.of(name, table, sorted), twins);
  }

  /** Returns Table 1 of the data set as text. */
  TableView view() {
    return TableView.of(this);
  }

  /** Returns the cells whose data digest differs from that of most cells. */
  List<Cell> otherData() {
    return cells.stream()
        .collect(groupingBy(c -> c.provenance().digests().data(), TreeMap::new, toList()))
        .values()
        .stream()
        .sorted(Comparator.comparingInt(List<Cell>::size).reversed())
        .skip(1)
        .flatMap(List::stream)
        .toList();
  }

  /** Returns all settings of a cell, except code length and seed, as one string. */
  private static String settings(Cell cell) {
    Map<String, String> settings = new TreeMap<>(Provenance.texts(cell.provenance().config()));
    settings.keySet().removeAll(Set.of("bits", "seed"));
    return settings.toString();
  }

  /**
   * Returns the line above the table, which states the kind of faces, remarks on the data, the
   * chance level and the seeds.
   */
  String heading() {
    List<String> parts = new ArrayList<>();
    cells.stream() // remarks that the data set requires next to every number
        .flatMap(cell -> cell.provenance().configured("dataset.settings.note").stream())
        .sorted()
        .distinct()
        .forEach(remark -> parts.add(remark.endsWith(".") ? remark : remark + "."));
    if (synthetic()) {
      parts.add("Synthetic faces: rendered, no real people.");
    }
    chance().ifPresent(c -> parts.add("Chance level (random order): " + Sample.four(c) + "."));
    String all = seeds().stream().map(String::valueOf).collect(joining(", "));
    int count = seeds().size();
    if (count > 0) {
      String mean = "Mean ± sample standard deviation over " + count + " seeds: ";
      parts.add((count == 1 ? "One seed: " : mean) + all + ".");
    }
    return String.join(" ", parts);
  }

  /** Returns the notes below the table. */
  List<String> notes() {
    Set<String> rows = new TreeSet<>(RowOrder.BY_PAPER);
    rows.addAll(table.methods());
    rows.addAll(VariantNotes.methods(cells).values()); // the methods that variants are based on
    List<String> notes = new ArrayList<>();
    Templates.text(DatasetResults.class, "table-notes.txt")
        .lines()
        .map(line -> line.split(" = ", 2))
        .filter(note -> rows.stream().anyMatch(row -> row.matches(note[0])))
        .forEach(note -> notes.add(note[1]));
    KeptTwins.text(KeptTwins.of(twins, cells))
        .map(text -> Shown.format(NEAR_TWINS, text))
        .ifPresent(notes::add);
    notes.addAll(VariantNotes.of(cells));
    notes.addAll(PretrainedNotes.of(cells));
    Significance.note(significance).ifPresent(notes::add);
    CollapseNotes.legend(cells).ifPresent(notes::add);
    notes.addAll(table.deepMinusFeatures());
    if (paper.tables().containsKey(name)) {
      notes.add(
          "Columns \"paper\": " + paper.citation() + " Columns \"ours − paper\": the difference.");
    }
    return notes;
  }

  /**
   * Returns the warnings below the table about failed cells and about cells that can't be compared
   * with the rest.
   */
  List<String> warnings() {
    List<String> warnings = new ArrayList<>();
    cells.stream()
        .filter(cell -> !cell.done())
        .forEach(cell -> warnings.add(cell.id() + " failed: " + cell.reason()));
    warnings.addAll(CollapseNotes.warnings(cells));
    List<Cell> other = otherData();
    if (!other.isEmpty()) {
      warnings.add("Not comparable, because made from other data than the rest: " + ids(other));
    }
    if (KeptTwins.of(twins, cells).size() < twins.size()) {
      String stale =
          "check.json was made from other data or another split than the cells; run 'ddh data"
              + " check --dataset %s --keep' again";
      warnings.add(Shown.format(stale, name));
    }
    for (String row : rows()) {
      Map<String, List<Cell>> groups =
          cells.stream()
              .filter(cell -> cell.done() && cell.method().equals(row))
              .collect(groupingBy(DatasetResults::settings, TreeMap::new, toList()));
      String ids = groups.values().stream().map(DatasetResults::ids).collect(joining("; against "));
      if (groups.size() > 1) {
        warnings.add(row + ": not comparable, because made with different settings: " + ids);
      }
    }
    return warnings;
  }

  private static String ids(List<Cell> cells) {
    return cells.stream().map(Cell::id).sorted().collect(joining(", "));
  }
}
