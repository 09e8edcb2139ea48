package io.ddh.data.draw;

import io.ddh.core.Check;
import io.ddh.core.Images;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;

/** A picture of many small images side by side, as for a look at a data set. */
public final class ContactSheet {
  private static final int GAP = 3;
  private static final int CAPTION = 26;
  private static final Color PAPER = Color.WHITE;

  private ContactSheet() {}

  /**
   * Writes images in rows as a PNG, whole or not at all.
   *
   * @param png the file
   * @param images one or three channels, in reading order; person by person with {@code columns}
   *     images each gives one row per person
   * @param columns images in a row, ≥ 1
   * @param scale enlargement, 1..16
   * @param caption one line over the images; for drawn faces it must say that they are synthetic
   * @throws IOException if the file cannot be written
   */
  public static void write(Path png, Images images, int columns, int scale, String caption)
      throws IOException {
    Check.atLeast("images", images.size(), 1);
    Check.atLeast("columns", columns, 1);
    Check.inRange("scale", scale, 1, 16);
    Bitmaps.write(png, sheet(images, columns, scale, caption));
  }

  private static BufferedImage sheet(Images images, int columns, int scale, String caption) {
    int rows = (images.size() + columns - 1) / columns;
    int stepX = images.width() * scale + GAP;
    int stepY = images.height() * scale + GAP;
    BufferedImage sheet =
        new BufferedImage(
            columns * stepX + GAP, rows * stepY + GAP + CAPTION, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = sheet.createGraphics();
    graphics.setColor(PAPER);
    graphics.fillRect(0, 0, sheet.getWidth(), sheet.getHeight());
    graphics.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
    graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 14));
    graphics.setColor(Color.DARK_GRAY);
    graphics.drawString(caption, GAP + 2, CAPTION - 8);
    for (int i = 0; i < images.size(); i++) {
      graphics.drawImage(
          Bitmaps.of(images, i),
          GAP + i % columns * stepX,
          CAPTION + i / columns * stepY,
          images.width() * scale,
          images.height() * scale,
          null);
    }
    graphics.dispose();
    return sheet;
  }
}
