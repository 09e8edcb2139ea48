package io.ddh.experiments.report;

import io.ddh.core.AtomicFile;
import io.ddh.experiments.report.chart.Chart;
import io.ddh.experiments.report.chart.Charts;
import io.ddh.experiments.report.chart.LineChart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The result of a {@link Figure}.
 *
 * @param name file name without suffix
 * @param chart what is drawn
 * @param csv the points that are drawn, and possibly more, as the content of a CSV file
 */
public record DrawnFigure(String name, Chart chart, String csv) {
  /** True for panels side by side, which need the whole width of a page. */
  boolean wide() {
    return !(chart instanceof LineChart);
  }

  /** Title and caption in one line. */
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
