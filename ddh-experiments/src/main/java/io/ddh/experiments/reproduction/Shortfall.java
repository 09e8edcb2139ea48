package io.ddh.experiments.reproduction;

import io.ddh.experiments.Cell;
import io.ddh.experiments.Collapse;
import io.ddh.experiments.Provenance;
import io.ddh.experiments.Provenance.SplitCounts;
import io.ddh.experiments.report.TrainingCurve;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A cell of a network whose MAP is under that of another row on the same data and seed, and what
 * its file says of why.
 *
 * @param cell the lower
 * @param other the higher
 */
record Shortfall(Cell cell, Cell other) {
  /** Training MAP from which on codes count as telling the training images apart. */
  private static final double LEARNED = 0.9;

  /** Lower MAP minus higher: negative. */
  double difference() {
    return Grid.map(cell) - Grid.map(other);
  }

  /** How far ROW is under OTHER over the grid: counts, then an item for each beyond the limit. */
  static List<String> list(Grid grid, String row, String other, double limit, List<String> beside) {
    List<Shortfall> pairs = pairs(grid, row, other);
    List<Shortfall> beyond = pairs.stream().filter(pair -> pair.difference() < -limit).toList();
    long above = pairs.stream().filter(pair -> pair.difference() >= 0).count();
    List<String> out = new ArrayList<>();
    out.add(
        String.format(
            Locale.ROOT,
            "`%s` is level with `%s` or above it in %d of %d cells, at most %s under it in %d, and more than that in %d%s",
            row,
            other,
            above,
            pairs.size(),
            two(limit),
            pairs.size() - above - beyond.size(),
            beyond.size(),
            beyond.isEmpty() ? "." : ":"));
    for (Shortfall pair : beyond) {
      out.add("");
      out.add(pair.text(grid, beside));
    }
    return out;
  }

  private static List<Shortfall> pairs(Grid grid, String row, String other) {
    List<Shortfall> out = new ArrayList<>();
    for (String set : grid.sets().keySet()) {
      List<Cell> others = grid.cells(set, other);
      for (Cell cell : grid.cells(set, row)) {
        others.stream()
            .filter(o -> o.seed() == cell.seed() && o.done() && cell.done())
            .forEach(o -> out.add(new Shortfall(cell, o)));
      }
    }
    return out;
  }

  private String text(Grid grid, List<String> beside) {
    StringBuilder out =
        new StringBuilder(
            String.format(
                Locale.ROOT,
                "- **%s**: `%s` %s, `%s` %s (%s). %s",
                cell.dataset(),
                cell.method(),
                two(Grid.map(cell)),
                other.method(),
                two(Grid.map(other)),
                two(difference()).replace('-', '−'),
                cause()));
    training().ifPresent(training -> out.append(' ').append(training));
    List<String> numbers = new ArrayList<>();
    for (String row : beside) {
      double map = grid.map(cell.dataset(), row).mean();
      if (!Double.isNaN(map)) {
        numbers.add("`" + row + "` " + two(map));
      }
    }
    if (!numbers.isEmpty()) {
      out.append(" Beside it: ").append(String.join(", ", numbers)).append('.');
    }
    return out.toString();
  }

  /** Whether it was the training images or the queries that the codes don't tell apart. */
  String cause() {
    Optional<Collapse> found = cell.provenance().collapse();
    if (cell.collapsed()) {
      return "Collapsed: " + cell.reason() + ".";
    }
    if (found.isEmpty()) {
      return "The file doesn't hold how well its codes tell the training images apart.";
    }
    String map =
        String.format(
            Locale.ROOT,
            "MAP %s among one another%s",
            two(found.get().map()),
            other
                .provenance()
                .collapse()
                .map(o -> ", `" + other.method() + "` " + two(o.map()))
                .orElse(""));
    return found.get().map() >= LEARNED
        ? String.format(
            Locale.ROOT,
            "Too few images: its codes tell the training images apart (%s), but not the queries;%s.",
            map,
            images())
        : String.format(
            Locale.ROOT,
            "Training fell short: its codes don't tell even the training images apart (%s);%s.",
            map,
            images());
  }

  private String images() {
    SplitCounts split = cell.provenance().split();
    return String.format(
        Locale.ROOT,
        " it learned from %d images, %.1f per person",
        split.train(),
        (double) split.train() / split.people());
  }

  /** How long it trained, and whether the loss was still falling at the end. */
  Optional<String> training() {
    return TrainingCurve.of(cell).map(this::training);
  }

  private String training(TrainingCurve curve) {
    Provenance from = cell.provenance();
    double[] loss = curve.loss();
    double[] watched = curve.validation();
    int kept = curve.kept();
    StringBuilder out = new StringBuilder();
    out.append(loss.length).append(" epochs");
    double train = from.split().train();
    double batch = from.configuredNumber("method.settings.batch").orElse(0);
    if (train > 0 && batch > 0) {
      out.append(" of ").append((int) Math.ceil(train / batch)).append(" steps");
    }
    if (watched.length == loss.length && kept >= 1 && kept <= loss.length) {
      boolean most = loss.length >= from.configuredNumber("method.settings.epochs").orElse(0);
      double least = watched[kept - 1];
      double last = watched[loss.length - 1];
      out.append(
          String.format(Locale.ROOT, "; validation loss (%d images) ", from.split().validation()));
      out.append(
          kept == loss.length
              ? String.format(
                  Locale.ROOT,
                  "lowest in the last epoch, %.2f: it was still falling%s",
                  least,
                  most ? " when the most epochs were reached" : "")
              : String.format(
                  Locale.ROOT,
                  "lowest in epoch %d, which was kept, %.2f, and %.2f in the last%s",
                  kept,
                  least,
                  last,
                  most ? ", the most that it may train" : ""));
      out.append(
          String.format(
              Locale.ROOT,
              "; training loss %.2f in the first epoch, %.2f in the one kept, %.2f in the last",
              loss[0],
              loss[kept - 1],
              loss[loss.length - 1]));
    }
    return out.append('.').toString();
  }

  private static String two(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }
}
