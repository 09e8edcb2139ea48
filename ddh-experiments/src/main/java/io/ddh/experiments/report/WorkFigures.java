package io.ddh.experiments.report;

import io.ddh.core.AtomicFile;
import io.ddh.experiments.Cell;
import io.ddh.experiments.work.RetrievalFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The figures of one data set that need more than result files: codes and retrievals that the
 * runner left in the work folder. If these files are missing, a remark says so and the figure of an
 * earlier report is kept.
 */
final class WorkFigures {
  private final DatasetResults results;
  private final Path figures;
  private final Path work;
  private final int bits;
  private final List<HtmlPage.Drawn> drawn = new ArrayList<>();
  private final List<Remark> remarks = new ArrayList<>();

  private WorkFigures(DatasetResults results, Path figures, Path work) {
    this.results = results;
    this.figures = figures;
    this.work = work;
    this.bits = results.shownBits();
  }

  /**
   * The figures of a data set.
   *
   * @param drawn in the order of the page
   * @param remarks which figures are missing or lie elsewhere
   */
  record Outcome(List<HtmlPage.Drawn> drawn, List<Remark> remarks) {}

  /**
   * Writes maps of codes and a sheet of retrievals.
   *
   * @param figures folder of the data set's figures; images of real people are never written there
   */
  static Outcome write(DatasetResults results, Path figures, Path work) throws IOException {
    if (results.table().bits().isEmpty()) {
      return new Outcome(List.of(), List.of());
    }
    WorkFigures all = new WorkFigures(results, figures, work);
    all.maps();
    Optional<Cell> shown = all.shownCell();
    if (shown.isPresent()) {
      all.retrievals(shown.get());
    }
    return new Outcome(List.copyOf(all.drawn), List.copyOf(all.remarks));
  }

  private void maps() throws IOException {
    CodeMaps.Drawing drawing = CodeMaps.of(results, work, bits);
    String without = String.join(", ", drawing.missing());
    if (drawing.figure().isPresent()) {
      DrawnFigure figure = drawing.figure().get();
      drawn.add(HtmlPage.Drawn.of(figure, Files.readAllBytes(figure.write(figures))));
    } else if (!drawing.missing().isEmpty()) {
      older(drawing.name(), "t-SNE of " + bits + "-bit codes: " + results.title());
    }
    if (!without.isEmpty()) {
      remark("t-SNE maps left out, no codes of that run under " + work, without);
    }
  }

  /** The cell whose retrievals are shown: DDH's if there is one, else that of the highest MAP. */
  private Optional<Cell> shownCell() {
    String best =
        results.table().methods().stream()
            .filter(method -> !ResultTable.isReference(method))
            .filter(method -> results.table().finished(method).contains(bits))
            .max(
                Comparator.comparing((String method) -> method.equals("ddh"))
                    .thenComparing(this::map))
            .orElse("");
    return results.cells().stream()
        .filter(cell -> cell.done() && cell.method().equals(best) && cell.bits() == bits)
        .findFirst();
  }

  private double map(String method) {
    return results.table().entry(method, bits).orElseThrow().mean();
  }

  private void retrievals(Cell cell) throws IOException {
    String codes = cell.provenance().codes();
    Optional<RetrievalFiles> found = RetrievalFiles.read(work, results.name(), cell.id(), codes);
    String name = "retrievals-" + bits;
    String title = "Retrievals of " + cell.method() + ", " + bits + " bits, seed " + cell.seed();
    if (found.isEmpty()) {
      remark("no retrievals under " + work, cell.id());
      if (cell.synthetic()) {
        older(name, title + ": " + results.title());
      }
      return;
    }
    Path folder = cell.synthetic() ? figures : work.resolve(results.name());
    String caption =
        results.title()
            + ". Solid green: the same person; dashed red: another person. "
            + found.get().retrievals().right()
            + " of "
            + found.get().retrievals().shown()
            + " right";
    Path png = folder.resolve(name + ".png");
    RetrievalPage.write(png, found.get(), title, caption);
    String csv = RetrievalFiles.csv(found.get().retrievals()).text();
    AtomicFile.write(
        folder.resolve(name + ".csv"), out -> out.write(csv.getBytes(StandardCharsets.UTF_8)));
    if (cell.synthetic()) {
      drawn.add(new HtmlPage.Drawn(title + ": " + caption, true, Files.readAllBytes(png)));
    } else {
      remark(
          "retrievals show the data set's own images and stay out of the results", png.toString());
    }
  }

  /** Adds the figure of an earlier report, if there is one. */
  private void older(String name, String title) throws IOException {
    Path png = figures.resolve(name + ".png");
    if (Files.isRegularFile(png)) {
      drawn.add(
          new HtmlPage.Drawn(title + " (of an earlier report)", true, Files.readAllBytes(png)));
    }
  }

  private void remark(String kind, String what) {
    remarks.add(new Remark(kind, results.name(), what));
  }
}
