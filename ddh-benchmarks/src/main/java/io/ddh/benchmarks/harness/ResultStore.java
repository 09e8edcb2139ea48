package io.ddh.benchmarks.harness;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.ddh.core.AtomicFile;
import io.ddh.core.BadInputException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * One JSON file a section.
 *
 * @param folder where they lie
 */
public record ResultStore(Path folder) {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private Path file(String section) {
    return folder.resolve(section + ".json");
  }

  /**
   * Writes a section's numbers in place of its old ones.
   *
   * @param result numbers of a section
   * @throws IOException if the file can't be written
   */
  public void write(Result result) throws IOException {
    byte[] text = (JSON.writeValueAsString(result) + "\n").getBytes(StandardCharsets.UTF_8);
    AtomicFile.write(file(result.section()), out -> out.write(text));
  }

  /**
   * {@return a section's stored numbers}
   *
   * @param section name of the section
   * @throws BadInputException if the file can't be read as such
   */
  public Optional<Result> read(String section) {
    Path file = file(section);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(JSON.readValue(file.toFile(), Result.class));
    } catch (IOException e) {
      throw new BadInputException(file + ": no result of a section: " + e.getMessage(), e);
    }
  }
}
