package io.ddh.experiments.report;

import java.util.List;
import java.util.regex.Pattern;

/**
 * A figure of the report, drawn once for each data set from its cells: a PNG and a CSV of the same
 * points in the data set's folder {@code figures}, and a place on the page. A class joins by
 * implementing this interface and by one line in {@code
 * META-INF/services/io.ddh.experiments.report.Figure}; it needs a public constructor without
 * arguments. The built-in figures join in the same way. They come first, in the order of their
 * service file, then all others by name.
 *
 * <p>Maps of codes and the sheet of retrievals are not figures of this kind: they need what a run
 * left under the work folder, and images of real people must not get into the results.
 */
public interface Figure {
  /** Its name, which must be unique: lower-case letters, digits and {@code -}. */
  String name();

  /** One line for {@code ddh list}: what it shows. */
  String title();

  /**
   * The names of all files, without suffix, that this figure may write in any report; by default
   * the name itself, optionally followed by a code length. Files of an earlier report with such a
   * name are removed if this report doesn't write them.
   */
  default Pattern files() {
    return Pattern.compile(Pattern.quote(name()) + "(-\\d+)?");
  }

  /**
   * Draws the figure from the cells of one data set. The list is empty if the cells lack what the
   * figure needs, and has several elements for a figure per metric, row or the like. The same cells
   * must give the same points.
   */
  List<DrawnFigure> draw(FigureData data);
}
