package io.ddh.experiments.report;

import java.util.List;
import java.util.regex.Pattern;

/**
 * A figure of the report, drawn once for each data set from its cells: a PNG and a CSV of the same
 * points in the data set's folder {@code figures}, and a place on the page. To add a figure,
 * implement this interface and name the class in {@code
 * META-INF/services/io.ddh.experiments.report.Figure}; it needs a public constructor without
 * arguments. The figures of this program come first, then all others by name.
 *
 * <p>Maps of codes and the sheet of retrievals are not figures of this kind: they need files that a
 * run leaves in the work folder, and images of real people must not get into the results.
 */
public interface Figure {
  /** {@return the name, which must be unique: lower-case letters, digits and {@code -}} */
  String name();

  /** {@return one line for {@code ddh list} about what the figure shows} */
  String title();

  /**
   * {@return a pattern of the names of all files, without suffix, that this figure may write in any
   * report; by default the name itself, optionally followed by a code length} Files of an earlier
   * report with such a name are removed if this report doesn't write them.
   */
  default Pattern files() {
    return Pattern.compile(Pattern.quote(name()) + "(-\\d+)?");
  }

  /**
   * Draws the figure from the cells of one data set. The same cells must give the same points.
   *
   * @param data cells of the data set
   * @return the drawn figures: none if the cells lack what the figure needs, several for a figure
   *     per metric, row or the like
   */
  List<DrawnFigure> draw(FigureData data);
}
