package io.ddh.experiments.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.ddh.core.AtomicFile;
import io.ddh.core.BadInputException;
import io.ddh.core.Shown;
import io.ddh.experiments.Cell;
import io.ddh.experiments.CellStore;
import io.ddh.experiments.Provenance.CellDigests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Near twins that {@code ddh data check --keep} found between the queries and the gallery of one
 * split, stored in {@code <results>/<data set>/check.json}. The findings are shown only with
 * results whose data and split have the same digests.
 *
 * @param seed run seed of the split
 * @param data digest of the data set
 * @param split digest of the split
 * @param queries number of query images
 * @param gallery number of gallery images
 * @param withTwin number of queries that have a near twin in the gallery
 * @param withTwinOfOther number of queries for which a gallery image of a different person is a
 *     near twin
 * @param withCopy number of queries to which a gallery image is identical, pixel by pixel
 */
public record KeptTwins(
    long seed,
    String data,
    String split,
    int queries,
    int gallery,
    int withTwin,
    int withTwinOfOther,
    int withCopy) {
  /**
   * {@return the file with the near twins found in a data set}
   *
   * @param results results folder
   * @param dataset name of the data set
   */
  public static Path file(Path results, String dataset) {
    return results.resolve(dataset).resolve("check.json");
  }

  /**
   * Reads the near twins found in a data set.
   *
   * @param results results folder
   * @param dataset name of the data set
   * @return the findings in ascending order of their seeds; none if there is no file
   * @throws BadInputException if the file has a different layout
   * @throws IOException if the file can't be read
   */
  public static List<KeptTwins> read(Path results, String dataset) throws IOException {
    Path file = file(results, dataset);
    if (!Files.isRegularFile(file)) {
      return List.of();
    }
    try {
      return List.of(CellStore.JSON.readValue(Files.readAllBytes(file), KeptTwins[].class));
    } catch (JsonProcessingException e) {
      throw new BadInputException(
          file + ": not a file of \"ddh data check --keep\": " + e.getOriginalMessage(), e);
    }
  }

  /**
   * Adds these findings to the file; an older entry of the same seed is replaced.
   *
   * @param results results folder
   * @param dataset name of the data set
   * @return the file
   * @throws BadInputException if the file has a different layout
   * @throws IOException if the file can't be read or written
   */
  public Path keep(Path results, String dataset) throws IOException {
    List<KeptTwins> all = new ArrayList<>(read(results, dataset));
    all.removeIf(other -> other.seed() == seed);
    all.add(this);
    all.sort(Comparator.comparingLong(KeptTwins::seed));
    Path file = file(results, dataset);
    AtomicFile.writeText(file, CellStore.JSON.writeValueAsString(all) + "\n");
    return file;
  }

  /**
   * {@return the findings whose data and split are those of a finished cell}
   *
   * @param all all findings stored for the data set
   * @param cells cells of a table
   */
  public static List<KeptTwins> of(List<KeptTwins> all, List<Cell> cells) {
    return all.stream().filter(one -> cells.stream().anyMatch(one::fits)).toList();
  }

  private boolean fits(Cell cell) {
    CellDigests digests = cell.provenance().digests();
    return cell.done()
        && cell.seed() == seed
        && digests.data().equals(data)
        && digests.split().equals(split);
  }

  /**
   * {@return a string that gives, per split, the number and percentage of a table's queries that
   * have a near twin in the gallery; empty if there are no findings}
   *
   * @param kept findings on the splits that the table's cells were made from
   */
  public static Optional<String> text(List<KeptTwins> kept) {
    String counts =
        Shown.format(
            "%s of %s queries (%s; %s %s)",
            each(kept, one -> "" + one.withTwin),
            each(kept, one -> "" + one.queries),
            each(kept, KeptTwins::percent),
            kept.size() == 1 ? "split of seed" : "splits of seeds",
            each(kept, one -> "" + one.seed));
    return Optional.of(counts).filter(text -> !kept.isEmpty());
  }

  /** {@return one value per split, or a single value if it is the same for all} */
  private static String each(List<KeptTwins> kept, Function<KeptTwins, String> value) {
    List<String> values = kept.stream().map(value).toList();
    return String.join(", ", Set.copyOf(values).size() == 1 ? values.subList(0, 1) : values);
  }

  private String percent() {
    return String.format(Locale.ROOT, "%.1f %%", queries == 0 ? 0.0 : 100.0 * withTwin / queries);
  }
}
