package io.ddh.experiments.report;

import io.ddh.eval.Metrics;
import io.ddh.experiments.Cell;
import io.ddh.experiments.report.chart.Axis;
import io.ddh.experiments.report.chart.LineChart;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A row beside its variants, for ablations: MAP against code length if there are several, and the
 * validation loss of each epoch. The curves differ little, so the axes don't begin at zero.
 */
public final class VariantFigures extends NamedFigure {
  /** Creates the figure; {@link java.util.ServiceLoader} calls this. */
  public VariantFigures() {
    super("variants", "A row beside its variants: MAP, validation loss");
  }

  @Override
  public Pattern files() {
    return Pattern.compile("variants-.+");
  }

  @Override
  public List<DrawnFigure> draw(FigureData data) {
    List<DrawnFigure> drawn = new ArrayList<>();
    VariantNotes.groups(data.cells())
        .forEach(
            (row, variants) -> {
              Set<String> rows = new HashSet<>(variants);
              rows.add(row);
              List<Cell> cells =
                  data.cells().stream()
                      .filter(cell -> cell.done() && rows.contains(cell.method()))
                      .toList();
              map(data, row, cells, drawn);
              training(data, row, cells, drawn);
            });
    return drawn;
  }

  private static void map(FigureData data, String row, List<Cell> cells, List<DrawnFigure> drawn) {
    ResultTable table = ResultTable.of(cells, Metrics.MAP);
    if (table.bits().size() > 1) {
      String title = "MAP of " + row + " and its variants against code length";
      Axis x = LengthCurves.axis(table.bits());
      add(drawn, "variants-" + row, title, data.caption(), x, "MAP", LengthCurves.of(table));
    }
  }

  private static void training(
      FigureData data, String row, List<Cell> cells, List<DrawnFigure> drawn) {
    int bits = data.shownBits();
    long seed = cells.stream().mapToLong(Cell::seed).min().orElse(0);
    FigurePoints points = new FigurePoints("method,epoch,validation_loss");
    for (Cell cell : cells) {
      if (cell.bits() == bits && cell.seed() == seed) {
        double[] loss = TrainingCurve.of(cell).map(TrainingCurve::validation).orElse(new double[0]);
        for (int i = 0; i < loss.length; i++) {
          points.line(cell.method(), i + 1, loss[i]);
        }
        if (loss.length > 0) {
          points.add(TrainingFigure.byEpoch(cell.method(), loss));
        }
      }
    }
    if (!points.series().isEmpty()) {
      String title = "Validation loss of " + row + " and its variants, " + bits + " bits";
      String caption = data.title() + ", seed " + seed;
      String y = "Validation loss, without weight decay";
      add(drawn, "variants-training-" + row, title, caption, Axis.auto("Epoch"), y, points);
    }
  }

  private static void add(
      List<DrawnFigure> drawn,
      String name,
      String title,
      String caption,
      Axis x,
      String y,
      FigurePoints points) {
    Axis close = Axis.close(y + " (axis not from 0)");
    LineChart chart = new LineChart(title, caption, x, close, points.series(), RowPanels.LEGEND);
    drawn.add(new DrawnFigure(name, chart, points.csv()));
  }
}
