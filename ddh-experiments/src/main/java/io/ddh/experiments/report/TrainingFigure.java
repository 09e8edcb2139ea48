package io.ddh.experiments.report;

import io.ddh.experiments.Cell;
import io.ddh.experiments.report.chart.Axis;
import io.ddh.experiments.report.chart.LineChart;
import io.ddh.experiments.report.chart.PanelChart;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Draws the loss by epoch of every network at one code length, one panel per network. The panels
 * show the first seed; the CSV file has all seeds.
 */
final class TrainingFigure {
  private static final String TRAINING = "training loss, weight decay included";
  private static final String VALIDATION = "validation loss, without weight decay";
  private static final String KEPT = "epoch that was kept";
  private static final List<String> LEGEND = List.of(TRAINING, VALIDATION, KEPT);
  private static final int COLUMNS = 3;

  private TrainingFigure() {}

  static List<DrawnFigure> draw(Figure figure, FigureData data) {
    int bits = data.shownBits();
    Map<String, LineChart> panels = new LinkedHashMap<>();
    FigurePoints csv = new FigurePoints("network,seed,epoch,loss,validation_loss,kept", 2, 3);
    for (TrainingCurve curve : curves(data, bits)) {
      panels.computeIfAbsent(curve.network(), network -> panel(curve));
      for (int e = 1; e <= curve.loss().length; e++) {
        double watched = e <= curve.validation().length ? curve.validation()[e - 1] : Double.NaN;
        int kept = e == curve.kept() ? 1 : 0;
        csv.line(false, curve.network(), curve.seed(), e, curve.loss()[e - 1], watched, kept);
      }
    }
    if (panels.isEmpty()) {
      return List.of();
    }
    String title = figure.title() + ", " + bits + " bits";
    PanelChart chart =
        new PanelChart(title, data.title(), COLUMNS, List.copyOf(panels.values()), false);
    return List.of(new DrawnFigure(figure.name() + "-" + bits, chart, csv.csv()));
  }

  /**
   * {@return the curves, sorted by network and seed; the network that makes features comes first}
   */
  private static List<TrainingCurve> curves(FigureData data, int bits) {
    List<Cell> cells = data.cells().stream().filter(Cell::done).toList();
    Map<String, TrainingCurve> curves = new LinkedHashMap<>();
    Consumer<TrainingCurve> add = c -> curves.putIfAbsent(c.network() + " " + c.seed(), c);
    // All rows and code lengths of a seed share the same features, so one cell is enough.
    cells.forEach(cell -> TrainingCurve.ofFeatures(cell).ifPresent(add));
    cells.stream()
        .filter(cell -> cell.bits() == bits)
        .forEach(cell -> TrainingCurve.of(cell).ifPresent(add));
    return List.copyOf(curves.values());
  }

  private static LineChart panel(TrainingCurve curve) {
    int epochs = curve.loss().length;
    boolean watched = curve.validation().length == epochs;
    FigurePoints points = new FigurePoints("curve,epoch,loss", 1, 2);
    for (int e = 1; e <= epochs; e++) {
      double loss = curve.loss()[e - 1];
      double decides = watched ? curve.validation()[e - 1] : loss;
      points.line(true, TRAINING, e, loss);
      points.line(watched, VALIDATION, e, decides);
      points.line(e == curve.kept(), KEPT, e, decides);
    }
    String caption = "seed " + curve.seed() + ", kept epoch " + curve.kept() + " of " + epochs;
    Axis x = Axis.auto("Epoch");
    Axis y = Axis.auto("Loss");
    return new LineChart(curve.network(), caption, x, y, points.series(), LEGEND);
  }
}
