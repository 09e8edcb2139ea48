package io.ddh.benchmarks.result;

import io.ddh.experiments.bench.Spread;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A section's numbers as they were measured.
 *
 * @param section its name
 * @param origin where they come from
 * @param facts sizes, versions and checks, by name
 * @param rounds each measurement's value in every round, in order
 */
public record Result(
    String section, Origin origin, Map<String, String> facts, Map<String, List<Double>> rounds) {
  public Result {
    facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
    rounds = Collections.unmodifiableMap(new LinkedHashMap<>(rounds));
  }

  /** A fact; a dash where it is not known. */
  public String fact(String name) {
    return facts.getOrDefault(name, "–");
  }

  /** Median and range of a measurement; empty if it was not made. */
  public Optional<Spread> spread(String name) {
    return Optional.ofNullable(rounds.get(name))
        .map(values -> Spread.of(values.stream().mapToDouble(Double::doubleValue).toArray()));
  }

  /** Median of a measurement that was made. */
  public double median(String name) {
    return spread(name)
        .orElseThrow(() -> new IllegalArgumentException(section + " has no '" + name + "'"))
        .median();
  }
}
