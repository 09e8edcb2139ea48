package io.ddh.benchmarks.harness;

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
 * @param facts sizes, versions, checks and the load of the machine, by name
 * @param rounds each measurement's value in every round, in order
 */
public record Result(
    String section, Origin origin, Map<String, String> facts, Map<String, List<Double>> rounds) {
  static final String BEFORE = "load.before";
  static final String AFTER = "load.after";
  static final String ALLOWED = "load.allowed";

  /** Keeps the order of the maps. */
  public Result {
    facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
    rounds = Collections.unmodifiableMap(new LinkedHashMap<>(rounds));
  }

  /** A fact; a dash where it is not known. */
  public String fact(String name) {
    return facts.getOrDefault(name, "–");
  }

  /** The load of the machine; empty for results from before it was recorded. */
  public Optional<Load> load() {
    return facts.containsKey(BEFORE)
        ? Optional.of(
            new Load(
                Double.parseDouble(fact(BEFORE)),
                Double.parseDouble(fact(AFTER)),
                origin.cores()))
        : Optional.empty();
  }

  /** False if the machine was too busy for ratios, and nobody asked for them all the same. */
  public boolean publishable() {
    return facts.containsKey(ALLOWED) || !load().map(Load::busy).orElse(false);
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
