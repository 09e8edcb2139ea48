package io.ddh.vision.detect;

import io.ddh.vision.align.FacePoint;
import java.util.ArrayList;
import java.util.List;

/**
 * The squares of a large photo that are searched for small faces. In the smallest squares, the
 * smallest face is just large enough to be found. The sides of the next squares are twice as long,
 * and so on, until the whole photo fits. Squares of the same size overlap by more than the width of
 * the largest face that only squares of this size find, so that each face is complete in one of
 * them.
 */
final class PhotoTiles {
  private static final double OVERLAP = 2.4; // smallest faces; squares of twice the side find 2
  private static final double NEARLY = 1.2;

  private PhotoTiles() {}

  /** A square of a photo, which may extend beyond the photo. */
  record Tile(double x, double y, double size) {
    /** {@return the smallest centred square that covers a whole photo} */
    static Tile whole(int width, int height) {
      int size = Math.max(width, height);
      return new Tile((width - size) / 2.0, (height - size) / 2.0, size);
    }

    /**
     * {@return whether the box of a face crosses an edge of this square that lies inside the photo}
     */
    boolean cuts(FoundFace face, int width, int height) {
      FacePoint centre = face.centre();
      return cuts(x, width, centre.x(), face.width()) || cuts(y, height, centre.y(), face.height());
    }

    private boolean cuts(double from, int limit, double centre, double length) {
      return from > 0 && centre - length / 2 < from
          || from + size < limit && centre + length / 2 > from + size;
    }
  }

  /**
   * Returns the squares, without the one that covers the whole photo.
   *
   * @param smallest width of the smallest face that the network finds, as a share of the square
   * @param face width of the smallest face to be found, in pixels
   */
  static List<Tile> of(int width, int height, double smallest, int face) {
    List<Tile> out = new ArrayList<>();
    for (double size = face / smallest; size * NEARLY < Math.max(width, height); size *= 2) {
      double step = size * (1 - OVERLAP * smallest);
      for (double y : starts(height, size, step)) {
        for (double x : starts(width, size, step)) {
          out.add(new Tile(x, y, size));
        }
      }
    }
    return out;
  }

  /** Spreads squares evenly over an axis; a square that is longer than the axis is centred. */
  private static double[] starts(int length, double size, double step) {
    int count = 1 + (int) Math.ceil(Math.max(0, length - size) / step);
    double[] out = new double[count];
    for (int i = 0; i < count; i++) {
      out[i] = count == 1 ? (length - size) / 2 : i * (length - size) / (count - 1);
    }
    return out;
  }
}
