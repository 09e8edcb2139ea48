package io.ddh.experiments.report;

import io.ddh.experiments.Cell;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Numbers of a table's queries that have a near twin in the gallery.
 *
 * @param kept findings on the splits that the table's cells were made from
 */
public record TwinCounts(List<KeptTwins> kept) {
  /**
   * Copies the list.
   *
   * @param kept findings on the splits that the table's cells were made from
   */
  public TwinCounts {
    kept = List.copyOf(kept);
  }

  /**
   * {@return the findings whose data and split are those of a finished cell}
   *
   * @param all all findings of the data set
   * @param cells cells of the table
   */
  public static TwinCounts of(List<KeptTwins> all, List<Cell> cells) {
    return new TwinCounts(all.stream().filter(one -> cells.stream().anyMatch(fits(one))).toList());
  }

  private static Predicate<Cell> fits(KeptTwins one) {
    return cell ->
        cell.done()
            && cell.seed() == one.seed()
            && cell.provenance().digests().data().equals(one.data())
            && cell.provenance().digests().split().equals(one.split());
  }

  /** {@return counts and percentages per split; empty without findings} */
  public Optional<String> text() {
    if (kept.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        each(one -> Integer.toString(one.withTwin()))
            + " of "
            + each(one -> Integer.toString(one.queries()))
            + " queries ("
            + each(one -> percent(one.withTwin(), one.queries()))
            + "; "
            + (kept.size() == 1 ? "split of seed " : "splits of seeds ")
            + each(one -> Long.toString(one.seed()))
            + ")");
  }

  /** Note below a table; empty without findings. */
  Optional<String> note() {
    return text()
        .map(
            counts ->
                "Near twins: "
                    + counts
                    + " have an image in the gallery that is almost the same; any method but random"
                    + " finds it, which raises MAP (found by \"ddh data check\").");
  }

  /** {@return one value per split, or a single value if it is the same for all} */
  private String each(Function<KeptTwins, String> value) {
    return kept.stream().map(value).distinct().count() == 1
        ? value.apply(kept.get(0))
        : kept.stream().map(value).collect(Collectors.joining(", "));
  }

  private static String percent(int part, int whole) {
    return String.format(Locale.ROOT, "%.1f %%", whole == 0 ? 0.0 : 100.0 * part / whole);
  }
}
