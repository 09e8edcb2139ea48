package io.ddh.experiments.reproduction;

import io.ddh.core.BadInputException;
import io.ddh.eval.Metrics;
import io.ddh.experiments.Cell;
import io.ddh.experiments.CellStore;
import io.ddh.experiments.report.KeptTwins;
import io.ddh.experiments.report.PaperTable;
import io.ddh.experiments.report.RowOrder;
import io.ddh.experiments.report.Sample;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * MAP of every row of one table: of a results folder, or one that the paper printed.
 *
 * @param name for example {@code lfw10}, or {@code paper/facescrub} for the paper's
 * @param cells behind the numbers; none for the paper's
 * @param twins what a check of the data set left beside the cells
 * @param maps by row, code length and seed
 */
record Source(
    String name,
    List<Cell> cells,
    List<KeptTwins> twins,
    SortedMap<String, SortedMap<Integer, SortedMap<Long, Double>>> maps) {
  private static final String PAPER = "paper/";

  /**
   * Reads a table.
   *
   * @throws BadInputException if there is no such table, or it has no finished cell
   */
  static Source of(String name, Path results, PaperTable paper) throws IOException {
    return name.startsWith(PAPER)
        ? printed(name, paper)
        : measured(name, CellStore.readAll(results, name), KeptTwins.read(results, name), results);
  }

  private static Source measured(
      String name, List<Cell> cells, List<KeptTwins> twins, Path results) {
    SortedMap<String, SortedMap<Integer, SortedMap<Long, Double>>> maps =
        new TreeMap<>(RowOrder.BY_PAPER);
    for (Cell cell : cells) {
      if (cell.done() && cell.metrics().containsKey(Metrics.MAP)) {
        put(maps, cell.method(), cell.bits(), cell.seed(), cell.metrics().get(Metrics.MAP));
      }
    }
    if (maps.isEmpty()) {
      throw new BadInputException(
          results.resolve(name) + ": no finished cell; valid: a data set's results of \"ddh run\"");
    }
    return new Source(name, List.copyOf(cells), twins, maps);
  }

  private static Source printed(String name, PaperTable paper) {
    SortedMap<String, SortedMap<Integer, SortedMap<Long, Double>>> maps =
        new TreeMap<>(RowOrder.BY_PAPER);
    paper
        .map()
        .forEach(
            (key, value) -> {
              String[] parts = key.split("/", -1); // data set, row, bits
              if (parts[0].equals(name.substring(PAPER.length())) && !value.isEmpty()) {
                put(maps, parts[1], Integer.parseInt(parts[2]), 0, Double.parseDouble(value));
              }
            });
    if (maps.isEmpty()) {
      throw new BadInputException(
          name + ": the paper has no such table; valid: paper/youtube-faces, paper/facescrub");
    }
    return new Source(name, List.of(), List.of(), maps);
  }

  private static void put(
      Map<String, SortedMap<Integer, SortedMap<Long, Double>>> maps,
      String row,
      int bits,
      long seed,
      double map) {
    maps.computeIfAbsent(row, r -> new TreeMap<>())
        .computeIfAbsent(bits, b -> new TreeMap<>())
        .put(seed, map);
  }

  /** True for a table of the paper. */
  boolean isPaper() {
    return cells.isEmpty();
  }

  /** How the table is called in print. */
  String title() {
    return switch (name) {
      case PAPER + "youtube-faces" -> "the paper, YouTube Faces";
      case PAPER + "facescrub" -> "the paper, FaceScrub";
      default -> name;
    };
  }

  /** Code lengths of all rows, ascending. */
  List<Integer> bits() {
    return maps.values().stream()
        .flatMap(row -> row.keySet().stream())
        .distinct()
        .sorted()
        .toList();
  }

  /** MAP by seed; empty where there is none. */
  SortedMap<Long, Double> seeds(String row, int bits) {
    return maps.getOrDefault(row, new TreeMap<>()).getOrDefault(bits, new TreeMap<>());
  }

  /** Over seeds; no seeds where there is no number. */
  Sample sample(String row, int bits) {
    return Sample.of(seeds(row, bits).values().stream().mapToDouble(Double::doubleValue).toArray());
  }

  /** Row minus row, each at a length, paired by seed: the same split on both sides. */
  Sample difference(String left, int leftBits, String right, int rightBits) {
    SortedMap<Long, Double> others = seeds(right, rightBits);
    double[] differences = new double[others.size()];
    int n = 0;
    for (Map.Entry<Long, Double> entry : seeds(left, leftBits).entrySet()) {
      if (others.containsKey(entry.getKey())) {
        differences[n++] = entry.getValue() - others.get(entry.getKey());
      }
    }
    return Sample.of(Arrays.copyOf(differences, n));
  }
}
