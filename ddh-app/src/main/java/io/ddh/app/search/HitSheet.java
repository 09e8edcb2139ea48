package io.ddh.app.search;

import io.ddh.app.images.SourceImages;
import io.ddh.core.AtomicFile;
import io.ddh.core.BadInputException;
import io.ddh.data.draw.Bitmaps;
import io.ddh.data.draw.ImageSheet;
import io.ddh.data.draw.ImageSheet.Frame;
import io.ddh.data.draw.ImageSheet.Tile;
import io.ddh.data.read.image.FaceScaler;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A page of search results, one row per query: the query image on the left, then the hits with
 * distance and label. It is written as HTML or PNG, depending on the file name.
 *
 * @param title above the rows
 * @param rows one per query
 * @param pictures finds the images of the hits
 */
public record HitSheet(String title, List<Row> rows, SourceImages pictures) {
  /** Side of an image in pixels. */
  static final int SIDE = 112;

  /** Largest number of hits shown per query. */
  static final int SHOWN = 20;

  /** Largest number in a PNG file, where the hits of a query don't continue on another line. */
  private static final int ACROSS = 10;

  private static final int GAP = 8;

  /**
   * Copies the rows.
   *
   * @param title above the rows
   * @param rows one per query
   * @param pictures finds the images of the hits
   */
  public HitSheet {
    rows = List.copyOf(rows);
  }

  /**
   * A query and its result.
   *
   * @param picture the query image; empty where the query was a code
   */
  public record Row(SearchResult answer, Optional<BufferedImage> picture) {
    /**
     * Reads the query image, if the query is one; without an image if that fails.
     *
     * @param answer result of the query
     * @param image file of the query image, if it is one
     * @return a row of the page
     */
    public static Row of(SearchResult answer, Optional<Path> image) {
      try {
        return new Row(
            answer,
            image.isEmpty()
                ? Optional.empty()
                : Optional.of(
                    Bitmaps.of(FaceScaler.square(SIDE).read(Files.readAllBytes(image.get())), 0)));
      } catch (IOException e) {
        return new Row(answer, Optional.empty());
      }
    }

    List<SearchResult.Hit> shown() {
      return answer.hits().subList(0, Math.min(SHOWN, answer.hits().size()));
    }
  }

  /**
   * Checks the ending of a file name.
   *
   * @param file only its name is looked at
   * @throws BadInputException unless it is .html or .png
   */
  public static void checkName(Path file) {
    String name = file.toString().toLowerCase(Locale.ROOT);
    if (!name.endsWith(".html") && !name.endsWith(".png")) {
      throw new BadInputException("--sheet " + file + ": valid: a name ending in .html or .png");
    }
  }

  /**
   * Writes the page, whole or not at all.
   *
   * @param file ends in .html or .png
   * @throws IOException if the file can't be written
   */
  public void write(Path file) throws IOException {
    checkName(file);
    boolean html = file.toString().toLowerCase(Locale.ROOT).endsWith(".html");
    byte[] content =
        html ? HitPage.of(this).getBytes(StandardCharsets.UTF_8) : Bitmaps.png(image().draw());
    AtomicFile.write(file, out -> out.write(content));
  }

  private ImageSheet image() {
    List<List<Tile>> tiles = rows.stream().map(this::tiles).toList();
    return new ImageSheet(SearchResultText.plain(title), "", SIDE, SIDE, GAP, tiles);
  }

  private List<Tile> tiles(Row row) {
    SearchResult result = row.answer();
    List<Tile> tiles = new ArrayList<>();
    tiles.add(tile(row.picture(), Frame.QUERY, "query", fileName(result.query())));
    for (SearchResult.Hit hit : row.shown().subList(0, Math.min(ACROSS, row.shown().size()))) {
      Optional<BufferedImage> image = pictures.square(hit.source(), SIDE);
      tiles.add(tile(image, Frame.NONE, caption(hit), "distance " + hit.distance()));
    }
    if (result.hits().isEmpty()) {
      tiles.add(new Tile(Optional.empty(), Frame.NONE, List.of(SearchResultText.nobody(result))));
    }
    return tiles;
  }

  private static Tile tile(Optional<BufferedImage> image, Frame frame, String... lines) {
    List<String> plain = Stream.of(lines).map(SearchResultText::plain).toList();
    return image.isPresent()
        ? new Tile(image, frame, plain)
        : new Tile(image, Frame.MISSING, plain);
  }

  /** The last part of a path, which says most where there is little room. */
  private static String fileName(String query) {
    return query.substring(Math.max(query.lastIndexOf('/'), query.lastIndexOf('\\')) + 1);
  }

  /** The text below a hit. */
  static String caption(SearchResult.Hit hit) {
    return hit.label().isEmpty() ? "id " + hit.id() : hit.label();
  }
}
