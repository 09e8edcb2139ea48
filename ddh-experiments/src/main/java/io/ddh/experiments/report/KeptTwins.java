package io.ddh.experiments.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.ddh.core.AtomicFile;
import io.ddh.core.BadInputException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Near twins that {@code ddh data check --keep} found between the queries and the gallery of one
 * split, stored in {@code <results>/<data set>/check.json}. They are shown only with results whose
 * data and split have the same digests.
 *
 * @param seed run seed of the split
 * @param data digest of the data set
 * @param split digest of the split
 * @param queries number of query images
 * @param gallery number of gallery images
 * @param withTwin number of queries that have a near twin in the gallery
 * @param withTwinOfOther number of those with a twin that shows another person
 * @param withCopy number of queries with a pixel-identical image in the gallery
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

  /**
   * {@return the file with a data set's findings}
   *
   * @param results results folder
   * @param dataset name of the data set
   */
  public static Path file(Path results, String dataset) {
    return results.resolve(dataset).resolve(FILE);
  }

  /**
   * Reads the findings of a data set.
   *
   * @param results results folder
   * @param dataset name of the data set
   * @return the findings by ascending seed; none if there is no file
   * @throws BadInputException if the file has another form
   * @throws IOException if the file can't be read
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
          file + ": not a file of \"ddh data check --keep\": " + e.getOriginalMessage(), e);
    }
  }

  /**
   * Adds these findings to the file; an older entry of the same seed is replaced.
   *
   * @param results results folder
   * @param dataset name of the data set
   * @return the file
   * @throws BadInputException if the file has another form
   * @throws IOException if the file can't be read or written
   */
  public Path keep(Path results, String dataset) throws IOException {
    List<KeptTwins> all = new ArrayList<>(read(results, dataset));
    all.removeIf(other -> other.seed() == seed);
    all.add(this);
    all.sort(Comparator.comparingLong(KeptTwins::seed));
    byte[] bytes = (JSON.writeValueAsString(all) + "\n").getBytes(StandardCharsets.UTF_8);
    Path file = file(results, dataset);
    AtomicFile.write(file, out -> out.write(bytes));
    return file;
  }
}
