package io.ddh.data.read.image;

import java.io.IOException;

/**
 * Where a face is in an image, in pixels from the upper left corner.
 *
 * @param upright whether the box refers to the image as shown, instead of as stored, before EXIF
 *     turns it
 */
public record FaceBox(double x, double y, double width, double height, boolean upright) {
  /** A part of a stored image. */
  record Part(int x, int y, int width, int height) {}

  /**
   * {@return whether the box is given as shares of the image, not in pixels} That is assumed if it
   * lies within 0..1 and its size isn't whole.
   */
  public boolean isShare() {
    boolean whole = width == Math.rint(width) && height == Math.rint(height);
    return !whole && x >= 0 && y >= 0 && x + width <= 1.001 && y + height <= 1.001;
  }

  /**
   * {@return the box enlarged on every side}
   *
   * @param margin share of the width and height that is added on each side
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
   * The part of the stored image that the box covers; what lies outside the image is cut off.
   *
   * @throws IOException if nothing of it lies in the image
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
