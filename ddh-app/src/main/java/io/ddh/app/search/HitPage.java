package io.ddh.app.search;

import io.ddh.data.draw.Bitmaps;
import io.ddh.experiments.report.Html;
import java.awt.image.BufferedImage;
import java.util.Base64;
import java.util.Optional;

/** A sheet of hits as one HTML file that needs nothing else: pictures lie in it. */
final class HitPage {
  private static final String STYLE =
      """
      body { font: 15px/1.4 system-ui, sans-serif; margin: 1.5rem; color: #222; }
      section { display: flex; flex-wrap: wrap; gap: .6rem; padding: .8rem 0; \
      border-top: 1px solid #ccc; }
      figure { margin: 0; width: 112px; }
      figure.query { margin-right: 1rem; font-weight: 600; }
      img, .none { width: 112px; height: 112px; display: block; border-radius: 4px; }
      .none { background: #ddd; color: #555; font-size: 12px; padding: 12px; \
      box-sizing: border-box; }
      figcaption { overflow-wrap: anywhere; }
      """;

  private HitPage() {}

  static String of(HitSheet sheet) {
    Html html = new Html();
    html.trusted("<!doctype html>\n").open("html", "lang", "en").open("head");
    html.empty("meta", "charset", "utf-8");
    html.empty(
        "meta",
        "http-equiv",
        "Content-Security-Policy",
        "content",
        "default-src 'none'; img-src data:; style-src 'unsafe-inline'");
    html.element("title", sheet.title());
    html.open("style").trusted(STYLE).close().close().line();
    html.open("body").element("h1", sheet.title()).line();
    for (HitSheet.Row row : sheet.rows()) {
      html.open("section");
      figure(html, row.picture(), "query", "query", row.answer().query());
      for (SearchResult.Hit hit : row.shown()) {
        Optional<BufferedImage> picture = sheet.pictures().square(hit.source(), HitSheet.SIDE);
        String text = "distance " + hit.distance() + " · " + HitSheet.caption(hit);
        figure(html, picture, "hit", hit.source(), text);
      }
      if (row.answer().hits().isEmpty()) {
        html.element("p", SearchResultText.nobody(row.answer()));
      }
      html.close().line();
    }
    return html.close().close().line().toString();
  }

  private static void figure(
      Html html, Optional<BufferedImage> picture, String kind, String title, String caption) {
    html.open("figure", "class", kind, "title", title);
    if (picture.isPresent()) {
      String data = Base64.getEncoder().encodeToString(Bitmaps.png(picture.get()));
      html.empty("img", "alt", caption, "src", "data:image/png;base64," + data);
    } else {
      html.element("div", "picture not at hand", "class", "none");
    }
    html.element("figcaption", caption).close();
  }
}
