package io.ddh.experiments.report;

import java.util.List;
import java.util.regex.Pattern;

/**
 * A figure of the report, drawn once for each data set from its cells. The figure is written to the
 * data set's folder {@code figures} as a PNG file, with its points in a CSV file, and is shown on
 * the page of the report. To add a figure, implement this interface and name the class in {@code
 * META-INF/services/io.ddh.experiments.report.Figure}; it needs a public constructor without
 * arguments. The built-in figures come first, followed by all others sorted by name.
 *
 * <p>Maps of codes and the sheet of retrievals do not implement this interface. Both need files
 * that a run leaves in the work folder, and images of real people must not get into the results.
 */
public interface Figure {
  /**
   * {@return the unique name of the figure, which consists of lower-case letters, digits and {@code
   * -}}
   */
  String name();

  /**
   * {@return a title of one line that says what the figure shows} The command {@code ddh list}
   * prints the title.
   */
  String title();

  /**
   * {@return a pattern that matches the names, without suffix, of all files that this figure may
   * write in any report. By default, the pattern matches the figure's name, optionally followed by
   * a code length} A file of an earlier report that matches the pattern is removed if the current
   * report does not write it.
   */
  default Pattern files() {
    return Pattern.compile(Pattern.quote(name()) + "(-\\d+)?");
  }

  /**
   * Draws the figure from the cells of one data set. The same cells must give the same points.
   *
   * @param data cells of the data set
   * @return the drawn charts; there are none if the cells lack what the figure needs, and several
   *     if, for example, there is one per metric or row
   */
  List<DrawnFigure> draw(FigureData data);
}
