package io.ddh.experiments.report;

import io.ddh.core.AtomicFile;
import io.ddh.core.BadInputException;
import io.ddh.experiments.Cell;
import io.ddh.experiments.CellStore;
import io.ddh.experiments.CsvRows;
import io.ddh.experiments.share.Locks;
import io.ddh.experiments.share.Locks.Lock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Writes tables, figures and the HTML page of a results folder. All of them are made from the
 * folder's cell files, except maps of codes and retrievals, which need the work folder of the run.
 * Older files are overwritten or removed. Each file is written completely or not at all, and the
 * same cells give the same bytes.
 */
public final class Report {
  private static final String PAGE = "report.html";

  private final PaperTable paper = PaperTable.load();
  private final Figures figures = Figures.load();
  private final Path resultsDir;
  private final Path work;
  private final List<String> own;
  private final Map<String, String> remarks = new LinkedHashMap<>();
  private final List<String> tables = new ArrayList<>();
  private final List<String> unreadable = new ArrayList<>();

  private Report(Path resultsDir, Path work, List<String> own) {
    this.resultsDir = resultsDir;
    this.work = work;
    this.own = own;
  }

  /**
   * The files and texts of a report.
   *
   * @param page path of the HTML page
   * @param notes notes about figures that are missing or in another folder, one line per kind of
   *     note
   * @param tables tables of the run's data sets, as lines for a terminal; empty if no data sets
   *     were named
   */
  public record Made(Path page, List<String> notes, List<String> tables) {}

  /**
   * Writes {@code report.html} and, for each data set, {@code cells.csv}, {@code table1.csv},
   * {@code table1_sd.csv} (if there are several seeds), {@code table1.md} and {@code figures/}. At
   * the end of a run, the run's data sets come first on the page, and only they have notes and
   * tables. Other data sets whose cell files can't be read are left out, and a line on the page
   * says so.
   *
   * @param resultsDir results folder
   * @param work folder in which the run left codes and retrievals; it need not exist. Retrievals
   *     that show real people are drawn there
   * @param own names of the run's data sets; if there are none, all data sets are treated alike
   * @return the page, notes and tables of the report
   * @throws BadInputException if the results folder is missing or a cell file of the run's data
   *     sets can't be read
   * @throws IOException if a file can't be read or written
   */
  @SuppressWarnings("try") // the lock only needs to be held
  public static Made write(Path resultsDir, Path work, List<String> own) throws IOException {
    if (!Files.isDirectory(resultsDir)) {
      throw new BadInputException(
          resultsDir + ": no such folder; valid: a results folder that \"ddh run\" made");
    }
    // If two processes write a report at once, the one that reads the cells later must also write
    // later.
    try (Locks locks = new Locks(resultsDir);
        Lock lock = locks.await(resultsDir.resolve(PAGE))) {
      AtomicFile.removeParts(resultsDir);
      AtomicFile.removeParts(work);
      return new Report(resultsDir, work, own).write();
    }
  }

  private Made write() throws IOException {
    List<DatasetResults> all = new ArrayList<>();
    // All cells are read before the first file is written, so that a broken cell file changes
    // nothing. The data sets of the run come first, in its order.
    List<String> there = CellStore.datasets(resultsDir);
    Stream<String> ordered = Stream.concat(own.stream().filter(there::contains), there.stream());
    for (String dataset : ordered.distinct().toList()) {
      try {
        all.add(read(dataset));
      } catch (BadInputException e) {
        if (own.isEmpty() || own.contains(dataset)) {
          throw e;
        }
        unreadable.add(dataset + " is left out: " + e.getMessage());
      }
    }
    List<HtmlPage.Section> sections = new ArrayList<>();
    for (DatasetResults results : all) {
      tables(results);
      sections.add(section(results));
    }
    Path page = resultsDir.resolve(PAGE);
    Bibliography cited = Bibliography.of(all.stream().flatMap(r -> r.cells().stream()).toList());
    HtmlPage content =
        new HtmlPage(sections, unreadable, cited.rows().isEmpty() ? List.of() : List.of(cited));
    AtomicFile.writeText(page, Templates.render(Report.class, "report.html", content));
    return new Made(page, lines(remarks), tables);
  }

  private DatasetResults read(String dataset) throws IOException {
    List<Cell> cells = CellStore.readAll(resultsDir, dataset);
    for (Cell cell : cells) {
      Curves.check(cell);
      if (!cell.dataset().equals(dataset)) {
        throw BadInputException.of(
            "%s: is of data set '%s'; valid in this folder: '%s'",
            CellStore.file(resultsDir, dataset, cell.id()), cell.dataset(), dataset);
      }
    }
    return DatasetResults.of(dataset, cells, paper, KeptTwins.read(resultsDir, dataset));
  }

  private void tables(DatasetResults results) throws IOException {
    Path folder = resultsDir.resolve(results.name());
    AtomicFile.writeText(folder.resolve("cells.csv"), cells(results.cells()));
    AtomicFile.writeText(folder.resolve("table1.csv"), results.table().means());
    Path deviations = folder.resolve("table1_sd.csv");
    if (results.seeds().size() > 1) {
      AtomicFile.writeText(deviations, results.table().deviations());
    } else {
      Files.deleteIfExists(deviations);
    }
    Path table = folder.resolve("table1.md");
    AtomicFile.writeText(table, Templates.render(Report.class, "table1.md", results));
    if (own.contains(results.name())) {
      tables.addAll(TerminalTable.of(results, table));
    }
  }

  /**
   * Returns all metrics of all finished cells as CSV, one line per number. A cell with collapsed
   * codes has an additional line for the metric {@code collapsed}, with value 1.
   */
  private static String cells(List<Cell> cells) {
    CsvRows csv = new CsvRows("dataset", "method", "bits", "seed", "metric", "value");
    for (Cell cell : cells.stream().filter(Cell::done).toList()) {
      Map<String, Double> metrics = new TreeMap<>(cell.metrics());
      if (cell.collapsed()) {
        metrics.put(Cell.COLLAPSED, 1.0);
      }
      metrics.forEach(
          (key, value) -> {
            Object number = Double.isNaN(value) ? "" : value;
            csv.add(cell.dataset(), cell.method(), cell.bits(), cell.seed(), key, number);
          });
    }
    return csv.text();
  }

  private HtmlPage.Section section(DatasetResults results) throws IOException {
    Path folder = resultsDir.resolve(results.name()).resolve("figures");
    List<HtmlPage.Drawn> drawn = new ArrayList<>();
    Set<String> written = new HashSet<>();
    for (DrawnFigure figure : figures.of(results)) {
      drawn.add(figure.write(folder));
      written.addAll(List.of(figure.name() + ".png", figure.name() + ".csv"));
    }
    try (Stream<Path> files = Files.isDirectory(folder) ? Files.list(folder) : Stream.empty()) {
      for (Path file : files.toList()) {
        String name = file.getFileName().toString();
        if (figures.own(name) && !written.contains(name)) {
          Files.deleteIfExists(file);
        }
      }
    }
    WorkFigures more = WorkFigures.write(results, folder, work);
    drawn.addAll(more.drawn());
    if (own.isEmpty() || own.contains(results.name())) {
      more.remarks()
          .forEach(
              (kind, what) ->
                  remarks.merge(kind, results.name() + " " + what, (a, b) -> a + "; " + b));
    }
    return new HtmlPage.Section(results, drawn, lines(more.remarks()));
  }

  private static List<String> lines(Map<String, String> remarks) {
    return remarks.entrySet().stream().map(e -> e.getKey() + ": " + e.getValue()).toList();
  }
}
