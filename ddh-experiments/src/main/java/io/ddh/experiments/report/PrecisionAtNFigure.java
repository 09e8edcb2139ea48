package io.ddh.experiments.report;

import io.ddh.eval.Metrics;
import io.ddh.experiments.Cell;
import io.ddh.experiments.report.chart.Axis;
import java.util.List;

/** Precision of the N nearest images. */
public final class PrecisionAtNFigure extends NamedFigure {
  /** Larger N are only in the CSV file: all curves fall towards zero there. */
  private static final int LARGEST_N_DRAWN = 200;

  /** Creates the figure; {@link java.util.ServiceLoader} calls this. */
  public PrecisionAtNFigure() {
    super("precision-at-n", "Precision at N");
  }

  @Override
  public List<DrawnFigure> draw(FigureData data) {
    int bits = data.shownBits();
    FigurePoints points = new FigurePoints("method,bits,n,precision,seeds");
    for (String row : data.rows()) {
      List<Cell> cells = data.finished(row, bits, Metrics.PRECISION_AT_N);
      if (!cells.isEmpty()) {
        double[][] c = Curves.mean(cells, Metrics.PRECISION_AT_N, "n", "precision");
        for (int i = 0; i < c[0].length; i++) {
          points.line(row, bits, c[0][i], c[1][i], cells.size());
        }
        points.add(row, c[0], c[1], LARGEST_N_DRAWN);
      }
    }
    return RowPanels.figure(
        data,
        name() + "-" + bits,
        title() + " at " + bits + " bits",
        data.caption(),
        Axis.auto("N (images returned)"),
        Axis.auto("Precision"),
        points);
  }
}
