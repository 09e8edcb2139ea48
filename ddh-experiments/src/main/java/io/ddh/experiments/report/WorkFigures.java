package io.ddh.experiments.report;

import io.ddh.core.AtomicFile;
import io.ddh.core.Shown;
import io.ddh.data.draw.ImageSheet;
import io.ddh.data.draw.ImageSheet.Frame;
import io.ddh.data.draw.ImageSheet.Tile;
import io.ddh.experiments.Cell;
import io.ddh.experiments.work.RetrievalFiles;
import io.ddh.experiments.work.Retrievals;
import io.ddh.experiments.work.Retrievals.Hit;
import io.ddh.experiments.work.Retrievals.Query;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The figures of one data set that need more than result files: codes and retrievals, which the
 * runner leaves in the work folder. If these files are missing, a remark says so, and the figure of
 * an earlier report is kept.
 *
 * @param drawn figures in the order of the page
 * @param remarks remarks about figures that are missing or in another folder; the key is a string
 *     that is the same for all data sets, and the value names the cells or files concerned
 */
record WorkFigures(List<HtmlPage.Drawn> drawn, Map<String, String> remarks) {
  /** Width and height of an image on the sheet of retrievals, in pixels. */
  private static final int FACE = 96;

  private static final int GAP = 20;

  /**
   * Writes the maps of codes and the sheet of retrievals of a data set.
   *
   * @param figures folder of the data set's figures; images of real people are never written there
   */
  static WorkFigures write(DatasetResults results, Path figures, Path work) throws IOException {
    WorkFigures all = new WorkFigures(new ArrayList<>(), new LinkedHashMap<>());
    if (!results.table().bits().isEmpty()) {
      all.maps(results, figures, work);
      Optional<Cell> shown = shownCell(results);
      if (shown.isPresent()) {
        all.retrievals(results, shown.get(), figures, work);
      }
    }
    return all;
  }

  private void maps(DatasetResults results, Path figures, Path work) throws IOException {
    CodeMaps maps = new CodeMaps(results, work);
    Optional<DrawnFigure> figure = maps.figure();
    if (figure.isPresent()) {
      drawn.add(figure.get().write(figures));
    }
    if (!maps.missing.isEmpty()) {
      if (figure.isEmpty()) {
        older(figures.resolve(maps.name() + ".png"), maps.title() + ": " + results.title());
      }
      String kind = "t-SNE maps left out, because the codes of these cells are not under " + work;
      remarks.put(kind, String.join(", ", maps.missing));
    }
  }

  /**
   * Returns the cell whose retrievals are shown, which is that of the row {@code ddh} if there is
   * one, otherwise the cell with the highest MAP.
   */
  private static Optional<Cell> shownCell(DatasetResults results) {
    int bits = results.shownBits();
    return results.cells().stream()
        .filter(cell -> cell.done() && cell.bits() == bits)
        .filter(cell -> results.table().ranked(bits).contains(cell.method()))
        .max(
            Comparator.comparing((Cell cell) -> cell.method().equals("ddh"))
                .thenComparing(cell -> results.table().sample(cell.method(), bits).mean()));
  }

  private void retrievals(DatasetResults results, Cell cell, Path figures, Path work)
      throws IOException {
    String codes = cell.provenance().codes();
    Optional<RetrievalFiles> found = RetrievalFiles.read(work, results.name(), cell.id(), codes);
    String name = "retrievals-" + cell.bits();
    String title =
        "Retrievals of " + cell.method() + ", " + cell.bits() + " bits, seed " + cell.seed();
    if (found.isEmpty()) {
      remarks.put("no retrievals under " + work, cell.id());
      if (cell.synthetic()) {
        older(figures.resolve(name + ".png"), title + ": " + results.title());
      }
      return;
    }
    Path folder = cell.synthetic() ? figures : work.resolve(results.name());
    Retrievals shown = found.get().retrievals();
    String caption =
        Shown.format(
            "%s. Solid green: the same person; dashed red: another person. %s of %s right",
            results.title(), shown.right(), shown.shown());
    Path png = folder.resolve(name + ".png");
    sheet(found.get(), title, caption).write(png);
    AtomicFile.writeText(folder.resolve(name + ".csv"), RetrievalFiles.csv(shown).text());
    if (cell.synthetic()) {
      drawn.add(new HtmlPage.Drawn(title + ": " + caption, true, Files.readAllBytes(png)));
    } else {
      remarks.put(
          "the sheet of retrievals shows images of the data set, so it is not in the results"
              + " folder",
          png.toString());
    }
  }

  /**
   * Makes the sheet with one row per query. A row has the query image, followed by its hits; the
   * frame around a hit shows whether it is right.
   */
  private static ImageSheet sheet(RetrievalFiles files, String title, String caption) {
    List<List<Tile>> rows = new ArrayList<>();
    for (Query query : files.retrievals().queries()) {
      List<Tile> tiles = new ArrayList<>();
      tiles.add(tile(files, rows.size(), 0, Frame.QUERY, "query", ""));
      for (Hit hit : query.hits()) {
        boolean right = hit.person() == query.person();
        Frame frame = right ? Frame.RIGHT : Frame.WRONG;
        String distance = "distance " + hit.distance();
        String person = right ? "right" : "wrong";
        tiles.add(tile(files, rows.size(), tiles.size(), frame, distance, person));
      }
      rows.add(tiles);
    }
    return new ImageSheet(title, caption, FACE, FACE, GAP, rows);
  }

  private static Tile tile(
      RetrievalFiles files, int query, int rank, Frame frame, String... lines) {
    return new Tile(Optional.of(files.image(query, rank)), frame, List.of(lines));
  }

  /** Adds the figure of an earlier report, if there is one. */
  private void older(Path png, String title) throws IOException {
    if (Files.isRegularFile(png)) {
      String full = title + " (of an earlier report)";
      drawn.add(new HtmlPage.Drawn(full, true, Files.readAllBytes(png)));
    }
  }
}
