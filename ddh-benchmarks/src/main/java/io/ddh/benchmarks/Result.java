package io.ddh.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.ddh.core.AtomicFile;
import io.ddh.core.BadInputException;
import io.ddh.experiments.bench.Spread;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The measured numbers of a section, which are stored in a JSON file.
 *
 * @param section name of the section
 * @param origin revision, machine and command of the measurement
 * @param facts sizes, versions, checks and load averages by name
 * @param rounds values of each measurement, one per round, in order
 */
public record Result(
    String section, Origin origin, Map<String, String> facts, Map<String, List<Double>> rounds) {
  static final String BEFORE = "load.before";
  static final String AFTER = "load.after";
  static final String ALLOWED = "load.allowed";

  /** Load from other programs above which a ratio of two times is not meaningful. */
  static final double MOST_LOAD = 1.5;

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  /**
   * Copies the maps in their order.
   *
   * @param section name of the section
   * @param origin revision, machine and command of the measurement
   * @param facts sizes, versions, checks and load averages by name
   * @param rounds values of each measurement, one per round, in order
   */
  public Result {
    facts = new LinkedHashMap<>(facts);
    rounds = new LinkedHashMap<>(rounds);
  }

  /** Writes the numbers in place of the section's old ones. */
  void write(Path folder) throws IOException {
    byte[] text = (JSON.writeValueAsString(this) + "\n").getBytes(StandardCharsets.UTF_8);
    AtomicFile.write(folder.resolve(section + ".json"), out -> out.write(text));
  }

  /**
   * A section's stored numbers.
   *
   * @throws BadInputException if the file can't be read as such
   */
  static Optional<Result> read(Path folder, String section) {
    Path file = folder.resolve(section + ".json");
    try {
      return Files.exists(file)
          ? Optional.of(JSON.readValue(file.toFile(), Result.class))
          : Optional.empty();
    } catch (IOException e) {
      throw new BadInputException(file + ": no result of a section: " + e.getMessage(), e);
    }
  }

  /** A fact; a dash if it is unknown. */
  String fact(String name) {
    return facts.getOrDefault(name, "–");
  }

  /** A load average of the machine; empty for older results, which did not record it. */
  Optional<Double> load(String when) {
    return Optional.ofNullable(facts.get(when)).map(Double::valueOf);
  }

  /**
   * Whether ratios may be shown: other programs did not cause much load (that after the end
   * includes our own threads, one per core), or {@code --busy} was given.
   */
  boolean publishable() {
    return facts.containsKey(ALLOWED)
        || load(BEFORE).orElse(0.0) <= MOST_LOAD
            && load(AFTER).orElse(0.0) <= origin.cores() + MOST_LOAD;
  }

  /** The median and range of a measurement; empty if it was not taken. */
  Optional<Spread> spread(String name) {
    return Optional.ofNullable(rounds.get(name))
        .map(values -> Spread.of(values.stream().mapToDouble(Double::doubleValue).toArray()));
  }

  /** The median of a measurement that must have been taken. */
  double median(String name) {
    return spread(name)
        .orElseThrow(() -> new IllegalArgumentException(section + " has no '" + name + "'"))
        .median();
  }
}
