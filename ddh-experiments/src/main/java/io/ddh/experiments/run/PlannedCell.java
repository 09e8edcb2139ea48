package io.ddh.experiments.run;

import io.ddh.data.HashMethod;
import io.ddh.data.Settings;
import io.ddh.experiments.Cell;
import io.ddh.experiments.config.DatasetSpec;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One cell to be made.
 *
 * @param dataset with its split
 * @param row name, for example {@code sdh+cnn}
 * @param method configured
 * @param settings of the method, defaults included
 * @param features that it learns from; empty: pixels
 * @param bits code length
 * @param seed run seed
 */
public record PlannedCell(
    DatasetSpec dataset,
    String row,
    HashMethod method,
    Settings settings,
    Optional<FeaturePlan> features,
    int bits,
    long seed) {

  /** As {@link Cell#id()}. */
  public String id() {
    return row + "-" + bits + "-s" + seed;
  }

  /** The row without what a variant changes: method and features, for example {@code sdh+cnn}. */
  public String base() {
    String own = method.features();
    return method.name()
        + features
            .map(FeaturePlan::output)
            .filter(f -> !f.equals(own))
            .map(f -> "+" + f)
            .orElse("");
  }

  /**
   * All that decides the cell's numbers but the data: what the configuration digest covers. Where
   * the data lie is left out; the data's own digest stands for them.
   */
  public Map<String, Object> configuration() {
    Map<String, Object> reader = new TreeMap<>(dataset.settings().asMap());
    reader.remove("path");
    Map<String, Object> out = new TreeMap<>();
    out.put("format", Cell.FORMAT);
    out.put("dataset", Map.of("name", dataset.name(), "form", dataset.form(), "settings", reader));
    out.put(
        "split",
        Map.of("protocol", dataset.protocol(), "settings", dataset.splitSettings().asMap()));
    out.put("method", Map.of("row", row, "name", method.name(), "settings", settings.asMap()));
    features.ifPresent(
        f ->
            out.put(
                "features",
                Map.of("output", f.output(), "name", f.name(), "settings", f.settings().asMap())));
    out.put("bits", bits);
    out.put("seed", seed);
    return out;
  }
}
