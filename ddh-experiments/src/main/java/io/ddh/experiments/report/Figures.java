package io.ddh.experiments.report;

import io.ddh.experiments.Cell;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/** The figures of one data set, means over seeds. A figure without points is left out. */
final class Figures {
  /** The paper draws its curves at this length. */
  private static final int PAPER_BITS = 48;

  private final DatasetResults results;

  private Figures(DatasetResults results) {
    this.results = results;
  }

  /** All figures, in the order they are shown. */
  static List<Figure> of(DatasetResults results) {
    if (results.table().bits().isEmpty()) {
      return List.of();
    }
    Figures figures = new Figures(results);
    int bits = figures.curveBits();
    ResultTable radius2 = ResultTable.of(results.cells(), "precision.radius2");
    List<Figure> all = new ArrayList<>();
    all.add(figures.precisionRecall(bits));
    all.add(
        figures.overBits(
            "precision-radius2",
            "Precision within Hamming radius 2",
            "precision within radius 2",
            "precision",
            radius2));
    all.add(figures.precisionAtN(bits));
    all.add(figures.overBits("map", "MAP against code length", "MAP", "map", results.table()));
    return all.stream().filter(figure -> !figure.series().isEmpty()).toList();
  }

  private int curveBits() {
    List<Integer> bits = results.table().bits();
    return bits.contains(PAPER_BITS) ? PAPER_BITS : bits.get(bits.size() - 1);
  }

  private String title(String what) {
    return what + " on " + results.title();
  }

  private List<Cell> finished(String method, int bits) {
    return results.cells().stream()
        .filter(cell -> cell.done() && cell.method().equals(method) && cell.bits() == bits)
        .toList();
  }

  private Figure precisionRecall(int bits) {
    StringBuilder csv = new StringBuilder("method,bits,radius,recall,precision,empty,seeds\n");
    List<Figure.Series> series = new ArrayList<>();
    for (String method : results.table().methods()) {
      List<Cell> cells = finished(method, bits);
      double[][] c =
          Curves.mean(cells, "precision.recall", "radius", "recall", "precision", "empty");
      if (c[0].length > 0) {
        series.add(new Figure.Series(method, c[1], c[2]));
        append(csv, method, bits, cells.size(), c);
      }
    }
    return new Figure(
        "precision-recall-" + bits,
        title("Precision–recall at " + bits + " bits"),
        "recall",
        "precision",
        List.copyOf(series),
        csv.toString());
  }

  private Figure precisionAtN(int bits) {
    StringBuilder csv = new StringBuilder("method,bits,n,precision,seeds\n");
    List<Figure.Series> series = new ArrayList<>();
    for (String method : results.table().methods()) {
      List<Cell> cells = finished(method, bits);
      double[][] c = Curves.mean(cells, "precision.at.n", "n", "precision");
      if (c[0].length > 0) {
        series.add(new Figure.Series(method, c[0], c[1]));
        append(csv, method, bits, cells.size(), c);
      }
    }
    return new Figure(
        "precision-at-n-" + bits,
        title("Precision at N returned at " + bits + " bits"),
        "N returned",
        "precision",
        List.copyOf(series),
        csv.toString());
  }

  private static void append(
      StringBuilder csv, String method, int bits, int seeds, double[][] columns) {
    for (int i = 0; i < columns[0].length; i++) {
      csv.append(method).append(',').append(bits);
      for (double[] column : columns) {
        csv.append(',').append(Numbers.plain(column[i]));
      }
      csv.append(',').append(seeds).append('\n');
    }
  }

  private Figure overBits(
      String name, String what, String yLabel, String column, ResultTable table) {
    StringBuilder csv = new StringBuilder("method,bits," + column + ",sd,seeds\n");
    List<Figure.Series> series = new ArrayList<>();
    for (String method : table.methods()) {
      List<Integer> bits =
          table.bits().stream()
              .filter(k -> table.entry(method, k).filter(e -> e.done() > 0).isPresent())
              .toList();
      double[] y = new double[bits.size()];
      for (int i = 0; i < y.length; i++) {
        ResultTable.Entry entry = table.entry(method, bits.get(i)).orElseThrow();
        y[i] = entry.mean();
        csv.append(method).append(',').append(bits.get(i)).append(',');
        csv.append(Numbers.plain(entry.mean())).append(',').append(Numbers.plain(entry.sd()));
        csv.append(',').append(entry.done()).append('\n');
      }
      if (y.length > 0) {
        double[] x = bits.stream().mapToDouble(k -> k).toArray();
        series.add(new Figure.Series(method, x, y));
      }
    }
    return new Figure(
        name,
        title(what),
        "bits",
        yLabel,
        name.equals("map") ? withChance(series) : List.copyOf(series),
        csv.toString());
  }

  /** Adds the level of a random order over the columns that have numbers. */
  private List<Figure.Series> withChance(List<Figure.Series> series) {
    OptionalDouble chance = results.chance();
    if (chance.isEmpty() || series.isEmpty()) {
      return List.copyOf(series);
    }
    double[] x =
        series.stream().flatMapToDouble(s -> Arrays.stream(s.x())).sorted().distinct().toArray();
    double[] y = new double[x.length];
    Arrays.fill(y, chance.getAsDouble());
    List<Figure.Series> all = new ArrayList<>(series);
    all.add(new Figure.Series("chance", x, y));
    return List.copyOf(all);
  }
}
