package io.ddh.experiments.report;

import io.ddh.core.Shown;
import io.ddh.experiments.Cell;
import io.ddh.experiments.Provenance;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Notes about rows whose features come from networks that were trained elsewhere. The notes say
 * what the networks were trained on, and in which rows the networks were trained on the data set of
 * the table itself.
 */
final class PretrainedNotes {
  /** Heading above the rows. */
  static final String HEADING = "pre-trained elsewhere";

  /** Mark of a row whose network was trained on the data set. */
  static final String MARK = "§";

  private static final String CONFIGURED = "features.pretrained.";

  private PretrainedNotes() {}

  /** Returns the rows whose networks were trained on the data set of the cells. */
  static Set<String> seen(Collection<Cell> cells) {
    Set<String> rows = new TreeSet<>();
    cells.stream().filter(cell -> !seen(cell).isEmpty()).forEach(cell -> rows.add(cell.method()));
    return rows;
  }

  /**
   * Returns those training data sets of the networks that are the cell's data set itself, or from
   * which the cell's data set is derived. A training data set is recognised if its name occurs in
   * the name, form, remark or notes of the cell's data set.
   */
  private static List<String> seen(Cell cell) {
    Provenance from = cell.provenance();
    String about =
        plain(
            Stream.of(
                    Stream.of(cell.dataset()),
                    from.configured("dataset.form").stream(),
                    from.configured("dataset.settings.note").stream(),
                    from.notes().stream())
                .flatMap(texts -> texts)
                .toList()
                .toString());
    return trainedOn(cell).stream().filter(name -> about.contains(plain(name))).toList();
  }

  private static List<String> trainedOn(Cell cell) {
    Optional<String> names = cell.provenance().configured(CONFIGURED + "trainedOn");
    return names.stream().flatMap(all -> Arrays.stream(all.split("; ", -1))).toList();
  }

  private static String plain(String text) {
    return text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
  }

  /** Returns the notes below the table; none if no row uses such features. */
  static List<String> of(Collection<Cell> cells) {
    List<Cell> all = cells.stream().filter(Cell::pretrained).toList();
    Set<String> networks = new TreeSet<>();
    Set<String> data = new TreeSet<>();
    Set<String> seen = new TreeSet<>();
    for (Cell cell : all) {
      cell.provenance().configured(CONFIGURED + "networks").ifPresent(networks::add);
      data.addAll(trainedOn(cell));
      seen.addAll(seen(cell));
    }
    List<String> notes = new ArrayList<>();
    if (!all.isEmpty()) {
      notes.add(
          Shown.format(
              "Rows under \"%s\": the features come from networks that others trained on other"
                  + " data (%s); only the hashing was learned from the data at hand. These rows are"
                  + " not compared with the others. Networks: %s.",
              HEADING,
              data.isEmpty() ? "not stated" : String.join(", ", data),
              Shown.digests(String.join("; ", networks))));
    }
    if (!seen.isEmpty()) {
      notes.add(
          Shown.format(
              "%s: a network of this row was trained on %s, so it has seen images of this data set.",
              MARK, String.join(", ", seen)));
    }
    return notes;
  }
}
