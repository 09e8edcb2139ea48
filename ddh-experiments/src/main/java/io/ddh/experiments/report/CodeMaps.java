package io.ddh.experiments.report;

import io.ddh.core.BinaryCodes;
import io.ddh.core.LabeledCodes;
import io.ddh.core.Seeds;
import io.ddh.eval.ClassDistances;
import io.ddh.experiments.Cell;
import io.ddh.experiments.Provenance.CellDigests;
import io.ddh.experiments.report.chart.ScatterChart;
import io.ddh.experiments.work.CodesFile;
import io.ddh.experiments.work.RowsFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The paper's Figure 4: maps of the codes of some people, side by side for the deep methods, from
 * the codes that the runner left under the work folder.
 */
final class CodeMaps {
  private static final List<String> ROWS = List.of("ddh", "dsh", "cnnh");

  /** Fewer codes make no map. */
  private static final int LEAST = 8;

  private final DatasetResults results;
  private final Path work;
  private final int bits;
  private final long seed;
  private final String noun;
  private final List<String> missing = new ArrayList<>();
  private final List<ScatterChart.Panel> panels = new ArrayList<>();
  private final StringBuilder csv =
      new StringBuilder("method,bits,seed,row,person,query,x,y,code\n");

  private CodeMaps(DatasetResults results, Path work, int bits, long seed) {
    this.results = results;
    this.work = work;
    this.bits = bits;
    this.seed = seed;
    this.noun = noun(results);
  }

  /**
   * What could be drawn.
   *
   * @param name of the figure's files
   * @param figure empty where no codes were found
   * @param missing cells whose own codes aren't under the work folder
   */
  record Drawing(String name, Optional<DrawnFigure> figure, List<String> missing) {}

  /**
   * Draws the maps at one code length, all of one seed: of the least one that most of the methods
   * have.
   */
  static Drawing of(DatasetResults results, Path work, int bits) throws IOException {
    SortedMap<Long, List<Cell>> bySeed = new TreeMap<>();
    for (Cell cell : results.cells()) {
      if (cell.done() && cell.bits() == bits && ROWS.contains(cell.method())) {
        bySeed.computeIfAbsent(cell.seed(), seed -> new ArrayList<>()).add(cell);
      }
    }
    int most = bySeed.values().stream().mapToInt(List::size).max().orElse(0);
    List<Cell> shown =
        bySeed.values().stream()
            .filter(cells -> cells.size() == most)
            .findFirst()
            .orElse(List.of());
    long seed = shown.isEmpty() ? 0 : shown.get(0).seed();
    CodeMaps maps = new CodeMaps(results, work, bits, seed);
    for (String row : ROWS) {
      for (Cell cell : shown) {
        if (cell.method().equals(row)) {
          maps.add(cell);
        }
      }
    }
    return new Drawing("t-sne-" + bits, maps.figure(), maps.missing);
  }

  /** What a label stands for: data sets that come with a split of their own aren't of faces. */
  private static String noun(DatasetResults results) {
    boolean given = results.cells().stream().anyMatch(c -> c.provenance().split().given());
    return given ? "class" : "person";
  }

  private Optional<DrawnFigure> figure() {
    if (panels.isEmpty()) {
      return Optional.empty();
    }
    String caption =
        results.title()
            + ", seed "
            + seed
            + "; ring: query. D_w: from a code to the mean of its "
            + noun
            + ", D_b: between those means (Euclidean, codes ±1)";
    String title = "t-SNE of " + bits + "-bit codes";
    return Optional.of(
        new DrawnFigure("t-sne-" + bits, new ScatterChart(title, caption, panels), csv.toString()));
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
    long start = Seeds.derive(0, results.name(), "t-SNE start");
    double[][] map = Tsne.of(sample.codes(), start);
    Map<Integer, List<Integer>> people = new LinkedHashMap<>();
    for (int i = 0; i < shown.length; i++) {
      people.computeIfAbsent(sample.labels()[i], person -> new ArrayList<>()).add(i);
      append(cell, rows, shown[i], map[i], sample, i);
    }
    List<ScatterChart.Group> groups = new ArrayList<>();
    people.forEach((person, own) -> groups.add(group(person, own, rows, shown, map)));
    ClassDistances distances = ClassDistances.of(sample);
    String title =
        String.format(
            Locale.ROOT,
            "%s: D_w %.2f, D_b %.2f",
            cell.method(),
            distances.within(),
            distances.between());
    panels.add(new ScatterChart.Panel(title, groups));
  }

  private ScatterChart.Group group(
      int person, List<Integer> own, RowsFile rows, int[] shown, double[][] map) {
    boolean[] ringed = new boolean[own.size()];
    for (int i = 0; i < ringed.length; i++) {
      ringed[i] = rows.query()[shown[own.get(i)]];
    }
    return new ScatterChart.Group(
        noun + " " + person,
        own.stream().mapToDouble(i -> map[i][0]).toArray(),
        own.stream().mapToDouble(i -> map[i][1]).toArray(),
        ringed);
  }

  private void append(
      Cell cell, RowsFile rows, int row, double[] at, LabeledCodes sample, int index) {
    csv.append(cell.method()).append(',').append(bits).append(',').append(cell.seed()).append(',');
    csv.append(row).append(',').append(sample.labels()[index]).append(',');
    csv.append(rows.query()[row] ? 1 : 0).append(',');
    csv.append(String.format(Locale.ROOT, "%.3f,%.3f,", at[0], at[1]));
    for (int k = 0; k < bits; k++) {
      csv.append(sample.codes().bit(index, k) ? '1' : '0');
    }
    csv.append('\n');
  }
}
