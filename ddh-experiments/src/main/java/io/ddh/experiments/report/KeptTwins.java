package io.ddh.experiments.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.ddh.core.AtomicFile;
import io.ddh.core.BadInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What {@code ddh data check --keep} found between the queries and the gallery of one split, kept
 * beside the results in {@code <results>/<data set>/check.json}. The digests say which data and
 * split it belongs to, so that it can't stand beside the numbers of others.
 *
 * @param seed run seed of the split
 * @param data digest of the data set
 * @param split digest of the split
 * @param queries how many images ask
 * @param gallery how many are searched
 * @param withTwin queries that have a near twin in the gallery
 * @param withTwinOfOther those of them with a twin of another person
 * @param withCopy queries whose very pixels are in the gallery
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
  private static final String FILE = "check.json";
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .build();

  /** The file of a data set. */
  public static Path file(Path results, String dataset) {
    return results.resolve(dataset).resolve(FILE);
  }

  /**
   * What was kept for a data set, by ascending seed; nothing if there is no file.
   *
   * @throws BadInputException if the file is none that this program writes
   */
  public static List<KeptTwins> read(Path results, String dataset) throws IOException {
    Path file = file(results, dataset);
    if (!Files.isRegularFile(file)) {
      return List.of();
    }
    try {
      return List.of(JSON.readValue(Files.readAllBytes(file), KeptTwins[].class));
    } catch (JsonProcessingException e) {
      throw new BadInputException(
          file + ": none that \"ddh data check --keep\" writes: " + e.getOriginalMessage(), e);
    }
  }

  /** Writes these findings beside those of other seeds; an older entry of the seed is replaced. */
  public Path keep(Path results, String dataset) throws IOException {
    List<KeptTwins> all = new ArrayList<>(read(results, dataset));
    all.removeIf(other -> other.seed() == seed);
    all.add(this);
    all.sort(Comparator.comparingLong(KeptTwins::seed));
    byte[] bytes = JSON.writeValueAsBytes(all);
    Path file = file(results, dataset);
    AtomicFile.write(
        file,
        out -> {
          out.write(bytes);
          out.write('\n');
        });
    return file;
  }
}
