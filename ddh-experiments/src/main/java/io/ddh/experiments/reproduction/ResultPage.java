package io.ddh.experiments.reproduction;

import io.ddh.core.BadInputException;
import io.ddh.experiments.Cell;
import io.ddh.experiments.Provenance.Program;
import io.ddh.experiments.report.PaperTable;
import io.ddh.experiments.report.RowOrder;
import io.ddh.experiments.report.Templates;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A page of prose with numbers computed from results: a mustache template below YAML that says
 * which numbers it needs; see {@code docs/methods.md}, "The reproduction page".
 */
public final class ResultPage {
  private static final Pattern FILE = Pattern.compile("(?s)(?:---\n(.*?)---\n)?(.*)");

  private ResultPage() {}

  /**
   * The page.
   *
   * @param file text of the YAML and the template
   * @param name of the file, for messages
   * @throws BadInputException naming the place of a wrong key or name, or what has no numbers
   */
  public static String fill(String file, String name, Path results) throws IOException {
    Matcher parts = FILE.matcher(file.lines().collect(Collectors.joining("\n", "", "\n")));
    if (!parts.matches()) {
      throw new IllegalStateException(name);
    }
    String yaml = parts.group(1) == null ? "" : parts.group(1);
    PageData data = PageData.read(yaml, name);
    Map<String, Object> model;
    try {
      model = model(data, results);
    } catch (BadInputException e) {
      throw new BadInputException(name + ": " + e.getMessage(), e);
    }
    int above = parts.start(2) == 0 ? 0 : (int) yaml.lines().count() + 2;
    return Templates.fill(ResultPage.class, parts.group(2), name, above, model);
  }

  private static Map<String, Object> model(PageData data, Path results) throws IOException {
    PaperTable paper = PaperTable.load();
    Map<String, Object> model = new TreeMap<>();
    List<Source> tables = new ArrayList<>();
    for (String table : data.tables()) {
      tables.add(Source.of(table, results, paper));
    }
    tables.forEach(source -> model.put(source.name(), source));
    for (String table : data.also()) {
      model.put(table, Source.of(table, results, paper));
    }
    Map<String, Object> compare = new TreeMap<>();
    data.compare()
        .forEach(
            (key, sides) -> {
              try {
                compare.put(key, sides.over(tables));
              } catch (BadInputException e) {
                throw new BadInputException("compare: " + key + ": " + e.getMessage(), e);
              }
            });
    model.put("compare", compare);
    Ranks ranks = new Ranks(tables, data.bits());
    model.put("ranks", ranks.ranks());
    model.put("correlations", ranks.correlations());
    MarkdownTable provenance =
        new MarkdownTable("table", "rows", "cells", "revision", "Java", "CPU");
    tables.forEach(source -> provenance(provenance, source.title(), source.cells()));
    if (!data.sets().isEmpty()) {
      SmallSets sets = SmallSets.read(results, data);
      model.put("sets", sets);
      provenance(provenance, "these sets", sets.cells());
      model.put("under", data.under().stream().map(u -> Shortfalls.of(sets, u)).toList());
    }
    model.put("provenance", provenance);
    return model;
  }

  /** Adds a line per revision and machine that made cells. */
  private static void provenance(MarkdownTable table, String title, List<Cell> cells) {
    cells.stream()
        .collect(Collectors.groupingBy(ResultPage::origin, TreeMap::new, Collectors.toList()))
        .forEach(
            (origin, own) -> {
              Set<String> rows = new TreeSet<>(RowOrder.BY_PAPER);
              own.forEach(cell -> rows.add(cell.method()));
              List<String> fields = new ArrayList<>();
              fields.add(String.join(", ", rows));
              fields.add(Integer.toString(own.size()));
              fields.addAll(List.of(origin.split("\t", -1)));
              table.line(title, fields);
            });
  }

  private static String origin(Cell cell) {
    Program program = cell.provenance().program();
    return program.revision()
        + (program.dirty() ? " (changed)" : "")
        + "\t"
        + cell.provenance().machine().java()
        + "\t"
        + cell.provenance().machine().cpu();
  }
}
