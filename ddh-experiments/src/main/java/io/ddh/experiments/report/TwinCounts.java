package io.ddh.experiments.report;

import io.ddh.experiments.Cell;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * How many queries of a table have a near twin in the gallery.
 *
 * @param kept findings on the very splits that the table's cells were made from
 */
public record TwinCounts(List<KeptTwins> kept) {
  public TwinCounts {
    kept = List.copyOf(kept);
  }

  /** Those findings whose data and split are a finished cell's. */
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

  /** The numbers; empty if nothing is known. */
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

  /** What stands under a table; empty if nothing is known. */
  Optional<String> note() {
    return text()
        .map(
            counts ->
                "Near twins: "
                    + counts
                    + " have a picture in the gallery that is nearly their own; any method but random"
                    + " finds it, which raises MAP (found by \"ddh data check\").");
  }

  /** The values of all splits, or the one value that all have. */
  private String each(Function<KeptTwins, String> value) {
    return kept.stream().map(value).distinct().count() == 1
        ? value.apply(kept.get(0))
        : kept.stream().map(value).collect(Collectors.joining(", "));
  }

  private static String percent(int part, int whole) {
    return String.format(Locale.ROOT, "%.1f %%", whole == 0 ? 0.0 : 100.0 * part / whole);
  }
}
