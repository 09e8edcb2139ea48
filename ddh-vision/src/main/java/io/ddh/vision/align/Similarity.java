package io.ddh.vision.align;

import io.ddh.core.Check;
import java.util.List;

/**
 * A similarity transform of the plane: rotation, equal scaling of both axes and translation. The
 * transform moves (x, y) to (a·x − b·y + dx, b·x + a·y + dy).
 *
 * @param a scale times the cosine of the angle
 * @param b scale times the sine of the angle
 * @param dx translation to the right
 * @param dy translation downwards
 */
public record Similarity(double a, double b, double dx, double dy) {
  /**
   * Fits a transform without reflection to pairs of points by least squares (S. Umeyama,
   * Least-squares estimation of transformation parameters between two point patterns, IEEE TPAMI
   * 13(4), 1991). In the plane, the solution has a simple closed form.
   *
   * @param from at least two points that don't coincide
   * @param to where the points should be moved, as many as {@code from}
   * @return the transform with the smallest sum of squared distances
   * @throws IllegalArgumentException if the numbers of points differ, or all points coincide
   */
  public static Similarity fit(List<FacePoint> from, List<FacePoint> to) {
    int n = from.size();
    Check.that(n == to.size(), "%d points, but %d targets", n, to.size());
    FacePoint p = mean(from);
    FacePoint q = mean(to);
    double square = 0;
    double dot = 0;
    double cross = 0;
    for (int i = 0; i < n; i++) {
      double x = from.get(i).x() - p.x();
      double y = from.get(i).y() - p.y();
      double u = to.get(i).x() - q.x();
      double v = to.get(i).y() - q.y();
      square += x * x + y * y;
      dot += x * u + y * v;
      cross += x * v - y * u;
    }
    Check.that(square > 0, "all %d points coincide", n);
    double a = dot / square;
    double b = cross / square;
    return new Similarity(a, b, q.x() - a * p.x() + b * p.y(), q.y() - b * p.x() - a * p.y());
  }

  private static FacePoint mean(List<FacePoint> points) {
    return new FacePoint(
        points.stream().mapToDouble(FacePoint::x).average().orElse(0),
        points.stream().mapToDouble(FacePoint::y).average().orElse(0));
  }

  /**
   * {@return the transform from a square to an upright square of a photo}
   *
   * @param side side of the square that is transformed
   * @param x left edge of the square in the photo
   * @param y top edge of the square in the photo
   * @param size side of the square in the photo
   */
  public static Similarity square(double side, double x, double y, double size) {
    return new Similarity(size / side, 0, x, y);
  }

  /**
   * {@return the transform from a square to a rotated square of a photo}
   *
   * @param side side of the square that is transformed
   * @param x centre of the square in the photo
   * @param y centre of the square in the photo
   * @param size side of the square in the photo
   * @param angle by how much the square in the photo is turned clockwise, in radians
   */
  public static Similarity rotated(double side, double x, double y, double size, double angle) {
    double a = Math.cos(angle) * size / side;
    double b = Math.sin(angle) * size / side;
    double half = side / 2;
    return new Similarity(a, b, x - a * half + b * half, y - b * half - a * half);
  }

  /** {@return the factor by which lengths grow} */
  public double scale() {
    return Math.hypot(a, b);
  }

  /**
   * {@return the point to which the transform moves a point}
   *
   * @param x horizontal coordinate
   * @param y vertical coordinate
   */
  public FacePoint map(double x, double y) {
    return new FacePoint(a * x - b * y + dx, b * x + a * y + dy);
  }
}
