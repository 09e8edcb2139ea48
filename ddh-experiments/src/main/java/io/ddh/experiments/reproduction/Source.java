package io.ddh.experiments.reproduction;

import io.ddh.core.BadInputException;
import io.ddh.eval.Metrics;
import io.ddh.experiments.Cell;
import io.ddh.experiments.CellStore;
import io.ddh.experiments.Provenance;
import io.ddh.experiments.report.KeptTwins;
import io.ddh.experiments.report.PaperTable;
import io.ddh.experiments.report.ResultTable;
import io.ddh.experiments.report.TwinCounts;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * MAP of all rows of one table: of a data set in a results folder, or one that the paper printed.
 *
 * @param name for example {@code lfw10}, or {@code paper/facescrub} for the paper's
 * @param cells finished cells behind the numbers; none for the paper's
 * @param kept near twins found by a check of the data set
 * @param table MAP by row and code length
 */
record Source(String name, List<Cell> cells, List<KeptTwins> kept, ResultTable table) {
  private static final String PAPER = "paper/";

  /**
   * Reads a table.
   *
   * @throws BadInputException if there is no such table, or it has no finished cell
   */
  static Source of(String name, Path results, PaperTable paper) throws IOException {
    if (name.startsWith(PAPER)) {
      ResultTable printed = paper.tables().get(name.substring(PAPER.length()));
      if (printed == null) {
        throw new BadInputException(
            name + ": the paper has no such table; valid: paper/youtube-faces, paper/facescrub");
      }
      return new Source(name, List.of(), List.of(), printed);
    }
    List<Cell> cells =
        CellStore.readAll(results, name).stream()
            .filter(cell -> cell.done() && cell.metrics().containsKey(Metrics.MAP))
            .toList();
    if (cells.isEmpty()) {
      throw new BadInputException(
          results.resolve(name) + ": no finished cell; valid: a data set's results of \"ddh run\"");
    }
    return new Source(
        name, cells, KeptTwins.read(results, name), ResultTable.of(cells, Metrics.MAP));
  }

  /** True for a table of the paper. */
  boolean isPaper() {
    return name.startsWith(PAPER);
  }

  /** Name of the table in headings. */
  String title() {
    return switch (name) {
      case PAPER + "youtube-faces" -> "the paper, YouTube Faces";
      case PAPER + "facescrub" -> "the paper, FaceScrub";
      default -> name;
    };
  }

  /** Code lengths of several tables, ascending. */
  static List<Integer> lengths(List<Source> sources) {
    return sources.stream().flatMap(s -> s.table.bits().stream()).distinct().sorted().toList();
  }

  /** MAP as text by row and code length, where it is finished. */
  Map<String, Map<String, String>> map() {
    Map<String, Map<String, String>> out = new TreeMap<>();
    table.rows().forEach(
        (row, entries) -> {
          Map<String, String> texts = new TreeMap<>();
          entries.forEach((bits, e) -> texts.put(Integer.toString(bits), e.sample().text()));
          out.put(row, texts);
        });
    return out;
  }

  /** A table of all rows at all code lengths. */
  MarkdownTable maps() {
    MarkdownTable out = new MarkdownTable("row");
    table.bits().forEach(k -> out.heading().add(k + " bits"));
    for (String row : table.methods()) {
      out.line(row, table.bits().stream().map(k -> table.sample(row, k).text()).toList());
    }
    return out;
  }

  /** How many queries have a near twin in the gallery. */
  String twins() {
    return TwinCounts.of(kept, cells)
        .text()
        .orElseThrow(
            () ->
                new BadInputException(
                    name
                        + ": nothing kept of its twins; valid: a data set after ddh data check --dataset "
                        + name
                        + " --keep"));
  }

  /** A table of how each network was trained: epochs allowed, run and kept, seconds. */
  MarkdownTable training() {
    MarkdownTable out =
        new MarkdownTable(
            "row", "epochs at most", "epochs run", "epoch kept", "seconds of training");
    for (String row : table.methods()) {
      List<Provenance> networks =
          cells.stream()
              .filter(cell -> cell.method().equals(row))
              .map(Cell::provenance)
              .filter(from -> fact(from, "epochs").isPresent())
              .toList();
      if (!networks.isEmpty()
          && networks.stream().allMatch(from -> fact(from, "best_epoch").isPresent())) {
        out.line(
            row,
            List.of(
                range(networks, from -> from.configuredNumber("method.settings.epochs")),
                range(networks, from -> fact(from, "epochs")),
                range(networks, from -> fact(from, "best_epoch")),
                range(networks, from -> OptionalDouble.of(from.seconds().get("train")))));
      }
    }
    return out;
  }

  private static OptionalDouble fact(Provenance from, String name) {
    return from.facts().get(name) instanceof Number n
        ? OptionalDouble.of(n.doubleValue())
        : OptionalDouble.empty();
  }

  /** Smallest to largest, rounded to whole numbers. */
  private static String range(List<Provenance> cells, Function<Provenance, OptionalDouble> number) {
    DoubleSummaryStatistics all =
        cells.stream().flatMapToDouble(from -> number.apply(from).stream()).summaryStatistics();
    if (all.getCount() == 0) {
      return "–";
    }
    String low = String.format(Locale.ROOT, "%.0f", all.getMin());
    String high = String.format(Locale.ROOT, "%.0f", all.getMax());
    return low.equals(high) ? low : low + "–" + high;
  }
}
