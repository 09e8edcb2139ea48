package io.ddh.experiments.reproduction;

import io.ddh.core.BadInputException;
import io.ddh.eval.Metrics;
import io.ddh.experiments.Cell;
import io.ddh.experiments.CellStore;
import io.ddh.experiments.Collapse;
import io.ddh.experiments.Provenance;
import io.ddh.experiments.report.CollapseNotes;
import io.ddh.experiments.report.ResultTable;
import io.ddh.experiments.report.Sample;
import io.ddh.experiments.report.TrainingCurve;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The results of some rows on many small data sets at one code length. Some of these results may be
 * missing.
 *
 * @param bits code length
 * @param rows names of the rows, in the order of the page
 * @param sets data sets in the order of the page, each with those of its cells that belong to these
 *     rows and this code length
 */
record SmallSets(int bits, List<String> rows, Map<String, List<Cell>> sets) {
  private static final String MISSING = "missing";
  private static final String CHANCE = "*chance*";

  /**
   * Smallest MAP, with each training image as a query against the others, at which codes count as
   * telling the training images apart.
   */
  private static final double LEARNED = 0.9;

  static SmallSets read(Path results, PageData data) throws IOException {
    Map<String, List<Cell>> sets = new LinkedHashMap<>();
    for (String set : data.sets()) {
      List<Cell> cells = new ArrayList<>(CellStore.readAll(results, set));
      cells.removeIf(cell -> cell.bits() != data.bits() || !data.rows().contains(cell.method()));
      sets.put(set, cells);
    }
    return new SmallSets(data.bits(), data.rows(), sets);
  }

  /** Returns all cells, grouped by data set. */
  List<Cell> cells() {
    return sets.values().stream().flatMap(List::stream).toList();
  }

  /** Returns the cells of a row on a data set, one per seed. */
  List<Cell> cells(String set, String row) {
    return sets.get(set).stream().filter(cell -> cell.method().equals(row)).toList();
  }

  /**
   * {@return Markdown tables with the MAP of each row and the chance level, keyed by the prefix of
   * the data sets' names} The prefix ends before the last hyphen; data sets with the same prefix
   * share a table.
   */
  Map<String, String> grid() {
    List<String> lines = Stream.concat(Stream.of(CHANCE), rows.stream()).toList();
    Map<String, String> out = new TreeMap<>();
    sets.keySet().stream()
        .collect(Collectors.groupingBy(set -> set.replaceFirst("-[^-]*$", "")))
        .forEach(
            (prefix, names) ->
                out.put(
                    prefix,
                    Markdown.table(
                        prefix,
                        lines,
                        names,
                        set -> set.replaceFirst(".*-", ""),
                        (row, set) -> row.equals(CHANCE) ? chance(set) : entry(set, row))));
    return out;
  }

  private String chance(String set) {
    Stream<OptionalDouble> chances = sets.get(set).stream().map(c -> c.provenance().chance());
    return Sample.of(chances.flatMapToDouble(OptionalDouble::stream).limit(1).toArray()).text();
  }

  private String entry(String set, String row) {
    List<Cell> cells = cells(set, row);
    ResultTable.Entry entry = ResultTable.of(cells, Metrics.MAP).entry(row, bits);
    String mark = entry.collapsed().isEmpty() ? "" : " " + CollapseNotes.MARK;
    return cells.isEmpty()
        ? MISSING
        : entry.allFailed() ? Cell.FAILED : entry.sample().text() + mark;
  }

  /**
   * {@return a sentence that states how many cells have results and in what state the other cells
   * are}
   */
  String finished() {
    Map<String, List<String>> others = new TreeMap<>();
    for (String set : sets.keySet()) {
      for (String row : rows) {
        others.computeIfAbsent(entry(set, row), e -> new ArrayList<>()).add(row + " on " + set);
      }
    }
    others.keySet().retainAll(List.of(MISSING, Cell.FAILED));
    int all = sets.size() * rows.size();
    int done = all - others.values().stream().mapToInt(List::size).sum();
    List<String> parts = new ArrayList<>(List.of(done + " of " + all + " cells have results"));
    others.forEach(
        (kind, names) -> {
          String which = names.size() <= 5 ? ": " + String.join(", ", names) : "";
          parts.add(names.size() + " " + kind + which);
        });
    return String.join("; ", parts) + ".";
  }

  /** {@return a sentence with the meaning of the mark of collapsed cells} */
  String legend() {
    return CollapseNotes.legend(cells()).orElse("No cell is collapsed.");
  }

  /** {@return one line for each row that has collapsed cells, with the number of these cells} */
  List<String> collapsed() {
    List<String> lines = new ArrayList<>();
    for (String row : rows) {
      List<Cell> done = cells().stream().filter(c -> c.method().equals(row) && c.done()).toList();
      List<String> names = done.stream().filter(Cell::collapsed).map(Cell::dataset).toList();
      if (!names.isEmpty()) {
        String where = names.size() == done.size() ? "" : ": " + String.join(", ", names);
        lines.add("`" + row + "`: " + names.size() + " of " + done.size() + " cells" + where);
      }
    }
    return lines;
  }

