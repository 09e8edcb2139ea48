package io.ddh.app.search;

import io.ddh.app.images.FacePlace;
import io.ddh.app.images.SourceImages;
import io.ddh.core.AtomicFile;
import io.ddh.core.BadInputException;
import io.ddh.data.draw.Bitmaps;
import io.ddh.data.draw.ImageSheet;
import io.ddh.data.draw.ImageSheet.Frame;
import io.ddh.data.draw.ImageSheet.Tile;
import io.ddh.experiments.report.Templates;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A page of search results with one row per query. A row shows the query image on the left,
 * followed by the hits with their distances and labels. The page is written as HTML or PNG,
 * depending on the file name.
 *
 * @param title heading above the rows
 * @param rows one row for each query
 * @param images finds the image files of the hits
 */
public record HitSheet(String title, List<Row> rows, SourceImages images) {
  /** Side of an image in pixels. */
  static final int SIDE = 112;

  /** Largest number of hits shown per query. */
  static final int SHOWN = 20;

  /** Largest number of hits per query in a PNG file, where they must fit on one line. */
  private static final int ACROSS = 10;

  private static final int GAP = 8;

  /**
   * A row of the page, which shows a query and its result.
   *
   * @param image the query image; empty if the query was a code
   */
  public record Row(SearchResult result, Optional<BufferedImage> image) {
    /**
     * Creates a row. If the query is an image, it is read; if it cannot be read, the row has no
     * image.
     *
     * @param result search result of the query
     * @param image file of the query image; empty if the query was a code
     * @return a row of the page
     */
    public static Row of(SearchResult result, Optional<Path> image) {
      Optional<FacePlace> face = FacePlace.parse(result.query());
      return new Row(result, image.flatMap(file -> SourceImages.square(file, face, SIDE)));
    }

    List<SearchResult.Hit> shown() {
      return result.hits().subList(0, Math.min(SHOWN, result.hits().size()));
    }
  }

  /**
   * Checks the ending of a file name.
   *
   * @param file the file; only its name is checked
   * @throws BadInputException unless the name ends in .html or .png
   */
  public static void checkName(Path file) {
    String name = file.toString().toLowerCase(Locale.ROOT);
    if (!name.endsWith(".html") && !name.endsWith(".png")) {
      throw new BadInputException(
          "--sheet " + file + ": unknown file type; valid: a name ending in .html or .png");
    }
  }

  /**
   * Writes the page, completely or not at all.
   *
   * @param file file to write, whose name ends in .html or .png
   * @throws IOException if the file can't be written
   */
  public void write(Path file) throws IOException {
    checkName(file);
    boolean html = file.toString().toLowerCase(Locale.ROOT).endsWith(".html");
    byte[] content = html ? html().getBytes(StandardCharsets.UTF_8) : Bitmaps.png(image().draw());
    AtomicFile.write(file, out -> out.write(content));
  }

  /**
   * The page as one HTML file that needs no other files, made from the template {@code hits.html}.
   */
  String html() {
    return Templates.render(
        HitSheet.class,
        "hits.html",
        Map.of("title", title, "queries", rows.stream().map(this::query).toList()));
  }

  private Map<String, Object> query(Row row) {
    SearchResult result = row.result();
    List<Map<String, Object>> hits = new ArrayList<>();
    for (SearchResult.Hit hit : row.shown()) {
      String text = "distance " + hit.distance() + " · " + caption(hit);
      hits.add(figure(FacePlace.photo(hit.source()), text, images.square(hit.source(), SIDE)));
    }
    return Map.of(
        "image",
        figure("query", SearchResultText.query(result), row.image()),
        "hits",
        hits,
        "nobody",
        result.hits().isEmpty() ? SearchResultText.nobody(result) : "");
  }

  /**
   * A query image or a hit as values for the template; {@code png} is empty if there is no image.
   */
  private static Map<String, Object> figure(
      String title, String caption, Optional<BufferedImage> image) {
    Optional<String> png = image.map(Bitmaps::png).map(Base64.getEncoder()::encodeToString);
    return Map.of("title", title, "caption", caption, "png", png);
  }

  private ImageSheet image() {
    List<List<Tile>> tiles = rows.stream().map(this::tiles).toList();
    return new ImageSheet(SearchResultText.plain(title), "", SIDE, SIDE, GAP, tiles);
  }

  private List<Tile> tiles(Row row) {
    SearchResult result = row.result();
    List<Tile> tiles = new ArrayList<>();
    tiles.add(tile(row.image(), Frame.QUERY, "query", fileName(result.query())));
    for (SearchResult.Hit hit : row.shown().subList(0, Math.min(ACROSS, row.shown().size()))) {
      Optional<BufferedImage> image = images.square(hit.source(), SIDE);
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

  /** Returns only the file name of a path, since there is little room for text. */
  private static String fileName(String source) {
    String query = FacePlace.photo(source);
    return query.substring(Math.max(query.lastIndexOf('/'), query.lastIndexOf('\\')) + 1);
  }

  /** The text below a hit: its label, or its id if it has none. */
  static String caption(SearchResult.Hit hit) {
    return hit.label().isEmpty() ? "id " + hit.id() : hit.label();
  }
}
