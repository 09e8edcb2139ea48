package io.ddh.benchmarks.harness;

import io.ddh.experiments.bench.Spread;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The measured numbers of a section.
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
   * Keeps the order of the maps.
   *
   * @param section name of the section
   * @param origin revision, machine and command of the measurement
   * @param facts sizes, versions, checks and load averages by name
   * @param rounds values of each measurement, one per round, in order
   */
  public Result {
    facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
    rounds = Collections.unmodifiableMap(new LinkedHashMap<>(rounds));
  }

  /**
   * {@return a fact; a dash if it is unknown}
   *
   * @param name of the fact
   */
  public String fact(String name) {
    return facts.getOrDefault(name, "–");
  }

  /** {@return the load of the machine; empty for older results, which did not record it} */
  public Optional<Load> load() {
    return facts.containsKey(BEFORE)
        ? Optional.of(
            new Load(
                Double.parseDouble(fact(BEFORE)), Double.parseDouble(fact(AFTER)), origin.cores()))
        : Optional.empty();
  }

  /**
   * {@return whether ratios may be shown: the machine was not busy, or {@code --busy} was given}
   */
  public boolean publishable() {
    return facts.containsKey(ALLOWED) || !load().map(Load::busy).orElse(false);
  }

  /**
   * {@return the median and range of a measurement; empty if it was not taken}
   *
   * @param name of the measurement
   */
  public Optional<Spread> spread(String name) {
    return Optional.ofNullable(rounds.get(name))
        .map(values -> Spread.of(values.stream().mapToDouble(Double::doubleValue).toArray()));
  }

  /**
   * {@return the median of a measurement that must have been taken}
   *
   * @param name of the measurement
   */
  public double median(String name) {
    return spread(name)
        .orElseThrow(() -> new IllegalArgumentException(section + " has no '" + name + "'"))
        .median();
  }
}
