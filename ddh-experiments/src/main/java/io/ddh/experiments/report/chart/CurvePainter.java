package io.ddh.experiments.report.chart;

import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import org.knowm.xchart.XYChart;

/** Draws curves into a painted frame: whole paths, so that dashes run on, and spaced markers. */
final class CurvePainter {
  /** Size of a marker in pixels. */
  static final int MARKER = 10;

  /** Least distance between markers of one curve. */
  private static final double SPACING = 70;

  private final Graphics2D g;
  private final XYChart frame;
  private final Axis x;
  private final Axis y;

  /**
   * @param g where the frame was painted, with the same origin
   * @param frame painted with these axes
   */
  CurvePainter(Graphics2D g, XYChart frame, Axis x, Axis y) {
    this.g = g;
    this.frame = frame;
    this.x = x;
    this.y = y;
  }

  /** Draws the series, the last on top. */
  void paint(List<Series> series, List<SeriesStyle> styles) {
    Shape clip = g.getClip();
    double left = frame.getScreenXFromChart(x.min());
    double top = frame.getScreenYFromChart(y.max());
    double width = frame.getScreenXFromChart(x.max()) - left;
    double height = frame.getScreenYFromChart(y.min()) - top;
    g.clip(
        new Rectangle2D.Double(
            left - MARKER, top - MARKER, width + 2 * MARKER, height + 2 * MARKER));
    for (int i = 0; i < series.size(); i++) {
      // Curves that run together keep their markers apart when each starts elsewhere.
      double phase = (double) i / series.size();
      for (List<Point2D> piece : pieces(series.get(i))) {
        paint(piece, styles.get(i), phase * SPACING);
      }
    }
    g.setClip(clip);
  }

  private void paint(List<Point2D> piece, SeriesStyle style, double phase) {
    g.setColor(style.color());
    g.setStroke(style.stroke());
    g.draw(path(piece));
    g.setStroke(new BasicStroke(2));
    for (Point2D point : marked(piece, phase)) {
      style.marker().paint(g, point.getX(), point.getY(), MARKER);
    }
  }

  /** The runs of drawable points, in pixels. */
  private List<List<Point2D>> pieces(Series series) {
    List<List<Point2D>> pieces = new ArrayList<>();
    List<Point2D> piece = new ArrayList<>();
    for (int i = 0; i < series.x().length; i++) {
      if (series.drawable(i)) {
        piece.add(
            new Point2D.Double(
                frame.getScreenXFromChart(series.x()[i]),
                frame.getScreenYFromChart(series.y()[i])));
      } else if (!piece.isEmpty()) {
        pieces.add(piece);
        piece = new ArrayList<>();
      }
    }
    if (!piece.isEmpty()) {
      pieces.add(piece);
    }
    return pieces;
  }

  private static Path2D path(List<Point2D> piece) {
    Path2D path = new Path2D.Double();
    path.moveTo(piece.get(0).getX(), piece.get(0).getY());
    for (Point2D point : piece.subList(1, piece.size())) {
      path.lineTo(point.getX(), point.getY());
    }
    return path;
  }

  /**
   * The data points that get a marker: all of them when they stand apart, else the first one beyond
   * each step along the curve, and at least one.
   */
  private static List<Point2D> marked(List<Point2D> piece, double phase) {
    double shortest = Double.POSITIVE_INFINITY;
    for (int i = 1; i < piece.size(); i++) {
      shortest = Math.min(shortest, piece.get(i).distance(piece.get(i - 1)));
    }
    if (shortest >= SPACING) {
      return piece;
    }
    List<Point2D> marked = new ArrayList<>();
    double travelled = 0;
    double next = phase;
    for (int i = 0; i < piece.size(); i++) {
      travelled += i == 0 ? 0 : piece.get(i).distance(piece.get(i - 1));
      if (travelled >= next) {
        marked.add(piece.get(i));
        next = travelled + SPACING;
      }
    }
    return marked.isEmpty() ? piece.subList(piece.size() - 1, piece.size()) : marked;
  }
}
