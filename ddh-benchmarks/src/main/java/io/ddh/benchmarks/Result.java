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
 * The measured numbers of one section of the page, which are stored in a JSON file.
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

  /**
   * Load average from other programs above which a ratio of two measured times is not meaningful.
   */
  static final double MOST_LOAD = 1.5;

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  /**
   * Copies the maps and keeps their order.
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

  /** Writes the numbers to the section's file, replacing older numbers. */
  void write(Path folder) throws IOException {
    byte[] text = (JSON.writeValueAsString(this) + "\n").getBytes(StandardCharsets.UTF_8);
    AtomicFile.write(folder.resolve(section + ".json"), out -> out.write(text));
  }

  /**
   * Reads the stored numbers of a section; empty if the section has no file.
   *
   * @throws BadInputException if the file is not a stored result
   */
  static Optional<Result> read(Path folder, String section) {
    Path file = folder.resolve(section + ".json");
    try {
      return Files.exists(file)
          ? Optional.of(JSON.readValue(file.toFile(), Result.class))
          : Optional.empty();
    } catch (IOException e) {
      throw new BadInputException(file + ": not a stored result: " + e.getMessage(), e);
    }
  }

  /** Returns the fact with the given name; a dash if no such fact was recorded. */
  String fact(String name) {
    return facts.getOrDefault(name, "–");
  }

  /**
   * Returns the machine's load average before or after the measurement; empty for older results,
   * which did not record it.
   */
  Optional<Double> load(String when) {
    return Optional.ofNullable(facts.get(when)).map(Double::valueOf);
  }

  /**
   * Returns true if ratios may be shown, because other programs caused little load or {@code
   * --busy} was given. The load after the measurement includes our own threads, one per core.
   */
  boolean publishable() {
    return facts.containsKey(ALLOWED)
        || load(BEFORE).orElse(0.0) <= MOST_LOAD
            && load(AFTER).orElse(0.0) <= origin.cores() + MOST_LOAD;
  }

  /** Returns the median and range of a measurement; empty if it was not taken. */
  Optional<Spread> spread(String name) {
    return Optional.ofNullable(rounds.get(name))
        .map(values -> Spread.of(values.stream().mapToDouble(Double::doubleValue).toArray()));
  }

  /** Returns the median of a measurement; throws an exception if it was not taken. */
  double median(String name) {
    return spread(name)
        .orElseThrow(() -> new IllegalArgumentException(section + " has no '" + name + "'"))
        .median();
  }
}
