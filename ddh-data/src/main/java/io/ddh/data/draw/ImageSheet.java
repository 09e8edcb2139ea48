package io.ddh.data.draw;

import io.ddh.core.Check;
import io.ddh.core.Images;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A sheet of images of the same size, arranged in rows, with a title on top and lines of text below
 * each image. Text that is too wide is first set in a smaller size, down to a legible minimum, and
 * then cut off with an ellipsis.
 *
 * @param title one line at the top of the sheet; if empty, neither title nor caption is drawn
 * @param caption a line in smaller type below the title; may be empty
 * @param width width of each tile in pixels, ≥ 1; images are scaled to this width without smoothing
 * @param height height of each tile in pixels, ≥ 1
 * @param gap space between tiles and around them in pixels, ≥ 0
 * @param rows the rows of tiles, each from left to right; rows may differ in length
 */
public record ImageSheet(
    String title, String caption, int width, int height, int gap, List<List<Tile>> rows) {
  private static final int TITLE = 26;
  private static final int CAPTION = 18;
  private static final int LINE = 18;
  private static final int SMALLEST = 13;
  private static final int MARGIN = 24;

  /** Minimum width in pixels of a sheet that has a title; it leaves enough space for the title. */
  private static final int LEAST_WIDTH = 600;

  private static final Color INK = new Color(0x222222);
  private static final Color QUIET = new Color(0x555555);

  /**
   * The border of a tile. Borders differ in more than colour, so that they can be told apart in
   * black and white.
   */
  public enum Frame {
    /** No border. */
    NONE(Color.WHITE, 1, false),
    /** Thin black border, which marks the query image. */
    QUERY(INK, 2, false),
    /** Solid green border, which marks a correct search result. */
    RIGHT(new Color(0x009E73), 5, false),
    /** Dashed red border, which marks a wrong search result. */
    WRONG(new Color(0xD55E00), 5, true),
    /** Grey area that is shown in place of an image that is not available. */
    MISSING(new Color(0xDDDDDD), 1, false);

    private final Color color;
    private final int width;
    private final boolean dashed;

    Frame(Color color, int width, boolean dashed) {
      this.color = color;
      this.width = width;
      this.dashed = dashed;
    }

    private BasicStroke stroke() {
      return dashed
          ? new BasicStroke(
              width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 10, new float[] {10, 6}, 0)
          : new BasicStroke(width);
    }
  }

  /**
   * One image of a sheet.
   *
   * @param image the image; if empty, nothing is drawn in its place
   * @param frame the border around the image
   * @param lines lines of text below the image; in the last tile of a row they may extend to the
   *     edge of the sheet
   */
  public record Tile(Optional<BufferedImage> image, Frame frame, List<String> lines) {
    /** A tile without image, border or text, which leaves its place empty. */
    public static final Tile BLANK = new Tile(Optional.empty(), Frame.NONE, List.of());

    /**
     * {@return a tile that shows an image without border or text}
     *
     * @param image the image
     */
    public static Tile of(BufferedImage image) {
      return new Tile(Optional.of(image), Frame.NONE, List.of());
    }
  }

  /**
   * Checks the sizes and copies the rows.
   *
   * @param title one line at the top of the sheet; if empty, neither title nor caption is drawn
   * @param caption a line in smaller type below the title; may be empty
   * @param width width of each tile in pixels, ≥ 1; images are scaled to this width without
   *     smoothing
   * @param height height of each tile in pixels, ≥ 1
   * @param gap space between tiles and around them in pixels, ≥ 0
   * @param rows the rows of tiles, each from left to right; rows may differ in length
   */
  public ImageSheet {
    Check.atLeast("width", width, 1);
    Check.atLeast("height", height, 1);
    Check.atLeast("gap", gap, 0);
    rows = rows.stream().map(List::copyOf).toList();
  }

  /**
   * {@return all images as tiles without text, arranged in rows}
   *
   * @param images the images, in the order of the tiles
   * @param columns tiles per row, ≥ 1
   */
  public static List<List<Tile>> grid(Images images, int columns) {
    return grid(
        IntStream.range(0, images.size()).mapToObj(i -> Tile.of(Bitmaps.of(images, i))).toList(),
        columns);
  }

  /**
   * {@return the tiles arranged in rows; the last row may be shorter}
   *
   * @param tiles the tiles, in reading order
   * @param columns tiles per row, ≥ 1
   */
  public static List<List<Tile>> grid(List<Tile> tiles, int columns) {
    Check.atLeast("columns", columns, 1);
    return IntStream.iterate(0, from -> from < tiles.size(), from -> from + columns)
        .mapToObj(from -> tiles.subList(from, Math.min(from + columns, tiles.size())))
        .toList();
  }

  /**
   * Draws the sheet and writes it as a PNG file. If writing fails, no incomplete file is left
   * behind.
   *
   * @param png the file to write
   * @throws IOException if the file can't be written
   */
  public void write(Path png) throws IOException {
    Bitmaps.write(png, draw());
  }

  /**
   * Draws the sheet.
   *
   * @return the drawn sheet as an RGB bitmap
   */
  public BufferedImage draw() {
    int columns = rows.stream().mapToInt(List::size).max().orElse(0);
    int lines = rows.stream().flatMap(List::stream).mapToInt(t -> t.lines().size()).max().orElse(0);
    int head = title.isEmpty() ? gap : caption.isEmpty() ? 54 : 84;
    int stepX = width + gap;
    int stepY = height + lines * LINE + gap;
    int right = Math.max(gap + columns * stepX, title.isEmpty() ? 1 : LEAST_WIDTH);
    int bottom = Math.max(1, head + rows.size() * stepY);
    BufferedImage sheet = new BufferedImage(right, bottom, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = sheet.createGraphics();
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    g.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    g.setColor(Color.WHITE);
    g.fillRect(0, 0, sheet.getWidth(), sheet.getHeight());
    int margin = Math.max(Math.min(gap, MARGIN), Math.min(MARGIN, right / 50));
    text(g, title, margin, 40, right - 2 * margin, Font.BOLD, TITLE);
    text(g, caption, margin, 70, right - 2 * margin, Font.PLAIN, CAPTION);
    for (int row = 0; row < rows.size(); row++) {
      List<Tile> tiles = rows.get(row);
      for (int i = 0; i < tiles.size(); i++) {
        int left = gap + i * stepX;
        int room = i + 1 < tiles.size() ? width : right - left - gap;
        tile(g, tiles.get(i), left, head + row * stepY, room);
      }
    }
    g.dispose();
    return sheet;
  }

  private void tile(Graphics2D g, Tile tile, int left, int top, int room) {
    if (tile.image().isPresent()) {
      g.drawImage(tile.image().get(), left, top, width, height, null);
    }
    g.setColor(tile.frame().color);
    g.setStroke(tile.frame().stroke());
    if (tile.frame() == Frame.MISSING) {
      g.fillRect(left, top, width, height);
      text(g, "no image", left + 8, top + height / 2, width - 16, Font.PLAIN, SMALLEST);
    } else if (tile.frame() != Frame.NONE) {
      g.drawRect(left, top, width, height);
    }
    for (int i = 0; i < tile.lines().size(); i++) {
      int y = top + height + 3 + (i + 1) * LINE - 4;
      text(g, tile.lines().get(i), left, y, room, Font.PLAIN, SMALLEST);
    }
  }

  private static void text(
      Graphics2D g, String text, int x, int y, int room, int style, int largest) {
    g.setColor(style == Font.BOLD ? INK : QUIET);
    int size = largest;
    do {
      g.setFont(new Font(Font.SANS_SERIF, style, size--));
    } while (size >= SMALLEST && tooWide(g, text, room));
    String shown = text;
    for (int end = text.length() - 1; end > 0 && tooWide(g, shown, room); end--) {
      shown = text.substring(0, end) + "…";
    }
    g.drawString(shown, x, y);
  }

  private static boolean tooWide(Graphics2D g, String text, int room) {
    return g.getFontMetrics().stringWidth(text) > room;
  }
}
