package io.ddh.experiments.report;

import io.ddh.eval.Metrics;
import io.ddh.experiments.Cell;
import io.ddh.experiments.report.chart.Axis;
import io.ddh.experiments.report.chart.LineChart;
import io.ddh.experiments.report.chart.Series;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.regex.Pattern;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A row beside its variants, for ablations: MAP against code length, where there are several, and
 * the validation loss of each epoch. They differ by little, so the axes don't begin at zero.
 */
public final class VariantFigures implements Figure {
  @Override
  public String name() {
    return "variants";
  }

  @Override
  public String title() {
    return "A row beside its variants: MAP, validation loss";
  }

  @Override
  public Pattern files() {
    return Pattern.compile("variants-.+");
  }

  @Override
  public List<DrawnFigure> draw(FigureData results) {
    return VariantNotes.groups(results.cells()).entrySet().stream()
        .flatMap(
            group -> {
              Set<String> rows = new HashSet<>(group.getValue());
              rows.add(group.getKey());
              List<Cell> cells =
                  results.cells().stream()
                      .filter(cell -> cell.done() && rows.contains(cell.method()))
                      .toList();
              return Stream.of(
                      map(results, group.getKey(), cells), training(results, group.getKey(), cells))
                  .flatMap(Optional::stream);
            })
        .toList();
  }

  private static Optional<DrawnFigure> map(FigureData results, String row, List<Cell> cells) {
    ResultTable table = ResultTable.of(cells, Metrics.MAP);
    if (table.bits().size() < 2) {
      return Optional.empty();
    }
    LengthCurves curves = LengthCurves.of(table);
    return figure(
        "variants-" + row,
        "MAP of " + row + " and its variants against code length",
        results.caption(),
        LengthCurves.bitsAxis(table.bits()),
        "MAP",
        curves.series(),
        curves.csv());
  }

  private static Optional<DrawnFigure> training(FigureData results, String row, List<Cell> cells) {
    int bits = results.shownBits();
    StringBuilder csv = new StringBuilder("method,epoch,validation_loss\n");
    List<Series> series = new ArrayList<>();
    OptionalLong seed = cells.stream().mapToLong(Cell::seed).min();
    for (Cell cell : cells) {
      Optional<TrainingCurve> curve = TrainingCurve.of(cell);
      if (cell.bits() == bits && cell.seed() == seed.orElse(0) && curve.isPresent()) {
        double[] loss = curve.get().validation();
        double[] x = IntStream.rangeClosed(1, loss.length).mapToDouble(e -> e).toArray();
        for (int i = 0; i < loss.length; i++) {
          csv.append(cell.method()).append(',').append(i + 1);
          csv.append(',').append(Numbers.plain(loss[i])).append('\n');
        }
        if (loss.length > 0) {
          series.add(new Series(cell.method(), x, loss));
        }
      }
    }
    if (series.isEmpty()) {
      return Optional.empty();
    }
    int last = series.stream().mapToInt(s -> s.x().length).max().orElseThrow();
    return figure(
        "variants-training-" + row,
        "Validation loss of " + row + " and its variants, " + bits + " bits",
        results.title() + ", seed " + seed.orElseThrow(),
        TrainingFigure.epochs(last),
        "Validation loss, without weight decay",
        series,
        csv);
  }

  private static Optional<DrawnFigure> figure(
      String name,
      String title,
      String caption,
      Axis x,
      String y,
      List<Series> series,
      StringBuilder csv) {
    ToDoubleFunction<Series> lowest = s -> DoubleStream.of(s.y()).min().orElseThrow();
    ToDoubleFunction<Series> highest = s -> DoubleStream.of(s.y()).max().orElseThrow();
    Axis axis =
        Axis.close(
            y + " (axis not from 0)",
            series.stream().mapToDouble(lowest).min().orElseThrow(),
            series.stream().mapToDouble(highest).max().orElseThrow());
    LineChart chart = new LineChart(title, caption, x, axis, series, RowPanels.LEGEND);
    return Optional.of(new DrawnFigure(name, chart, csv.toString()));
  }
}
