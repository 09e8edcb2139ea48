package io.ddh.experiments.reproduction;

import io.ddh.core.BadInputException;
import io.ddh.eval.Metrics;
import io.ddh.experiments.Cell;
import io.ddh.experiments.Collapse;
import io.ddh.experiments.Provenance;
import io.ddh.experiments.report.Sample;
import io.ddh.experiments.report.TrainingCurve;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Where a network's row is under another row on small sets. The template {@code shortfalls.md} puts
 * it into words.
 */
final class Shortfalls {
  /** Least training MAP at which codes count as separating the training images. */
  private static final double LEARNED = 0.9;

  private Shortfalls() {}

  /**
   * Compares two rows on each data set and seed that both finished.
   *
   * @return the model of the template
   * @throws BadInputException if a row isn't among those of the data sets
   */
  static Map<String, Object> of(SmallSets sets, PageData.Under under) {
    Stream.concat(Stream.of(under.row(), under.other()), under.beside().stream())
        .filter(row -> !sets.rows().contains(row))
        .findFirst()
        .ifPresent(
            row -> {
              String valid = String.join(", ", sets.rows());
              throw new BadInputException("under: '" + row + "'; valid: " + valid);
            });
    int all = 0;
    int above = 0;
    List<Map<String, Object>> beyond = new ArrayList<>();
    for (String set : sets.sets().keySet()) {
      for (Cell cell : sets.cells(set, under.row())) {
        for (Cell other : sets.cells(set, under.other())) {
          if (cell.done() && other.done() && cell.seed() == other.seed()) {
            all++;
            above += map(cell) >= map(other) ? 1 : 0;
            if (map(cell) - map(other) < -under.limit()) {
              Map<String, Object> shortfall = shortfall(cell, other);
              shortfall.put("beside", beside(sets, set, under.beside()));
              beyond.add(shortfall);
            }
          }
        }
      }
    }
    Map<String, Object> model = new TreeMap<>();
    model.put("row", under.row());
    model.put("other", under.other());
    model.put("limit", two(under.limit()));
    model.put("all", all);
    model.put("above", above);
    model.put("within", all - above - beyond.size());
    model.put("count", beyond.size());
    model.put("end", beyond.isEmpty() ? "." : ":");
    model.put("beyond", beyond);
    return model;
  }

  private static double map(Cell cell) {
    return cell.metrics().getOrDefault(Metrics.MAP, Double.NaN);
  }

  private static String two(double value) {
    return String.format(Locale.ROOT, "%.2f", value).replace('-', '−');
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

  /**
   * {@return the template's values for a cell far below the other, with what its file shows about
   * the cause}
   */
  private static Map<String, Object> shortfall(Cell cell, Cell other) {
    Provenance from = cell.provenance();
    Map<String, Object> model = new TreeMap<>();
    model.put("cell", cell);
    model.put("map", two(map(cell)));
    model.put("otherMap", two(map(other)));
    model.put("difference", two(map(cell) - map(other)));
    model.put("trainingMap", from.collapse().map(c -> two(c.map())));
    model.put("otherTrainingMap", other.provenance().collapse().map(c -> two(c.map())));
    model.put("learned", from.collapse().map(Collapse::map).orElse(0.0) >= LEARNED);
    double perPerson = (double) from.split().train() / from.split().people();
    model.put("perPerson", String.format(Locale.ROOT, "%.1f", perPerson));
    model.put("losses", TrainingCurve.of(cell).map(curve -> losses(from, curve)));
    return model;
  }

  /**
   * {@return the template's values for the course of the training: its length, and whether the loss
   * was still falling at the end}
   */
  private static Map<String, Object> losses(Provenance from, TrainingCurve curve) {
    double[] loss = curve.loss();
    double[] validation = curve.validation();
    double batch = from.configuredNumber("method.settings.batch").orElse(0);
    double most = from.configuredNumber("method.settings.epochs").orElse(0);
    boolean watched =
        validation.length == loss.length && curve.kept() >= 1 && curve.kept() <= loss.length;
    Map<String, Object> model = new TreeMap<>();
    model.put("epochs", loss.length);
    model.put("steps", batch > 0 ? "" + (int) Math.ceil(from.split().train() / batch) : "");
    model.put("watched", watched);
    if (watched) {
      model.put("falling", curve.kept() == loss.length);
      model.put("most", loss.length >= most);
      model.put("kept", curve.kept());
      model.put("validationKept", two(validation[curve.kept() - 1]));
      model.put("validationLast", two(validation[loss.length - 1]));
      model.put("lossFirst", two(loss[0]));
      model.put("lossKept", two(loss[curve.kept() - 1]));
      model.put("lossLast", two(loss[loss.length - 1]));
    }
    return model;
  }
}
