package io.ddh.experiments.report;

import io.ddh.experiments.Cell;
import io.ddh.experiments.report.chart.Axis;
import io.ddh.experiments.report.chart.LineChart;
import io.ddh.experiments.report.chart.PanelChart;
import io.ddh.experiments.report.chart.Series;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Loss by epoch of every network at one code length, a panel a network: the first seed's; the CSV
 * has all seeds.
 */
public final class TrainingFigure implements Figure {
  private static final String TRAINING = "training loss, weight decay included";
  private static final String VALIDATION = "validation loss, without weight decay";
  private static final String KEPT = "epoch whose weights were kept";
  private static final List<String> LEGEND = List.of(TRAINING, VALIDATION, KEPT);
  private static final int COLUMNS = 3;
  private static final int MOST_STEPS = 10;

  @Override
  public String name() {
    return "training";
  }

  @Override
  public String title() {
    return "Training of the networks";
  }

  @Override
  public List<DrawnFigure> draw(FigureData data) {
    int bits = data.shownBits();
    List<TrainingCurve> curves = curves(data, bits);
    if (curves.isEmpty()) {
      return List.of();
    }
    Map<String, LineChart> panels = new LinkedHashMap<>();
    StringBuilder csv = new StringBuilder("network,seed,epoch,loss,validation_loss,kept\n");
    for (TrainingCurve curve : curves) {
      panels.computeIfAbsent(curve.network(), network -> panel(curve));
      append(csv, curve);
    }
    String title = title() + ", " + bits + " bits";
    PanelChart chart = new PanelChart(title, data.title(), COLUMNS, List.copyOf(panels.values()));
    return List.of(new DrawnFigure(name() + "-" + bits, chart, csv.toString()));
  }

  /** By network, the one of features first, then by seed. */
  private static List<TrainingCurve> curves(FigureData results, int bits) {
    Map<String, TrainingCurve> features = new LinkedHashMap<>();
    List<TrainingCurve> own = new ArrayList<>();
    for (Cell cell : results.cells()) {
      if (cell.done()) {
        // All rows and lengths of a seed share the features.
        TrainingCurve.ofFeatures(cell)
            .ifPresent(c -> features.putIfAbsent(c.network() + " " + c.seed(), c));
        if (cell.bits() == bits) {
          TrainingCurve.of(cell).ifPresent(own::add);
        }
      }
    }
    List<TrainingCurve> all = new ArrayList<>(features.values());
    all.addAll(own);
    return all;
  }

  private static LineChart panel(TrainingCurve curve) {
    int epochs = curve.loss().length;
    double[] x = IntStream.rangeClosed(1, epochs).mapToDouble(e -> e).toArray();
    List<Series> series = new ArrayList<>();
    series.add(new Series(TRAINING, x, curve.loss()));
    boolean watched = curve.validation().length == epochs;
    if (watched) {
      series.add(new Series(VALIDATION, x, curve.validation()));
    }
    if (curve.kept() >= 1 && curve.kept() <= epochs) {
      double y = (watched ? curve.validation() : curve.loss())[curve.kept() - 1];
      series.add(new Series(KEPT, new double[] {curve.kept()}, new double[] {y}));
    }
    String caption = "seed " + curve.seed() + ", epoch " + curve.kept() + " of " + epochs + " kept";
    return new LineChart(
        curve.network(), caption, epochs(epochs), Axis.auto("Loss"), series, LEGEND);
  }

  /** At most ten steps of whole epochs. */
  static Axis epochs(int last) {
    int step = 1;
    for (int i = 1; step * MOST_STEPS < last; i++) { // 1, 2, 5, 10, 20, …
      step = i % 3 == 2 ? step / 2 * 5 : step * 2;
    }
    int every = step;
    int count = (last + step - 1) / step + 1;
    return Axis.at("Epoch", IntStream.range(0, count).mapToDouble(i -> i * every).toArray());
  }

  private static void append(StringBuilder csv, TrainingCurve curve) {
    for (int e = 0; e < curve.loss().length; e++) {
      double watched = e < curve.validation().length ? curve.validation()[e] : Double.NaN;
      csv.append(curve.network()).append(',').append(curve.seed());
      csv.append(',').append(e + 1).append(',').append(Numbers.plain(curve.loss()[e]));
      csv.append(',').append(Numbers.plain(watched)).append(',');
      csv.append(e + 1 == curve.kept() ? 1 : 0).append('\n');
    }
  }
}
