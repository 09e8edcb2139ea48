package io.ddh.experiments.report;

import io.ddh.data.draw.Bitmaps;
import io.ddh.experiments.work.RetrievalFiles;
import io.ddh.experiments.work.Retrievals;
import io.ddh.experiments.work.Retrievals.Hit;
import io.ddh.experiments.work.Retrievals.Query;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;

/**
 * A picture of retrievals: a row a query, its nearest gallery faces beside it. Right ones have a
 * solid green frame and a tick, wrong ones a dashed red frame and a cross, so that nobody needs to
 * tell the colours apart.
 */
final class RetrievalPage {
  private static final int FACE = 96;
  private static final int STEP_X = FACE + 16;
  private static final int STEP_Y = FACE + 38;
  private static final int MARGIN = 24;
  private static final int HEADER = 108;

  /** Free between a query and what it found. */
  private static final int GAP = 28;

  private static final Color INK = new Color(0x222222);
  private static final Color RIGHT = new Color(0x009E73);
  private static final Color WRONG = new Color(0xD55E00);

  private final RetrievalFiles files;
  private final Graphics2D g;

  private RetrievalPage(RetrievalFiles files, Graphics2D g) {
    this.files = files;
    this.g = g;
  }

  /** Writes the picture, whole or not at all. */
  static void write(Path png, RetrievalFiles files, String title, String caption)
      throws IOException {
    int width = 2 * MARGIN + STEP_X + GAP + Retrievals.NEAREST * STEP_X;
    int height = HEADER + files.retrievals().queries().size() * STEP_Y + MARGIN;
    BufferedImage page = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = page.createGraphics();
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    g.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    // The pixels as the method saw them; smoothed ones would look better than what it had.
    g.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_NEAREST_NEIGHBOR);
    g.setColor(Color.WHITE);
    g.fillRect(0, 0, width, height);
    RetrievalPage drawing = new RetrievalPage(files, g);
    drawing.text(title, Font.BOLD, 26, MARGIN, 42);
    drawing.text(caption, Font.PLAIN, 18, MARGIN, 70);
    drawing.text("query", Font.PLAIN, 18, MARGIN, HEADER - 10);
    drawing.text(
        "nearest gallery faces; number: Hamming distance",
        Font.PLAIN,
        18,
        MARGIN + STEP_X + GAP,
        HEADER - 10);
    drawing.faces();
    g.dispose();
    Bitmaps.write(png, page);
  }

  private void text(String text, int style, int size, int x, int y) {
    g.setColor(INK);
    g.setFont(new Font(Font.SANS_SERIF, style, size));
    g.drawString(text, x, y);
  }

  private void faces() {
    int row = 0;
    for (Query query : files.retrievals().queries()) {
      int top = HEADER + row * STEP_Y;
      face(0, row, MARGIN, top);
      int column = 1;
      for (Hit hit : query.hits()) {
        int left = MARGIN + STEP_X + GAP + (column - 1) * STEP_X;
        face(column++, row, left, top);
        frame(left, top, hit.person() == query.person());
        text(Integer.toString(hit.distance()), Font.PLAIN, 18, left, top + FACE + 24);
      }
      row++;
    }
  }

  private void face(int column, int row, int left, int top) {
    BufferedImage tiles = files.tiles();
    int width = tiles.getWidth() / (1 + Retrievals.NEAREST);
    int height = tiles.getHeight() / files.retrievals().queries().size();
    int x = column * width;
    int y = row * height;
    BufferedImage tile = tiles.getSubimage(x, y, width, height);
    g.drawImage(tile, left, top, FACE, FACE, null);
  }

  private void frame(int left, int top, boolean right) {
    g.setColor(right ? RIGHT : WRONG);
    float[] dashes = {10, 6};
    g.setStroke(
        right
            ? new BasicStroke(5)
            : new BasicStroke(5, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 10, dashes, 0));
    g.drawRect(left, top, FACE, FACE);
    Path2D mark = new Path2D.Double();
    double x = left + FACE - 22;
    double y = top + FACE + 8;
    if (right) { // a tick
      mark.moveTo(x, y + 9);
      mark.lineTo(x + 6, y + 16);
      mark.lineTo(x + 18, y);
    } else { // a cross
      mark.moveTo(x + 2, y);
      mark.lineTo(x + 18, y + 16);
      mark.moveTo(x + 18, y);
      mark.lineTo(x + 2, y + 16);
    }
    g.setStroke(new BasicStroke(4));
    g.draw(mark);
  }
}
