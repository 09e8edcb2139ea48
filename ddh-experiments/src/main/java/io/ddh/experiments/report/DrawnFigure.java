package io.ddh.experiments.report;

import io.ddh.core.AtomicFile;
import io.ddh.experiments.report.chart.Chart;
import io.ddh.experiments.report.chart.Charts;
import io.ddh.experiments.report.chart.LineChart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A chart that a {@link Figure} has drawn, with its points.
 *
 * @param name name of the figure's files, without suffix
 * @param chart chart to be written as PNG
 * @param csv content of the CSV file, with the points of the chart and possibly further points that
 *     the chart does not show
 */
public record DrawnFigure(String name, Chart chart, String csv) {
  /** Returns true if the chart has panels side by side, which need the whole width of a page. */
  boolean wide() {
    return !(chart instanceof LineChart);
  }

  /** Returns title and caption in one line. */
  String title() {
    return chart.title() + ": " + chart.caption();
  }

  /** Writes the PNG and the CSV file. */
  HtmlPage.Drawn write(Path folder) throws IOException {
    Path png = folder.resolve(name + ".png");
    Charts.write(png, chart);
    AtomicFile.writeText(folder.resolve(name + ".csv"), csv);
    return new HtmlPage.Drawn(title(), wide(), Files.readAllBytes(png));
  }
}
