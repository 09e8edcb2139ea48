package io.ddh.experiments.work;

import io.ddh.core.BadInputException;
import io.ddh.core.Check;
import io.ddh.core.Images;
import io.ddh.data.draw.Bitmaps;
import io.ddh.data.draw.ImageSheet;
import io.ddh.data.draw.ImageSheet.Tile;
import io.ddh.experiments.CsvRows;
import io.ddh.experiments.work.Retrievals.Hit;
import io.ddh.experiments.work.Retrievals.Query;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.imageio.IIOException;
import javax.imageio.ImageIO;

/**
 * The retrievals of one cell with their images, in two files. {@code <cell>.csv} has one line for
 * each retrieved gallery image; {@code <cell>.png} shows the images as the method saw them, one row
 * per query, with the query image first. The images may show real people, so both files stay in the
 * work folder.
 *
 * @param retrievals queries with their hits
 * @param tiles bitmap with all images, one row per query
 */
public record RetrievalFiles(Retrievals retrievals, BufferedImage tiles) {
  private static final int COLUMNS = 1 + Retrievals.NEAREST;

  private static Path file(Path work, String dataset, String name) {
    return work.resolve(dataset).resolve("retrievals").resolve(name);
  }

  /**
   * {@return the retrievals as rows of a CSV file} The column {@code right} is 1 if query image and
   * gallery image show the same person.
   *
   * @param retrievals queries with their hits
   */
  public static CsvRows csv(Retrievals retrievals) {
    CsvRows csv =
        new CsvRows("query", "query_person", "rank", "row", "person", "distance", "right");
    for (Query query : retrievals.queries()) {
      int rank = 1;
      for (Hit hit : query.hits()) {
        int right = hit.person() == query.person() ? 1 : 0;
        csv.add(query.row(), query.person(), rank, hit.row(), hit.person(), hit.distance(), right);
        rank++;
      }
    }
    return csv;
  }

  /**
   * Writes both files.
   *
   * @param work work folder
   * @param dataset name of the data set
   * @param cell name of the cell
   * @param codes digest of the cell's codes
   * @param retrievals queries with their hits
   * @param images images of the whole data set
   * @throws IOException if a file can't be written
   */
  public static void write(
      Path work, String dataset, String cell, String codes, Retrievals retrievals, Images images)
      throws IOException {
    Bitmaps.write(file(work, dataset, cell + ".png"), tiles(retrievals, images));
    csv(retrievals).write(file(work, dataset, cell + ".csv"), "codes " + codes);
  }

  private static BufferedImage tiles(Retrievals retrievals, Images images) {
    List<List<Tile>> rows = new ArrayList<>();
    for (Query query : retrievals.queries()) {
      List<Tile> tiles = new ArrayList<>(Collections.nCopies(COLUMNS, Tile.BLANK));
      tiles.set(0, Tile.of(Bitmaps.of(images, query.row())));
      for (int i = 0; i < query.hits().size(); i++) {
        tiles.set(1 + i, Tile.of(Bitmaps.of(images, query.hits().get(i).row())));
      }
      rows.add(tiles);
    }
    return new ImageSheet("", "", images.width(), images.height(), 0, rows).draw();
  }

  /**
   * {@return an image as the method saw it}
   *
   * @param query index of the query, from 0
   * @param rank 0 for the query image itself, otherwise the rank of the hit, from 1
   */
  public BufferedImage image(int query, int rank) {
    int width = tiles.getWidth() / COLUMNS;
    int height = tiles.getHeight() / retrievals.queries().size();
    return tiles.getSubimage(rank * width, query * height, width, height);
  }

  /**
   * Reads both files.
   *
   * @param work work folder
   * @param dataset name of the data set
   * @param cell name of the cell
   * @param codes expected digest of the cell's codes
   * @return the retrievals with their images; empty if a file is missing or belongs to other codes
   * @throws BadInputException if a file is damaged
   * @throws IOException if a file can't be read
   */
  public static Optional<RetrievalFiles> read(Path work, String dataset, String cell, String codes)
      throws IOException {
    Path csv = file(work, dataset, cell + ".csv");
    Path png = file(work, dataset, cell + ".png");
    Optional<List<String>> lines = CsvRows.read(csv, "codes " + codes);
    if (lines.isEmpty() || !Files.isRegularFile(png)) {
      return Optional.empty();
    }
    Retrievals retrievals = parse(csv, lines.get());
    return Optional.of(new RetrievalFiles(retrievals, image(png, retrievals.queries().size())));
  }

  private static BufferedImage image(Path png, int rows) throws IOException {
    try {
      BufferedImage tiles = ImageIO.read(png.toFile());
      Check.that(
          tiles != null && tiles.getWidth() % COLUMNS == 0 && tiles.getHeight() % rows == 0,
          "no tiles");
      return tiles;
    } catch (IIOException | IllegalArgumentException e) { // damaged, or another image
      String valid = "; valid: " + rows + " rows of " + COLUMNS + " images";
      throw new BadInputException(png + ": is not the image of these retrievals" + valid, e);
    }
  }

  private static Retrievals parse(Path file, List<String> lines) {
    Map<List<Integer>, List<Hit>> hits = new LinkedHashMap<>(); // by row and person of the query
    for (String line : lines) {
      int[] f = numbers(file, line);
      hits.computeIfAbsent(List.of(f[0], f[1]), query -> new ArrayList<>())
          .add(new Hit(f[3], f[4], f[5]));
    }
    if (hits.isEmpty()) {
      throw new BadInputException(
          file + ": no query results found; valid: at least one query with its hits");
    }
    List<Query> queries = new ArrayList<>();
    hits.forEach((query, its) -> queries.add(new Query(query.get(0), query.get(1), its)));
    return new Retrievals(queries);
  }

  private static int[] numbers(Path file, String line) {
    try {
      int[] out = Arrays.stream(line.split(",", -1)).mapToInt(Integer::parseInt).toArray();
      Check.that(out.length == 7, "%d fields", out.length);
      return out;
    } catch (IllegalArgumentException e) {
      throw new BadInputException(file + ": found '" + line + "'; valid: seven whole numbers", e);
    }
  }
}
