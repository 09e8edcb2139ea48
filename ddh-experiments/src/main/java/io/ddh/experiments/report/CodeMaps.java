package io.ddh.experiments.report;

import io.ddh.core.BinaryCodes;
import io.ddh.core.LabeledCodes;
import io.ddh.core.Seeds;
import io.ddh.eval.ClassDistances;
import io.ddh.experiments.Cell;
import io.ddh.experiments.Provenance.CellDigests;
import io.ddh.experiments.report.chart.LineChart;
import io.ddh.experiments.report.chart.PanelChart;
import io.ddh.experiments.report.chart.Series;
import io.ddh.experiments.work.CodesFile;
import io.ddh.experiments.work.RowsFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The paper's Figure 4: maps of the codes of some people, side by side for the deep methods, from
 * the codes that the runner left under the work folder.
 */
final class CodeMaps {
  private static final List<String> ROWS = List.of("ddh", "dsh", "cnnh");
  private static final String QUERIES = "query image";
  private static final int COLUMNS = 2;

  /** Least number of codes for a map. */
  private static final int LEAST = 8;

  private final DatasetResults results;
  private final Path work;
  private final int bits;
  private final String noun;
  private final List<String> missing = new ArrayList<>();
  private final List<LineChart> panels = new ArrayList<>();
  private final FigurePoints csv = new FigurePoints("method,bits,seed,row,person,query,x,y,code");

  private CodeMaps(DatasetResults results, Path work, int bits) {
    this.results = results;
    this.work = work;
    this.bits = bits;
    // Labels of data sets that come with a split of their own aren't people.
    boolean given = results.cells().stream().anyMatch(c -> c.provenance().split().given());
    this.noun = given ? "class" : "person";
  }

  /**
   * The drawn figure.
   *
   * @param name of the figure's files
   * @param figure empty if no codes were found
   * @param missing cells whose codes aren't under the work folder
   */
  record Drawing(String name, Optional<DrawnFigure> figure, List<String> missing) {}

  /**
   * Draws the maps at one code length, all of one seed: the seed for which most methods have a
   * cell, the smallest of several.
   */
  static Drawing of(DatasetResults results, Path work, int bits) throws IOException {
    List<Cell> shown =
        results.cells().stream()
            .filter(cell -> cell.done() && cell.bits() == bits && ROWS.contains(cell.method()))
            .sorted(Comparator.comparing(cell -> ROWS.indexOf(cell.method())))
            .collect(Collectors.groupingBy(Cell::seed, TreeMap::new, Collectors.toList()))
            .values()
            .stream()
            .reduce((a, b) -> b.size() > a.size() ? b : a)
            .orElse(List.of());
    CodeMaps maps = new CodeMaps(results, work, bits);
    for (Cell cell : shown) {
      maps.add(cell);
    }
    return new Drawing("t-sne-" + bits, maps.figure(shown), maps.missing);
  }

  private Optional<DrawnFigure> figure(List<Cell> shown) {
    if (panels.isEmpty()) {
      return Optional.empty();
    }
    String caption =
        results.title()
            + ", seed "
            + shown.get(0).seed()
            + "; D_w: from a code to the mean of its "
            + noun
            + ", D_b: between those means (Euclidean, codes ±1)";
    String title = "t-SNE of " + bits + "-bit codes";
    PanelChart chart = new PanelChart(title, caption, COLUMNS, panels);
    return Optional.of(new DrawnFigure("t-sne-" + bits, chart, csv.csv()));
  }

  private void add(Cell cell) throws IOException {
    CellDigests digests = cell.provenance().digests();
    Optional<RowsFile> rows =
        RowsFile.read(
            RowsFile.file(work, results.name(), cell.seed()), digests.data(), digests.split());
    Optional<BinaryCodes> codes =
        CodesFile.read(
            CodesFile.file(work, results.name(), cell.id()), bits, cell.provenance().codes());
    if (rows.isEmpty() || codes.isEmpty() || codes.get().size() != rows.get().labels().length) {
      missing.add(cell.id());
      return;
    }
    MapSample sample = MapSample.of(results.name(), rows.get());
    int[] shown = sample.rows().stream().mapToInt(row -> row).toArray();
    if (shown.length >= LEAST) {
      add(cell, rows.get(), shown, LabeledCodes.select(codes.get(), rows.get().labels(), shown));
    }
  }

  private void add(Cell cell, RowsFile rows, int[] shown, LabeledCodes sample) {
    double[][] map = Tsne.of(sample.codes(), Seeds.derive(0, results.name(), "t-SNE start"));
    Map<String, List<double[]>> groups = new LinkedHashMap<>();
    List<double[]> queries = new ArrayList<>();
    for (int i = 0; i < shown.length; i++) {
      int person = sample.labels()[i];
      boolean query = rows.query()[shown[i]];
      groups.computeIfAbsent(noun + " " + person, name -> new ArrayList<>()).add(map[i]);
      if (query) {
        queries.add(map[i]);
      }
      int index = i;
      String code =
          IntStream.range(0, bits)
              .mapToObj(k -> sample.codes().bit(index, k) ? "1" : "0")
              .collect(Collectors.joining());
      String x = String.format(Locale.ROOT, "%.3f", map[i][0]);
      String y = String.format(Locale.ROOT, "%.3f", map[i][1]);
      csv.line(cell.method(), bits, cell.seed(), shown[i], person, query ? 1 : 0, x, y, code);
    }
    List<Series> series = new ArrayList<>();
    groups.forEach((name, points) -> series.add(points(name, points, false)));
    series.add(points(QUERIES, queries, true));
    ClassDistances distances = ClassDistances.of(sample);
    String title =
        String.format(
            Locale.ROOT,
            "%s: D_w %.2f, D_b %.2f",
            cell.method(),
            distances.within(),
            distances.between());
    panels.add(LineChart.map(title, series, series.stream().map(Series::name).toList()));
  }

  private static Series points(String name, List<double[]> points, boolean rings) {
    double[] x = points.stream().mapToDouble(point -> point[0]).toArray();
    double[] y = points.stream().mapToDouble(point -> point[1]).toArray();
    return new Series(name, x, y, rings);
  }
}
