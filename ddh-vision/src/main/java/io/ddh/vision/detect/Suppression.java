package io.ddh.vision.detect;

import io.ddh.vision.align.FacePoint;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Merges boxes of the same face. Boxes count as boxes of the same face if they overlap the best box
 * by more than a limit.
 */
final class Suppression {
  private static final double LIMIT = 0.3;

  private Suppression() {}

  /** Keeps the face with the highest score of each group. */
  static List<FoundFace> best(List<FoundFace> faces) {
    return groups(faces).stream().map(group -> group.get(0)).toList();
  }

  /**
   * Averages each group, with the scores as weights, as MediaPipe does ({@code WEIGHTED} in its
   * non-max suppression calculator). The result has the highest score of its group.
   */
  static List<FoundFace> weighted(List<FoundFace> faces) {
    return groups(faces).stream().map(Suppression::mean).toList();
  }

  private static List<List<FoundFace>> groups(List<FoundFace> faces) {
    List<FoundFace> rest = new ArrayList<>(faces);
    rest.sort(Comparator.comparingDouble(FoundFace::score).reversed());
    List<List<FoundFace>> out = new ArrayList<>();
    while (!rest.isEmpty()) {
      FoundFace best = rest.get(0);
      List<FoundFace> group = new ArrayList<>();
      List<FoundFace> others = new ArrayList<>();
      for (FoundFace face : rest) {
        (face.equals(best) || face.overlap(best) > LIMIT ? group : others).add(face);
      }
      out.add(group);
      rest = others;
    }
    return out;
  }

  private static FoundFace mean(List<FoundFace> group) {
    FoundFace best = group.get(0);
    double total = group.stream().mapToDouble(FoundFace::score).sum();
    double width = 0;
    double height = 0;
    for (FoundFace face : group) {
      width += face.score() / total * face.width();
      height += face.score() / total * face.height();
    }
    FacePoint centre = mean(group.stream().map(FoundFace::centre).toList(), group, total);
    List<FacePoint> points =
        IntStream.range(0, best.points().size())
            .mapToObj(p -> mean(group.stream().map(f -> f.points().get(p)).toList(), group, total))
            .toList();
    return new FoundFace(centre, width, height, best.score(), points);
  }

  private static FacePoint mean(List<FacePoint> points, List<FoundFace> group, double total) {
    double x = 0;
    double y = 0;
    for (int i = 0; i < points.size(); i++) {
      double weight = group.get(i).score() / total;
      x += weight * points.get(i).x();
      y += weight * points.get(i).y();
    }
    return new FacePoint(x, y);
  }
}
