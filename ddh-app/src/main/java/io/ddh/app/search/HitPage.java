package io.ddh.app.search;

import io.ddh.data.draw.Bitmaps;
import io.ddh.experiments.report.Templates;
import java.awt.image.BufferedImage;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * Hits as one HTML file that needs no other file; {@code hits.html} is its template.
 *
 * @param title heading
 * @param queries each with its hits
 */
record HitPage(String title, List<Query> queries) {

  /**
   * A query with its hits.
   *
   * @param nobody reason why there are no hits; empty if there are hits
   */
  record Query(Figure image, List<Figure> hits, String nobody) {}

  /**
   * A query image or a hit.
   *
   * @param title file of the image
   * @param caption text below it
   * @param png the image, Base64; empty: it is not available
   */
  record Figure(String title, String caption, Optional<String> png) {
    static Figure of(String title, String caption, Optional<BufferedImage> image) {
      return new Figure(
          title,
          caption,
          image.map(pixels -> Base64.getEncoder().encodeToString(Bitmaps.png(pixels))));
    }
  }

  static String of(HitSheet sheet) {
    List<Query> queries = sheet.rows().stream().map(row -> query(sheet, row)).toList();
    return Templates.render(HitPage.class, "hits.html", new HitPage(sheet.title(), queries));
  }

  private static Query query(HitSheet sheet, HitSheet.Row row) {
    SearchResult result = row.answer();
    List<Figure> hits =
        row.shown().stream()
            .map(
                hit ->
                    Figure.of(
                        hit.source(),
                        "distance " + hit.distance() + " · " + HitSheet.caption(hit),
                        sheet.pictures().square(hit.source(), HitSheet.SIDE)))
            .toList();
    return new Query(
        Figure.of("query", result.query(), row.picture()),
        hits,
        result.hits().isEmpty() ? SearchResultText.nobody(result) : "");
  }
}
