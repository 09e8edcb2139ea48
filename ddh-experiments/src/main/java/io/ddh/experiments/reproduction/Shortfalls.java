package io.ddh.experiments.reproduction;

import io.ddh.core.BadInputException;
import io.ddh.eval.Metrics;
import io.ddh.experiments.Cell;
import io.ddh.experiments.Collapse;
import io.ddh.experiments.Provenance.SplitCounts;
import io.ddh.experiments.report.Sample;
import io.ddh.experiments.report.TrainingCurve;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Where a network's row is under another row; the template {@code shortfalls.md} puts it into
 * words.
 *
 * @param row the network
 * @param other the row that it is compared with
 * @param limit difference in MAP beyond which a cell is shown
 * @param all number of data sets and seeds on which both rows finished
 * @param above number of those on which the network is not under the other
 * @param beyond those on which it is under the other by more than the limit
 */
record Shortfalls(
    String row, String other, String limit, int all, int above, List<Shortfall> beyond) {

  /**
   * Compares two rows.
   *
   * @param sets data sets with the cells of both
   * @throws BadInputException if a row isn't among those of the data sets
   */
  static Shortfalls of(SmallSets sets, PageData.Under under) {
    List<String> named = new ArrayList<>(under.beside());
    named.addAll(List.of(under.row(), under.other()));
    for (String row : named) {
      if (!sets.rows().contains(row)) {
        throw new BadInputException(
            "under: '" + row + "'; valid: " + String.join(", ", sets.rows()));
      }
    }
    int all = 0;
    int above = 0;
    List<Shortfall> beyond = new ArrayList<>();
    for (String set : sets.sets().keySet()) {
      for (Cell cell : sets.cells(set, under.row())) {
        for (Cell other : sets.cells(set, under.other())) {
          if (cell.done() && other.done() && cell.seed() == other.seed()) {
            double difference = map(cell) - map(other);
            all++;
            above += difference >= 0 ? 1 : 0;
            if (difference < -under.limit()) {
              beyond.add(new Shortfall(cell, other, beside(sets, set, under.beside())));
            }
          }
        }
      }
    }
    return new Shortfalls(under.row(), under.other(), two(under.limit()), all, above, beyond);
  }

  /** MAPs of further rows on the data set; empty if none is finished. */
  private static String beside(SmallSets sets, String set, List<String> rows) {
    List<String> numbers = new ArrayList<>();
    for (String row : rows) {
      double[] maps =
          sets.cells(set, row).stream().filter(Cell::done).mapToDouble(Shortfalls::map).toArray();
      if (maps.length > 0) {
        numbers.add("`" + row + "` " + two(Sample.of(maps).mean()));
      }
    }
    return String.join(", ", numbers);
  }

  /** Number of data sets and seeds on which the network is under the other within the limit. */
  int within() {
    return all - above - beyond.size();
  }

  int count() {
    return beyond.size();
  }

  /** What ends the sentence before the list of cells. */
  String end() {
    return beyond.isEmpty() ? "." : ":";
  }

  private static double map(Cell cell) {
    return cell.metrics().getOrDefault(Metrics.MAP, Double.NaN);
  }

  private static String two(double value) {
    return String.format(Locale.ROOT, "%.2f", value).replace('-', '−');
  }

  /**
   * A cell of the network that is far under the other, and what its file shows of the cause.
   *
   * @param beside MAPs of further rows
   */
  record Shortfall(Cell cell, Cell otherCell, String beside) {
    /** Training MAP from which on codes count as telling the training images apart. */
    private static final double LEARNED = 0.9;

    String map() {
      return two(Shortfalls.map(cell));
    }

    String otherMap() {
      return two(Shortfalls.map(otherCell));
    }

    String difference() {
      return two(Shortfalls.map(cell) - Shortfalls.map(otherCell));
    }

    /** MAP of the training images among one another; empty in files of older versions. */
    Optional<String> trainingMap() {
      return cell.provenance().collapse().map(found -> two(found.map()));
    }

    Optional<String> otherTrainingMap() {
      return otherCell.provenance().collapse().map(found -> two(found.map()));
    }

    /** True if the codes tell the training images apart. */
    boolean learned() {
      return cell.provenance().collapse().map(Collapse::map).orElse(0.0) >= LEARNED;
    }

    /** Training images per person. */
    String perPerson() {
      SplitCounts split = cell.provenance().split();
      return String.format(Locale.ROOT, "%.1f", (double) split.train() / split.people());
    }

    /** How the training went; empty if the file holds no losses. */
    Optional<Losses> losses() {
      return TrainingCurve.of(cell).map(curve -> new Losses(cell, curve));
    }
  }

  /** How a network's training went. */
  record Losses(Cell cell, TrainingCurve curve) {
    int epochs() {
      return curve.loss().length;
    }

    /** Steps per epoch; empty if the cell states no batch size. */
    Optional<Integer> steps() {
      double train = cell.provenance().split().train();
      double batch = setting("batch");
      return train > 0 && batch > 0
          ? Optional.of((int) Math.ceil(train / batch))
          : Optional.empty();
    }

    /** True if there was a validation loss after each epoch. */
    boolean watched() {
      return curve.validation().length == epochs() && curve.kept() >= 1 && curve.kept() <= epochs();
    }

    /** True if the last epoch had the lowest validation loss. */
    boolean falling() {
      return curve.kept() == epochs();
    }

    /** True if the training ran for as many epochs as its settings allow. */
    boolean most() {
      return epochs() >= setting("epochs");
    }

    private double setting(String name) {
      return cell.provenance().configuredNumber("method.settings." + name).orElse(0);
    }

    String validationKept() {
      return two(curve.validation()[curve.kept() - 1]);
    }

    String validationLast() {
      return two(curve.validation()[epochs() - 1]);
    }

    String first() {
      return two(curve.loss()[0]);
    }

    String kept() {
      return two(curve.loss()[curve.kept() - 1]);
    }

    String last() {
      return two(curve.loss()[epochs() - 1]);
    }
  }
}
