package io.ddh.app.search;

import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Optional;

/** A sheet of hits as one picture. */
final class HitImage {
  private static final int GAP = 8;
  private static final int LEFT = 28;
  private static final int HEAD = 44;
  private static final int CAPTION = 40;
  private static final int SIDE = HitSheet.SIDE;

  /** Pictures of a row; further hits are left out. */
  private static final int ACROSS = 10;

  private static final Color INK = new Color(0x222222);
  private static final Color QUIET = new Color(0x666666);
  private static final Color TILE = new Color(0xDDDDDD);

  private HitImage() {}

  static BufferedImage draw(HitSheet sheet) {
    int most = sheet.rows().stream().mapToInt(row -> row.answer().hits().size()).max().orElse(0);
    int across = Math.max(5, Math.min(ACROSS, most));
    int width = LEFT + (across + 1) * (SIDE + GAP) + LEFT;
    int height = HEAD + sheet.rows().size() * (SIDE + CAPTION + GAP) + GAP;
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = image.createGraphics();
    try {
      g.setRenderingHint(
          RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
      g.setColor(Color.WHITE);
      g.fillRect(0, 0, width, height);
      text(g, sheet.title(), GAP, 28, width - 2 * GAP, Font.BOLD, 18, INK);
      for (int i = 0; i < sheet.rows().size(); i++) {
        row(g, sheet, sheet.rows().get(i), HEAD + i * (SIDE + CAPTION + GAP), across);
      }
    } finally {
      g.dispose();
    }
    return image;
  }

  private static void row(Graphics2D g, HitSheet sheet, HitSheet.Row row, int top, int across) {
    tile(g, row.picture(), GAP, top);
    text(g, "query", GAP, top + SIDE + 16, SIDE, Font.BOLD, 13, INK);
    text(g, name(row.answer().query()), GAP, top + SIDE + 33, SIDE, Font.PLAIN, 13, QUIET);
    List<SearchResult.Hit> hits = row.shown();
    for (int i = 0; i < Math.min(across, hits.size()); i++) {
      SearchResult.Hit hit = hits.get(i);
      int left = LEFT + (i + 1) * (SIDE + GAP);
      tile(g, sheet.pictures().square(hit.source(), SIDE), left, top);
      String caption = HitSheet.caption(hit);
      text(g, caption, left, top + SIDE + 16, SIDE, Font.PLAIN, 13, INK);
      text(g, "distance " + hit.distance(), left, top + SIDE + 33, SIDE, Font.PLAIN, 13, QUIET);
    }
    if (hits.isEmpty()) {
      int left = LEFT + SIDE + GAP;
      int room = across * (SIDE + GAP);
      String nobody = SearchResultText.nobody(row.answer());
      text(g, nobody, left, top + SIDE / 2, room, Font.PLAIN, 15, INK);
    }
  }

  /** The last part of a path, which says most where there is little room. */
  private static String name(String query) {
    return query.substring(Math.max(query.lastIndexOf('/'), query.lastIndexOf('\\')) + 1);
  }

  private static void tile(Graphics2D g, Optional<BufferedImage> picture, int left, int top) {
    if (picture.isPresent()) {
      g.drawImage(picture.get(), left, top, SIDE, SIDE, null);
      return;
    }
    g.setColor(TILE);
    g.fillRect(left, top, SIDE, SIDE);
    text(g, "picture", left + 10, top + SIDE / 2 - 6, SIDE - 20, Font.PLAIN, 13, QUIET);
    text(g, "not at hand", left + 10, top + SIDE / 2 + 12, SIDE - 20, Font.PLAIN, 13, QUIET);
  }

  /** Text cut off, with an ellipsis, where it would be wider than its room. */
  private static void text(
      Graphics2D g, String text, int x, int y, int room, int style, int size, Color color) {
    g.setFont(new Font(Font.SANS_SERIF, style, size));
    g.setColor(color);
    FontMetrics metrics = g.getFontMetrics();
    String shown = SearchResultText.plain(text);
    while (shown.length() > 1 && metrics.stringWidth(shown) > room) {
      String less = shown.endsWith("…") ? shown.substring(0, shown.length() - 1) : shown;
      shown = less.substring(0, less.length() - 1) + "…";
    }
    g.drawString(shown, x, y);
  }
}
