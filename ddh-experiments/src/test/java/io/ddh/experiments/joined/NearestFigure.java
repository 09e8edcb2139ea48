package io.ddh.experiments.joined;

import io.ddh.experiments.Cell;
import io.ddh.experiments.report.DrawnFigure;
import io.ddh.experiments.report.Figure;
import io.ddh.experiments.report.FigureData;
import io.ddh.experiments.report.chart.Axis;
import io.ddh.experiments.report.chart.LineChart;
import io.ddh.experiments.report.chart.Series;
import java.util.ArrayList;
import java.util.List;

/** A figure that joins from outside through a service file: of a metric that did, too. */
public final class NearestFigure implements Figure {
  @Override
  public String name() {
    return "a-test-nearest";
  }

  @Override
  public String title() {
    return "Nearest distance of each cell";
  }

  @Override
  public List<DrawnFigure> draw(FigureData data) {
    StringBuilder csv = new StringBuilder("cell,nearest\n");
    List<Series> series = new ArrayList<>();
    for (Cell cell : data.cells()) {
      if (cell.metrics().containsKey(NearestDistance.KEY)) {
        double value = cell.metrics().get(NearestDistance.KEY);
        csv.append(cell.id()).append(',').append(value).append('\n');
        double[] x = {cell.bits()};
        series.add(new Series(cell.id(), x, new double[] {value}));
      }
    }
    if (series.isEmpty()) {
      return List.of();
    }
    Axis x = Axis.auto("Bits");
    Axis y = Axis.auto("Distance");
    LineChart chart = new LineChart(title(), data.caption(), x, y, series, data.legend());
    return List.of(new DrawnFigure(name(), chart, csv.toString()));
  }
}
