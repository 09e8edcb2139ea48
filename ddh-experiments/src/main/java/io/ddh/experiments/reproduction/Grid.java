package io.ddh.experiments.reproduction;

import io.ddh.core.BadInputException;
import io.ddh.eval.Metrics;
import io.ddh.experiments.Cell;
import io.ddh.experiments.CellStore;
import io.ddh.experiments.report.ChanceLevel;
import io.ddh.experiments.report.CollapseNotes;
import io.ddh.experiments.report.Sample;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Rows on data sets at one code length, as far as they are finished; what is missing shows as
 * missing.
 *
 * @param bits code length
 * @param rows asked for
 * @param sets asked for, in order, each with the cells of these rows and this length that it has
 */
record Grid(int bits, List<String> rows, Map<String, List<Cell>> sets) {
  private static final Pattern TEXT = Pattern.compile("(\\d{1,4}) of (.+) on (.+)");

  /** Reads {@code BITS of ROW, … on SET, …}. */
  static Grid read(String text, Path results) throws IOException {
    Matcher parts = TEXT.matcher(text);
    if (!parts.matches()) {
      throw new BadInputException("'" + text + "': valid: cells BITS of ROW, … on SET, …");
    }
    int bits = Integer.parseInt(parts.group(1));
    List<String> rows = List.of(parts.group(2).split(",\\s*", -1));
    Map<String, List<Cell>> sets = new LinkedHashMap<>();
    for (String set : parts.group(3).split(",\\s*", -1)) {
      sets.put(
          set,
          CellStore.readAll(results, set).stream()
              .filter(cell -> cell.bits() == bits && rows.contains(cell.method()))
              .toList());
    }
    return new Grid(bits, rows, sets);
  }

  /** All cells, set by set. */
  List<Cell> cells() {
    return sets.values().stream().flatMap(List::stream).toList();
  }

  /** A row's cells on a set, one a seed. */
  List<Cell> cells(String set, String row) {
    if (!rows.contains(row)) {
      throw new BadInputException(
          "'" + row + "': not among the rows; valid: " + String.join(", ", rows));
    }
    return sets.get(set).stream().filter(cell -> cell.method().equals(row)).toList();
  }

  /** MAP over seeds; no seeds where there is no number. */
  Sample map(String set, String row) {
    return Sample.of(cells(set, row).stream().filter(Cell::done).mapToDouble(Grid::map).toArray());
  }

  static double map(Cell cell) {
    return cell.metrics().getOrDefault(Metrics.MAP, Double.NaN);
  }

  /** Rows and columns: MAP of each row on the sets whose name starts with the prefix and a dash. */
  List<String> table(String prefix) {
    List<String> names = sets.keySet().stream().filter(s -> s.startsWith(prefix + "-")).toList();
    if (names.isEmpty()) {
      throw new BadInputException(
          "'"
              + prefix
              + "': no set's name starts so; valid: of "
              + String.join(", ", sets.keySet()));
    }
    List<String> heading = new ArrayList<>(List.of(prefix));
    names.forEach(set -> heading.add(set.substring(prefix.length() + 1)));
    List<List<String>> lines = new ArrayList<>();
    List<String> chance = new ArrayList<>(List.of("*chance*"));
    names.forEach(set -> chance.add(chance(set)));
    lines.add(chance);
    for (String row : rows) {
      List<String> line = new ArrayList<>(List.of(row));
      names.forEach(set -> line.add(entry(set, row)));
      lines.add(line);
    }
    return Markdown.table(heading, lines);
  }

  private String chance(String set) {
    return sets.get(set).stream()
        .map(cell -> ChanceLevel.of(cell.provenance()))
        .filter(OptionalDouble::isPresent)
        .findFirst()
        .map(chance -> Sample.of(chance.getAsDouble()).text())
        .orElse("–");
  }

  private String entry(String set, String row) {
    List<Cell> cells = cells(set, row);
    if (cells.isEmpty()) {
      return "missing";
    }
    if (cells.stream().noneMatch(Cell::done)) {
      return Cell.FAILED;
    }
    String mark = cells.stream().anyMatch(Cell::collapsed) ? " " + CollapseNotes.MARK : "";
    return map(set, row).text() + mark;
  }

  /** How many of the cells have results, and what the others are. */
  String finished() {
    Map<String, List<String>> others = new TreeMap<>();
    int all = 0;
    int done = 0;
    for (String set : sets.keySet()) {
      for (String row : rows) {
        all++;
        String entry = entry(set, row);
        if (entry.equals("missing") || entry.equals(Cell.FAILED)) {
          others.computeIfAbsent(entry, e -> new ArrayList<>()).add(row + " on " + set);
        } else {
          done++;
        }
      }
    }
    StringBuilder out = new StringBuilder(done + " of " + all + " cells have results");
    others.forEach(
        (entry, names) ->
            out.append("; ")
                .append(names.size())
                .append(' ')
                .append(entry)
                .append(names.size() <= 5 ? ": " + String.join(", ", names) : ""));
    return out.append('.').toString();
  }

  /**
   * What the mark means, how often each row collapsed, and a line for each that doesn't declare it.
   */
  List<String> collapsed() {
    List<String> out = new ArrayList<>();
    out.add(CollapseNotes.legend(cells()).orElse("No cell is collapsed."));
    for (String row : rows) {
      List<String> names = new ArrayList<>();
      long done = 0;
      for (Map.Entry<String, List<Cell>> set : sets.entrySet()) {
        List<Cell> own = cells(set.getKey(), row);
        done += own.stream().filter(Cell::done).count();
        own.stream().filter(Cell::collapsed).forEach(cell -> names.add(set.getKey()));
      }
      if (!names.isEmpty()) {
        boolean each = names.size() == done;
        out.add("");
        out.add(
            String.format(
                Locale.ROOT,
                "- `%s`: %d of %d cells%s",
                row,
                names.size(),
                done,
                each ? "" : ": " + String.join(", ", names)));
      }
    }
    List<String> warnings = new ArrayList<>();
    sets.forEach(
        (set, own) -> CollapseNotes.warnings(own).forEach(w -> warnings.add(set + " " + w)));
    out.add("");
    out.add(
        warnings.isEmpty()
            ? "No cell is collapsed whose row doesn't declare it."
            : "Not declared by their rows:");
    for (String warning : warnings) {
      out.add("");
      out.add("- " + warning);
    }
    return out;
  }

  /** The grid as one source, for the table of where numbers come from. */
  Source source(String name) {
    return new Source(name, cells(), List.of(), new TreeMap<>());
  }
}
