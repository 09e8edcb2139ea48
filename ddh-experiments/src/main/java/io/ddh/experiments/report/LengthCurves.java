package io.ddh.experiments.report;

import io.ddh.eval.Metrics;
import io.ddh.experiments.report.chart.Axis;
import io.ddh.experiments.report.chart.Series;
import java.util.Arrays;
import java.util.List;

/** Curves of a metric against code length, one for each row that has a finished cell. */
final class LengthCurves {
  private LengthCurves() {}

  /**
   * The figure of a metric; none if no cell has it.
   *
   * @param name of the files
   * @param what the metric, for the title and the axis
   */
  static List<DrawnFigure> figure(FigureData data, String name, String what, String metric) {
    ResultTable table = ResultTable.of(data.cells(), metric);
    FigurePoints points = of(table);
    if (metric.equals(Metrics.MAP) && data.chance().isPresent() && !points.series().isEmpty()) {
      double[] x =
          points.series().stream()
              .flatMapToDouble(series -> Arrays.stream(series.x()))
              .sorted()
              .distinct()
              .toArray();
      double[] y = new double[x.length];
      Arrays.fill(y, data.chance().getAsDouble());
      points.add(new Series(RowPanels.CHANCE, x, y));
    }
    String title = what + " against code length";
    return RowPanels.figure(
        data, name, title, data.caption(), axis(table.bits()), Axis.auto(what), points);
  }

  /** The axis of code lengths. */
  static Axis axis(List<Integer> bits) {
    return Axis.close(
        bits.size() == 1
            ? "Code length: " + bits.get(0) + " bits, rows beside each other"
            : "Code length (bits)");
  }

  /** Mean over seeds of each row and code length. */
  static FigurePoints of(ResultTable table) {
    FigurePoints points = new FigurePoints("method,bits,mean,sd,seeds");
    for (String method : table.methods()) {
      double[] x = table.finished(method).stream().mapToDouble(k -> k).toArray();
      double[] y = new double[x.length];
      for (int i = 0; i < x.length; i++) {
        int bits = (int) x[i];
        ResultTable.Entry entry = table.entry(method, bits).orElseThrow();
        y[i] = entry.mean();
        points.line(method, bits, entry.mean(), entry.sd(), entry.done());
      }
      points.add(method, x, y, Double.MAX_VALUE);
    }
    return points;
  }
}