  /**
   * {@return one line for each collapsed cell whose row does not declare that its codes may
   * collapse. All lines are in one inner list; the outer list is empty if there are no lines}
   */
  List<List<String>> undeclared() {
    List<String> warnings = new ArrayList<>();
    sets.forEach(
        (set, own) -> CollapseNotes.warnings(own).forEach(w -> warnings.add(set + " " + w)));
    return warnings.isEmpty() ? List.of() : List.of(warnings);
  }

  /**
   * {@return the values that the template needs for {@code under}} The values are the number of
   * cells in which one row's MAP is lower than that of another row, and those cells in which the
   * gap exceeds a limit.
   *
   * @throws BadInputException if one of the rows is not among the rows of this page
   */
  Map<String, Object> under(PageData.Under under) {
    List<String> unknown = new ArrayList<>(List.of(under.row(), under.other()));
    unknown.addAll(under.beside());
    unknown.removeAll(rows);
    if (!unknown.isEmpty()) {
      throw BadInputException.of("under: '%s'; valid: %s", unknown.get(0), String.join(", ", rows));
    }
    int all = 0;
    int above = 0;
    List<Map<String, Object>> beyond = new ArrayList<>();
    for (String set : sets.keySet()) {
      for (Cell cell : cells(set, under.row())) {
        for (Cell other : cells(set, under.other())) {
          if (cell.done() && other.done() && cell.seed() == other.seed()) {
            all++;
            above += cell.map() >= other.map() ? 1 : 0;
            if (cell.map() - other.map() < -under.limit()) {
              beyond.add(shortfall(cell, other, beside(set, under.beside())));
            }
          }
        }
      }
    }
    Map<String, Object> model = new TreeMap<>();
    model.put("row", under.row());
    model.put("other", under.other());
    model.put("limit", under.limit());
    model.put("all", all);
    model.put("above", above);
    model.put("within", all - above - beyond.size());
    model.put("count", beyond.size());
    model.put("end", beyond.isEmpty() ? "." : ":");
    model.put("beyond", beyond);
    return model;
  }

  /** Returns the MAP of further rows on a data set as text; rows without results are left out. */
  private String beside(String set, List<String> names) {
    ResultTable table = ResultTable.of(sets.get(set), Metrics.MAP);
    return names.stream()
        .filter(row -> table.sample(row, bits).count() > 0)
        .map(row -> String.format(Locale.ROOT, "`%s` %.2f", row, table.sample(row, bits).mean()))
        .collect(Collectors.joining(", "));
  }

  /**
   * Returns the values that the template needs for a cell whose MAP is far below that of another
   * cell, with facts from its file that hint at the cause.
   */
  private static Map<String, Object> shortfall(Cell cell, Cell than, String beside) {
    Provenance from = cell.provenance();
    Map<String, Object> model = new TreeMap<>();
    model.put("cell", cell);
    model.put("than", than);
    model.put("difference", cell.map() - than.map());
    model.put("learned", from.collapse().map(Collapse::map).orElse(0.0) >= LEARNED);
    double perPerson = (double) from.split().train() / from.split().people();
    model.put("perPerson", String.format(Locale.ROOT, "%.1f", perPerson));
    model.put("losses", TrainingCurve.of(cell).map(curve -> losses(from, curve)));
    model.put("beside", beside);
    return model;
  }

  /**
   * Returns the values that the template needs for a network's training. These values tell how long
   * the training was and whether the loss was still falling at the end.
   */
  private static Map<String, Object> losses(Provenance from, TrainingCurve curve) {
    double[] loss = curve.loss();
    double[] validation = curve.validation();
    double batch = from.configuredNumber("method.settings.batch").orElse(0);
    double most = from.configuredNumber("method.settings.epochs").orElse(0);
    boolean watched =
        validation.length == loss.length && curve.kept() >= 1 && curve.kept() <= loss.length;
    Map<String, Object> model = new TreeMap<>();
    model.put("epochs", loss.length);
    model.put("steps", batch > 0 ? "" + (int) Math.ceil(from.split().train() / batch) : "");
    model.put("watched", watched);
    if (watched) {
      model.put("falling", curve.kept() == loss.length);
      model.put("most", loss.length >= most);
      model.put("kept", curve.kept());
      model.put("validationKept", validation[curve.kept() - 1]);
      model.put("validationLast", validation[loss.length - 1]);
      model.put("lossFirst", loss[0]);
      model.put("lossKept", loss[curve.kept() - 1]);
      model.put("lossLast", loss[loss.length - 1]);
    }
    return model;
  }
}
