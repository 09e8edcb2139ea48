package io.ddh.experiments.report;

import java.util.List;
import java.util.regex.Pattern;

/**
 * A figure of the report, drawn once for each data set from its cells: a PNG and a CSV of the same
 * points in the data set's folder {@code figures}, and a place on the page. A class joins by
 * implementing this and one line in {@code META-INF/services/io.ddh.experiments.report.Figure}; it
 * needs a public constructor without arguments. Ours go through the same door. They come first, in
 * the order of their file, then all others by name.
 *
 * <p>Maps of codes and the page of retrievals are not of this kind: they need what a run left under
 * the work folder, and pictures of real people must not get into the results.
 */
public interface Figure {
  /** Its name, nobody else's: lower-case letters, digits and {@code -}. */
  String name();

  /** One line for {@code ddh list}: what it shows. */
  String title();

  /**
   * Names of the files, without suffix, that it may draw, in any report: the name itself, or with a
   * code length behind it. What an earlier report left under such a name and this one doesn't draw
   * is removed.
   */
  default Pattern files() {
    return Pattern.compile(Pattern.quote(name()) + "(-\\d+)?");
  }

  /**
   * Draws it; none where the cells don't have what it needs, several where it is of several
   * metrics, rows or the like. The same cells must give the same points.
   */
  List<DrawnFigure> draw(FigureData data);
}
