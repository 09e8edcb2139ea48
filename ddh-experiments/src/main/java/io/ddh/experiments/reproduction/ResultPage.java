package io.ddh.experiments.reproduction;

import static java.util.stream.Collectors.toList;

import io.ddh.core.BadInputException;
import io.ddh.experiments.Cell;
import io.ddh.experiments.Provenance.Machine;
import io.ddh.experiments.Provenance.Program;
import io.ddh.experiments.report.PaperTable;
import io.ddh.experiments.report.RowOrder;
import io.ddh.experiments.report.Templates;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Fills a page of prose with numbers computed from results. The page is a mustache template,
 * preceded by YAML that lists the numbers that the template needs; see {@code docs/methods.md},
 * "The reproduction page".
 */
public final class ResultPage {
  private ResultPage() {}

  /**
   * {@return the text of the page with its numbers}
   *
   * @param file text of the file, with the YAML and the template
   * @param name name of the file, for messages
   * @param results results folder
   * @throws BadInputException if a key or name is wrong, or a table or row has no numbers; the
   *     message names the place
   * @throws IOException if a cell file can't be read
   */
  public static String fill(String file, String name, Path results) throws IOException {
    String text = file.lines().collect(Collectors.joining("\n", "", "\n"));
    String[] parts =
        text.startsWith("---\n") ? text.split("(?m)^---\n", 3) : new String[] {"", "", text};
    if (parts.length < 3) {
      throw new BadInputException(name + ": the YAML has no end; a line '---' must follow it");
    }
    String above = text.substring(0, text.length() - parts[2].length());
    try {
      Map<String, Object> model = model(PageData.read(parts[1]), results);
      return Templates.fill(ResultPage.class, parts[2], (int) above.lines().count(), model);
    } catch (BadInputException e) {
      throw new BadInputException(name + ": " + e.getMessage(), e);
    }
  }

  private static Map<String, Object> model(PageData data, Path results) throws IOException {
    PaperTable paper = PaperTable.load();
    Map<String, Object> model = new TreeMap<>();
    List<Source> tables = new ArrayList<>();
    for (String table : data.tables()) {
      tables.add(Source.of(table, results, paper));
      model.put(table, tables.get(tables.size() - 1));
    }
    for (String table : data.also()) {
      model.put(table, Source.of(table, results, paper));
    }
    Map<String, Comparison> compare = new TreeMap<>();
    data.compare().forEach((key, sides) -> compare.put(key, sides.over(tables)));
    model.put("compare", compare);
    List<String> rows = new ArrayList<>(RowOrder.PAPER);
    rows.removeIf(row -> tables.stream().noneMatch(t -> t.sample(row, data.bits()).count() > 0));
    Function<Source, String> heading = Source::toString;
    model.put(
        "ranks", Markdown.table("row", rows, tables, heading, (r, t) -> t.ranked(r, data.bits())));
    model.put(
        "correlations",
        Markdown.table(
            "Spearman's ρ", tables, tables, heading, (a, b) -> a.correlation(b, data.bits())));
    Map<String, List<Cell>> cells = new LinkedHashMap<>();
    tables.forEach(source -> cells.put(source.toString(), source.cells()));
    if (!data.sets().isEmpty()) {
      SmallSets sets = SmallSets.read(results, data);
      model.put("sets", sets);
      cells.put("these sets", sets.cells());
      model.put("under", data.under().stream().map(sets::under).toList());
    }
    model.put("provenance", provenance(cells));
    return model;
  }

  /** Returns a Markdown table with a line for each revision and machine that made cells. */
  private static String provenance(Map<String, List<Cell>> cells) {
    List<List<String>> lines = new ArrayList<>();
    lines.add(List.of("table", "rows", "cells", "revision", "Java", "CPU"));
    cells.forEach(
        (title, all) ->
            all.stream()
                .collect(Collectors.groupingBy(ResultPage::origin, TreeMap::new, toList()))
                .forEach(
                    (origin, own) -> {
                      Set<String> rows = new TreeSet<>(RowOrder.BY_PAPER);
                      own.forEach(cell -> rows.add(cell.method()));
                      List<String> line = new ArrayList<>(List.of(title, String.join(", ", rows)));
                      line.add("" + own.size());
                      line.addAll(List.of(origin.split("\t", -1)));
                      lines.add(line);
                    }));
    return Markdown.table(lines);
  }

  private static String origin(Cell cell) {
    Program program = cell.provenance().program();
    Machine machine = cell.provenance().machine();
    String changed = program.dirty() ? " (changed)" : "";
    return program.revision() + changed + "\t" + machine.java() + "\t" + machine.cpu();
  }
}
