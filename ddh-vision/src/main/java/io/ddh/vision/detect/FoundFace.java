package io.ddh.vision.detect;

import io.ddh.vision.align.FacePoint;
import io.ddh.vision.align.Similarity;
import java.util.List;

/**
 * A face that a network found, in pixels of the square or of the photo. The box may reach beyond
 * the edges of the image.
 *
 * @param centre centre of the box
 * @param width width of the box
 * @param height height of the box
 * @param score the network's confidence in 0..1
 * @param points the person's right eye and left eye, nose, then the centre of the mouth or its
 *     right and left corner, then points that differ between detectors
 */
public record FoundFace(
    FacePoint centre, double width, double height, double score, List<FacePoint> points) {

  /** {@return the length of the longer side of the box} */
  double size() {
    return Math.max(width, height);
  }

  /** {@return this face, with its score reduced to a limit if it is higher} */
  FoundFace atMost(double limit) {
    return new FoundFace(centre, width, height, Math.min(score, limit), points);
  }

  /** {@return the intersection of two boxes divided by their union} */
  double overlap(FoundFace other) {
    double across = shared(centre.x(), width, other.centre.x(), other.width);
    double down = shared(centre.y(), height, other.centre.y(), other.height);
    double both = across * down;
    return both == 0 ? 0 : both / (width * height + other.width * other.height - both);
  }

  private static double shared(double a, double lengthA, double b, double lengthB) {
    double end = Math.min(a + lengthA / 2, b + lengthB / 2);
    return Math.max(0, end - Math.max(a - lengthA / 2, b - lengthB / 2));
  }

  /**
   * {@return the clockwise angle by which the face is rotated from upright, in radians in −π..π,
   * measured from the line between the eyes}
   */
  double roll() {
    FacePoint right = points.get(0);
    FacePoint left = points.get(1);
    return Math.atan2(left.y() - right.y(), left.x() - right.x());
  }

  /**
   * {@return this face after a transform} The sides of its box stay parallel to the edges. Width
   * and height are exchanged if the transform rotates by about a quarter turn.
   */
  FoundFace moved(Similarity by) {
    boolean turned = Math.abs(by.b()) > Math.abs(by.a());
    double scale = by.scale();
    return new FoundFace(
        by.map(centre.x(), centre.y()),
        scale * (turned ? height : width),
        scale * (turned ? width : height),
        score,
        points.stream().map(p -> by.map(p.x(), p.y())).toList());
  }
}
