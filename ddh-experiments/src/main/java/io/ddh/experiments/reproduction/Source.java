package io.ddh.experiments.reproduction;

import io.ddh.core.BadInputException;
import io.ddh.eval.Metrics;
import io.ddh.experiments.Cell;
import io.ddh.experiments.CellStore;
import io.ddh.experiments.Provenance;
import io.ddh.experiments.report.KeptTwins;
import io.ddh.experiments.report.PaperTable;
import io.ddh.experiments.report.ResultTable;
import io.ddh.experiments.report.RowOrder;
import io.ddh.experiments.report.Sample;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.commons.math3.stat.correlation.SpearmansCorrelation;

/**
 * A table with the MAP of all its rows, either computed from the results of a data set or as
 * printed in the paper.
 *
 * @param name name of the table, for example {@code lfw10}, or {@code paper/facescrub} for a table
 *     of the paper
 * @param cells finished cells from which the numbers come; none for a table of the paper
 * @param kept near twins found by a check of the data set
 * @param table MAP by row and code length
 */
record Source(String name, List<Cell> cells, List<KeptTwins> kept, ResultTable table) {
  private static final String PAPER = "paper/";

  /**
   * Reads a table.
   *
   * @throws BadInputException if there is no such table, or if it has no finished cell
   */
  static Source of(String name, Path results, PaperTable paper) throws IOException {
    if (name.startsWith(PAPER)) {
      ResultTable printed = paper.tables().get(name.substring(PAPER.length()));
      if (printed == null) {
        throw BadInputException.of(
            "%s: the paper has no such table; valid: paper/youtube-faces, paper/facescrub", name);
      }
      return new Source(name, List.of(), List.of(), printed);
    }
    List<Cell> cells = CellStore.readAll(results, name).stream().filter(Cell::done).toList();
    if (cells.isEmpty()) {
      throw BadInputException.of(
          "%s: no finished cell; valid: a data set with results of \"ddh run\"",
          results.resolve(name));
    }
    return new Source(
        name, cells, KeptTwins.read(results, name), ResultTable.of(cells, Metrics.MAP));
  }

  /** Returns the name of the table in headings. */
  @Override
  public String toString() {
    return switch (name) {
      case PAPER + "youtube-faces" -> "the paper, YouTube Faces";
      case PAPER + "facescrub" -> "the paper, FaceScrub";
      default -> name;
    };
  }

  /**
   * Returns the MAP of {@code ROW} at the given code length, or of {@code ROW@BITS} at the code
   * length in its name.
   */
  Sample sample(String row, int bits) {
    return table.sample(row(row), bits(row, bits));
  }

  /**
   * Returns the MAP of the left row minus that of the right row, paired by seed. The names of rows
   * are written as in {@link #sample}.
   */
  Sample difference(String left, String right, int bits) {
    return table.difference(row(left), bits(left, bits), row(right), bits(right, bits));
  }

  private static String row(String text) {
    return text.replaceFirst("@.*", "");
  }

  private static int bits(String row, int otherwise) {
    return row.contains("@") ? Integer.parseInt(row.replaceFirst(".*@", "")) : otherwise;
  }

  /** Returns the MAP as text, by row and code length; entries without results are left out. */
  Map<String, Map<String, String>> map() {
    Map<String, Map<String, String>> out = new TreeMap<>();
    for (String row : table.methods()) {
      Map<String, String> texts = new TreeMap<>();
      table.finished(row).forEach(bits -> texts.put("" + bits, sample(row, bits).text()));
      out.put(row, texts);
    }
    return out;
  }

  /** Returns the paper's rows that have results at the given code length. */
  List<String> paperRows(int bits) {
    return RowOrder.PAPER.stream().filter(row -> sample(row, bits).count() > 0).toList();
  }

  /**
   * Returns the MAP of a row, followed in brackets by its rank among the paper's rows. The rank is
   * one more than the number of rows with a higher mean.
   */
  String ranked(String row, int bits) {
    Sample own = sample(row, bits);
    long higher = paperRows(bits).stream().filter(r -> sample(r, bits).mean() > own.mean()).count();
    return own.text() + (own.count() == 0 ? "" : " (" + (1 + higher) + ")");
  }

  /**
   * Returns Spearman's ρ between two tables at a code length, over those rows of the paper that
   * both tables have.
   */
  String correlation(Source other, int bits) {
    List<String> both = new ArrayList<>(paperRows(bits));
    both.retainAll(other.paperRows(bits));
    if (both.size() < 2) {
      return "–";
    }
    double[] left = both.stream().mapToDouble(row -> sample(row, bits).mean()).toArray();
    double[] right = both.stream().mapToDouble(row -> other.sample(row, bits).mean()).toArray();
    double rho = new SpearmansCorrelation().correlation(left, right);
    return String.format(Locale.ROOT, "%.2f", rho).replace('-', '−');
  }

  /** Returns a Markdown table of the MAP of all rows at all code lengths. */
  String maps() {
    return Markdown.table(
        "row",
        table.methods(),
        table.bits(),
        bits -> bits + " bits",
        (row, bits) -> sample(row, bits).text());
  }

  /** {@return a string with the number of queries that have a near twin in the gallery} */
  String twins() {
    String none = "%s: no near twins are stored; run 'ddh data check --dataset %s --keep' first";
    return KeptTwins.text(KeptTwins.of(kept, cells))
        .orElseThrow(() -> BadInputException.of(none, name, name));
  }

  /**
   * {@return a Markdown table of the training of each network, with the number of epochs allowed,
   * the number of epochs run, the epoch kept and the seconds}
   */
  String training() {
    Map<String, String> columns = new LinkedHashMap<>();
    columns.put("epochs at most", "config.method.settings.epochs");
    columns.put("epochs run", "facts.epochs");
    columns.put("epoch kept", "facts.best_epoch");
    columns.put("training time, s", "seconds.train");
    return Markdown.table(
        "row",
        table.methods().stream().filter(row -> !networks(row).isEmpty()).toList(),
        List.copyOf(columns.keySet()),
        column -> column,
        (row, column) -> range(networks(row), columns.get(column)));
  }

  /**
   * {@return the provenance values, by keys joined with dots, of those cells of a row that record
   * how many epochs were run and which one was kept}
   */
  private List<Map<String, String>> networks(String row) {
    return cells.stream()
        .filter(cell -> cell.method().equals(row))
        .map(Cell::provenance)
        .map(p -> Map.of("config", p.config(), "facts", p.facts(), "seconds", p.seconds()))
        .map(Provenance::texts)
        .filter(texts -> texts.keySet().containsAll(List.of("facts.epochs", "facts.best_epoch")))
        .<Map<String, String>>map(texts -> texts)
        .toList();
  }

  /** Returns the range of a value from the smallest to the largest, rounded to whole numbers. */
  private static String range(List<Map<String, String>> networks, String key) {
    DoubleSummaryStatistics all =
        networks.stream()
            .map(texts -> texts.getOrDefault(key, ""))
            .filter(text -> text.matches("\\d[\\dE.-]*"))
            .collect(Collectors.summarizingDouble(Double::parseDouble));
    String low = String.format(Locale.ROOT, "%.0f", all.getMin());
    String high = String.format(Locale.ROOT, "%.0f", all.getMax());
    return all.getCount() == 0 ? "–" : low.equals(high) ? low : low + "–" + high;
  }
}
