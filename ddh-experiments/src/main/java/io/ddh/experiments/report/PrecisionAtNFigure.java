package io.ddh.experiments.report;

import io.ddh.eval.Metrics;
import io.ddh.experiments.Cell;
import io.ddh.experiments.report.chart.Axis;
import io.ddh.experiments.report.chart.Series;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Precision of the N nearest images. */
public final class PrecisionAtNFigure implements Figure {
  /** Beyond it all curves fall to nothing; the CSV beside the figure goes on. */
  private static final int LARGEST_N_DRAWN = 200;

  @Override
  public String name() {
    return "precision-at-n";
  }

  @Override
  public String title() {
    return "Precision at N";
  }

  @Override
  public List<DrawnFigure> draw(FigureData data) {
    int bits = data.shownBits();
    StringBuilder csv = new StringBuilder("method,bits,n,precision,seeds\n");
    List<Series> series = new ArrayList<>();
    for (String row : data.rows()) {
      List<Cell> cells = data.finished(row, bits, Metrics.PRECISION_AT_N);
      if (!cells.isEmpty()) {
        double[][] c = Curves.mean(cells, Metrics.PRECISION_AT_N, "n", "precision");
        for (int i = 0; i < c[0].length; i++) {
          csv.append(row).append(',').append(bits);
          csv.append(',').append(Numbers.plain(c[0][i])).append(',');
          csv.append(Numbers.plain(c[1][i])).append(',').append(cells.size()).append('\n');
        }
        int shown = (int) Arrays.stream(c[0]).filter(n -> n <= LARGEST_N_DRAWN).count();
        series.add(new Series(row, Arrays.copyOf(c[0], shown), Arrays.copyOf(c[1], shown)));
      }
    }
    return RowPanels.figure(
        data,
        name() + "-" + bits,
        title() + " at " + bits + " bits",
        data.caption(),
        Axis.auto("N (images returned)"),
        Axis.auto("Precision"),
        series,
        csv);
  }
}
