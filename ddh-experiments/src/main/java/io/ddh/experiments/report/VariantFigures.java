package io.ddh.experiments.report;

import io.ddh.eval.Metrics;
import io.ddh.experiments.Cell;
import io.ddh.experiments.report.chart.Axis;
import io.ddh.experiments.report.chart.LineChart;
import java.util.ArrayList;
import java.util.List;

/**
 * Draws each row together with its variants, for ablations. One figure shows MAP against code
 * length, if there are several lengths; another shows the validation loss of each epoch. Since the
 * curves differ little, the vertical axes do not begin at zero.
 */
final class VariantFigures {
  private VariantFigures() {}

  static List<DrawnFigure> draw(Figure all, FigureData data) {
    int bits = data.shownBits();
    List<DrawnFigure> drawn = new ArrayList<>();
    VariantNotes.groups(data.cells())
        .forEach(
            (row, variants) -> {
              List<Cell> cells =
                  data.cells().stream()
                      .filter(Cell::done)
                      .filter(c -> c.method().equals(row) || variants.contains(c.method()))
                      .toList();
              String of = " of " + row + " and its variants";
              ResultTable table = ResultTable.of(cells, Metrics.MAP);
              if (table.bits().size() > 1) {
                String title = "MAP" + of + " against code length";
                Axis x = CurveFigures.lengthAxis(table.bits());
                FigurePoints maps = CurveFigures.lengths(table);
                drawn.add(figure(all.name() + "-" + row, title, data.caption(), x, "MAP", maps));
              }
              long seed = cells.stream().mapToLong(Cell::seed).min().orElse(0);
              FigurePoints losses = losses(cells, bits, seed);
              if (!losses.series().isEmpty()) {
                String title = "Validation loss" + of + ", " + bits + " bits";
                String caption = data.title() + ", seed " + seed;
                String y = "Validation loss, without weight decay";
                String name = all.name() + "-training-" + row;
                drawn.add(figure(name, title, caption, Axis.auto("Epoch"), y, losses));
              }
            });
    return drawn;
  }

  private static FigurePoints losses(List<Cell> cells, int bits, long seed) {
    FigurePoints points = new FigurePoints("method,epoch,validation_loss", 1, 2);
    for (Cell cell : cells) {
      boolean shown = cell.bits() == bits && cell.seed() == seed;
      double[] loss = TrainingCurve.of(cell).map(TrainingCurve::validation).orElse(new double[0]);
      for (int e = 1; shown && e <= loss.length; e++) {
        points.line(true, cell.method(), e, loss[e - 1]);
      }
    }
    return points;
  }

  private static DrawnFigure figure(
      String name, String title, String caption, Axis x, String y, FigurePoints points) {
    Axis close = Axis.close(y + " (axis not from 0)");
    LineChart chart = new LineChart(title, caption, x, close, points.series(), RowPanels.LEGEND);
    return new DrawnFigure(name, chart, points.csv());
  }
}
