package io.ddh.experiments.report;

import io.ddh.eval.Metrics;
import io.ddh.experiments.report.chart.Axis;
import io.ddh.experiments.report.chart.Series;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/**
 * A metric against code length: a curve a row that has a finished cell.
 *
 * @param csv row, length, mean, deviation and number of seeds, with a line of titles
 */
record LengthCurves(List<Series> series, StringBuilder csv) {
  /**
   * The figure of a metric; none where no cell has it.
   *
   * @param name of the files
   * @param what the metric, for the title and the axis
   */
  static List<DrawnFigure> figure(FigureData data, String name, String what, String metric) {
    ResultTable table = ResultTable.of(data.cells(), metric);
    LengthCurves curves = of(table);
    if (metric.equals(Metrics.MAP)) {
      addChance(data.chance(), curves.series());
    }
    return RowPanels.figure(
        data,
        name,
        what + " against code length",
        data.caption(),
        bitsAxis(table.bits()),
        Axis.auto(what),
        curves.series(),
        curves.csv());
  }

  /**
   * Ticks at the code lengths where they are equally spaced, as the paper's are; one: in the
   * middle.
   */
  static Axis bitsAxis(List<Integer> bits) {
    if (bits.size() == 1) {
      String title = "Code length: " + bits.get(0) + " bits, rows beside each other";
      return Axis.at(title, 0, bits.get(0), 2 * bits.get(0));
    }
    boolean even = bits.size() > 1;
    for (int i = 2; i < bits.size(); i++) {
      even &= bits.get(i) - bits.get(i - 1) == bits.get(1) - bits.get(0);
    }
    double[] ticks = even ? bits.stream().mapToDouble(k -> k).toArray() : new double[0];
    return new Axis("Code length (bits)", ticks);
  }

  /** Adds the level of a random order over the columns that have numbers. */
  private static void addChance(OptionalDouble chance, List<Series> series) {
    if (chance.isPresent() && !series.isEmpty()) {
      double[] x =
          series.stream().flatMapToDouble(s -> Arrays.stream(s.x())).sorted().distinct().toArray();
      double[] y = new double[x.length];
      Arrays.fill(y, chance.getAsDouble());
      series.add(new Series(RowPanels.CHANCE, x, y));
    }
  }

  static LengthCurves of(ResultTable table) {
    StringBuilder csv = new StringBuilder("method,bits,mean,sd,seeds\n");
    List<Series> series = new ArrayList<>();
    for (String method : table.methods()) {
      List<Integer> bits = table.finished(method);
      double[] means = new double[bits.size()];
      for (int i = 0; i < means.length; i++) {
        ResultTable.Entry entry = table.entry(method, bits.get(i)).orElseThrow();
        means[i] = entry.mean();
        csv.append(method).append(',').append(bits.get(i));
        csv.append(',').append(Numbers.plain(entry.mean()));
        csv.append(',').append(Numbers.plain(entry.sd()));
        csv.append(',').append(entry.done()).append('\n');
      }
      if (means.length > 0) {
        series.add(new Series(method, bits.stream().mapToDouble(k -> k).toArray(), means));
      }
    }
    return new LengthCurves(series, csv);
  }
}
