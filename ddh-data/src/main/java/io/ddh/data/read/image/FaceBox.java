package io.ddh.data.read.image;

import java.io.IOException;

/**
 * The position of a face in an image, in pixels from the upper left corner.
 *
 * @param upright true if the box refers to the upright image, false if it refers to the image as
 *     stored, before it is turned according to EXIF
 */
public record FaceBox(double x, double y, double width, double height, boolean upright) {
  /** A rectangular part of a stored image, in whole pixels. */
  record Part(int x, int y, int width, int height) {}

  /**
   * {@return whether the box seems to be given as fractions of the image size instead of pixels} A
   * box is assumed to be given as fractions if it lies within 0..1 and its size isn't a whole
   * number.
   */
  public boolean isShare() {
    boolean whole = width == Math.rint(width) && height == Math.rint(height);
    return !whole && x >= 0 && y >= 0 && x + width <= 1.001 && y + height <= 1.001;
  }

  /**
   * {@return this box, enlarged on every side}
   *
   * @param margin how much is added on each side, as a share of the width and height
   */
  public FaceBox withMargin(double margin) {
    return new FaceBox(
        x - margin * width,
        y - margin * height,
        width * (1 + 2 * margin),
        height * (1 + 2 * margin),
        upright);
  }

  /**
   * Returns the part of the stored image that the box covers. The parts of the box outside the
   * image are cut off.
   *
   * @throws IOException if the box lies completely outside the image
   */
  Part in(int storedWidth, int storedHeight, ExifOrientation turn) throws IOException {
    boolean swap = upright && turn.transposed();
    double left = swap ? y : x;
    double wide = swap ? height : width;
    double top = swap ? x : y;
    double high = swap ? width : height;
    left = upright && turn.flipX() ? storedWidth - (left + wide) : left;
    top = upright && turn.flipY() ? storedHeight - (top + high) : top;
    int[] across = span(left, wide, storedWidth);
    int[] down = span(top, high, storedHeight);
    if (across[0] >= across[1] || down[0] >= down[1]) {
      throw new IOException(
          "its face box lies outside the image of " + storedWidth + "x" + storedHeight);
    }
    return new Part(across[0], down[0], across[1] - across[0], down[1] - down[0]);
  }

  private static int[] span(double from, double length, int limit) {
    long low = Math.max(0, Math.round(from));
    long high = Math.min(limit, Math.round(from + length));
    return new int[] {(int) Math.min(low, limit), (int) Math.max(high, 0)};
  }
}
