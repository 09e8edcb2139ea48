package io.ddh.experiments.report;

import io.ddh.core.BinaryCodes;
import io.ddh.core.LabeledCodes;
import io.ddh.core.Seeds;
import io.ddh.core.Shown;
import io.ddh.eval.ClassDistances;
import io.ddh.experiments.Cell;
import io.ddh.experiments.CsvRows;
import io.ddh.experiments.Provenance.CellDigests;
import io.ddh.experiments.report.chart.LineChart;
import io.ddh.experiments.report.chart.PanelChart;
import io.ddh.experiments.report.chart.Series;
import io.ddh.experiments.work.CodesFile;
import io.ddh.experiments.work.RowsFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Draws Figure 4 of the paper, which shows t-SNE maps of the codes of some people, side by side for
 * the deep methods. The codes come from the files that the runner left in the work folder.
 */
final class CodeMaps {
  private static final List<String> ROWS = List.of("ddh", "dsh", "cnnh");
  private static final int COLUMNS = 2;

  private static final int PEOPLE = 10;
  private static final int IMAGES = 30;

  /** Smallest number of codes for which a map is plotted. */
  private static final int LEAST = 8;

  private final DatasetResults results;
  private final Path work;
  private final int bits;
  private final String noun;
  private final long seed;

  /** Names of the cells whose codes are not in the work folder. */
  final List<String> missing = new ArrayList<>();

  private final List<LineChart> panels = new ArrayList<>();
  private final CsvRows csv =
      new CsvRows("method", "bits", "seed", "row", "person", "query", "x", "y", "code");

  /**
   * Draws the maps at one code length and for one seed. The seed is the one for which most methods
   * have a cell, or the smallest of several such seeds.
   */
  CodeMaps(DatasetResults results, Path work) throws IOException {
    this.results = results;
    this.work = work;
    this.bits = results.shownBits();
    // Data sets that come with their own split have labels of digits or objects, not of people.
    boolean given = results.cells().stream().anyMatch(c -> c.provenance().split().given());
    this.noun = given ? "class" : "person";
    List<Cell> shown =
        results.cells().stream()
            .filter(cell -> cell.done() && cell.bits() == bits && ROWS.contains(cell.method()))
            .sorted(Comparator.comparing(cell -> ROWS.indexOf(cell.method())))
            .collect(Collectors.groupingBy(Cell::seed, TreeMap::new, Collectors.toList()))
            .values()
            .stream()
            .reduce((a, b) -> b.size() > a.size() ? b : a)
            .orElse(List.of());
    this.seed = shown.stream().mapToLong(Cell::seed).findFirst().orElse(0);
    for (Cell cell : shown) {
      add(cell);
    }
  }

  /** Returns the name of the figure's files, without suffix. */
  String name() {
    return "t-sne-" + bits;
  }

  String title() {
    return "t-SNE of " + bits + "-bit codes";
  }

  /** Returns the figure; empty if no codes were found. */
  Optional<DrawnFigure> figure() {
    if (panels.isEmpty()) {
      return Optional.empty();
    }
    String caption =
        "%s, seed %s; D_w: distance from a code to the mean of its %s, D_b: between those means"
            + " (Euclidean, codes ±1)";
    PanelChart chart =
        new PanelChart(
            title(), Shown.format(caption, results.title(), seed, noun), COLUMNS, panels, false);
    return Optional.of(new DrawnFigure(name(), chart, csv.text()));
  }

  private void add(Cell cell) throws IOException {
    CellDigests digests = cell.provenance().digests();
    Path file = RowsFile.file(work, results.name(), cell.seed());
    Optional<RowsFile> rows = RowsFile.read(file, digests.data(), digests.split());
    Path own = CodesFile.file(work, results.name(), cell.id());
    Optional<BinaryCodes> codes = CodesFile.read(own, bits, cell.provenance().codes());
    if (rows.isEmpty() || codes.isEmpty() || codes.get().size() != rows.get().labels().length) {
      missing.add(cell.id());
      return;
    }
    int[] shown = sample(results.name(), rows.get());
    if (shown.length >= LEAST) {
      add(cell, rows.get(), shown, LabeledCodes.select(codes.get(), rows.get().labels(), shown));
    }
  }

  /**
   * Returns the rows of the images that are plotted, grouped by person and ascending within each
   * person. Some people are chosen, and for each of them a limited number of images. Query images
   * are chosen before gallery images. The name of the data set seeds the choice, so that the maps
   * of all methods and seeds show the same people.
   */
  private static int[] sample(String dataset, RowsFile file) {
    SortedMap<Integer, List<Integer>> queries = new TreeMap<>();
    SortedMap<Integer, List<Integer>> gallery = new TreeMap<>();
    for (int row = 0; row < file.labels().length; row++) {
      if (file.query()[row] || file.gallery()[row]) {
        var rows = file.query()[row] ? queries : gallery;
        rows.computeIfAbsent(file.labels()[row], person -> new ArrayList<>()).add(row);
      }
    }
    Random random = new Random(Seeds.derive(0, dataset, "t-SNE people"));
    List<Integer> people = new ArrayList<>(queries.keySet());
    Collections.shuffle(people, random);
    List<Integer> rows = new ArrayList<>();
    for (int person : people.stream().limit(PEOPLE).sorted().toList()) {
      List<Integer> own = new ArrayList<>(gallery.getOrDefault(person, List.of()));
      Collections.shuffle(own, random);
      own.addAll(0, queries.get(person));
      own.stream().limit(IMAGES).sorted().forEach(rows::add);
    }
    return rows.stream().mapToInt(row -> row).toArray();
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
      StringBuilder code = new StringBuilder();
      for (int k = 0; k < bits; k++) {
        code.append(sample.codes().bit(i, k) ? 1 : 0);
      }
      String x = String.format(Locale.ROOT, "%.3f", map[i][0]);
      String y = String.format(Locale.ROOT, "%.3f", map[i][1]);
      csv.add(cell.method(), bits, cell.seed(), shown[i], person, query ? 1 : 0, x, y, code);
    }
    List<Series> series = new ArrayList<>();
    groups.forEach((name, points) -> series.add(Series.of(name, points, false)));
    series.add(Series.of("query image", queries, true));
    ClassDistances d = ClassDistances.of(sample);
    String distances = String.format(Locale.ROOT, ": D_w %.2f, D_b %.2f", d.within(), d.between());
    List<String> names = series.stream().map(Series::name).toList();
    panels.add(LineChart.map(cell.method() + distances, series, names));
  }
}
