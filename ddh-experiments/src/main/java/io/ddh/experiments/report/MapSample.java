package io.ddh.experiments.report;

import io.ddh.core.Seeds;
import io.ddh.experiments.work.RowsFile;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The images whose codes are drawn as a map. Each of some people has as many images as a limit
 * allows, query images first. The name of the data set seeds the choice, so that maps of all
 * methods and seeds show the same people.
 *
 * @param rows of the data set, person by person, ascending
 */
record MapSample(List<Integer> rows) {
  private static final int PEOPLE = 10;
  private static final int IMAGES = 30;

  MapSample {
    rows = List.copyOf(rows);
  }

  /** Draws the sample; empty where no row is query or gallery. */
  static MapSample of(String dataset, RowsFile file) {
    SortedMap<Integer, List<Integer>> queries = new TreeMap<>();
    SortedMap<Integer, List<Integer>> gallery = new TreeMap<>();
    for (int row = 0; row < file.labels().length; row++) {
      if (file.query()[row] || file.gallery()[row]) {
        var rows = file.query()[row] ? queries : gallery;
        rows.computeIfAbsent(file.labels()[row], person -> new ArrayList<>()).add(row);
      }
    }
    Random random = new Random(Seeds.derive(0, dataset, "t-SNE people"));
    List<Integer> people = new ArrayList<>(queries.keySet());
    Collections.shuffle(people, random);
    List<Integer> rows = new ArrayList<>();
    for (int person : people.stream().limit(PEOPLE).sorted().toList()) {
      List<Integer> own = new ArrayList<>(gallery.getOrDefault(person, List.of()));
      Collections.shuffle(own, random);
      own.addAll(0, queries.get(person));
      own.stream().limit(IMAGES).sorted().forEach(rows::add);
    }
    return new MapSample(rows);
  }
}
