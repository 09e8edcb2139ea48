package io.ddh.experiments.run;

import io.ddh.core.CheckpointStore;
import io.ddh.core.HashMethod;
import io.ddh.core.Hasher;
import io.ddh.core.Progress;
import io.ddh.core.Seeds;
import io.ddh.core.Settings;
import io.ddh.core.TrainingSet;
import io.ddh.experiments.Cell;
import io.ddh.experiments.config.DatasetSpec;
import java.util.ArrayList;
import java.util.List;
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
   * The seed of the method. A variant has that of the row it is of, so that they differ by nothing
   * but the settings.
   */
  long methodSeed() {
    return Seeds.derive(seed, dataset.name(), base(), bits);
  }

  /** The seed of a feature method. */
  long seed(FeaturePlan plan) {
    return Seeds.derive(seed, dataset.name(), plan.name());
  }

  /** Trains the method. */
  Hasher train(TrainingSet data, CheckpointStore checkpoints, Progress progress) {
    return method.train(data, bits, methodSeed(), checkpoints, progress);
  }

  /** The cell with settings adapted to the number of images, where the user gave none. */
  public PlannedCell suited(int images) {
    Settings own = method.suited(settings, images);
    return new PlannedCell(
        dataset, row, method.configure(own), own, features.map(f -> f.suited(images)), bits, seed);
  }

  /**
   * Settings in which this cell differs from another of its row, for example {@code ddh.batch=16}.
   */
  public List<String> changes(PlannedCell from) {
    List<String> out = new ArrayList<>(changes(method.name(), settings, from.settings));
    features.ifPresent(
        f -> out.addAll(changes(f.name(), f.settings(), from.features.orElseThrow().settings())));
    return out;
  }

  private static List<String> changes(String part, Settings now, Settings before) {
    return now.asMap().entrySet().stream()
        .filter(e -> !e.getValue().equals(before.asMap().get(e.getKey())))
        .map(e -> part + "." + e.getKey() + "=" + e.getValue())
        .toList();
  }

  /** Leaves out the first revision, so that digests from before there were revisions stay valid. */
  static Map<String, Object> revised(int revision, Map<String, Object> what) {
    Map<String, Object> out = new TreeMap<>(what);
    if (revision > 1) {
      out.put("revision", revision);
    }
    return out;
  }

  /**
   * Everything that decides the cell's numbers besides the data: what the configuration digest
   * covers. The path of the data is left out; they have a digest of their own.
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
    out.put(
        "method",
        revised(
            method.revision(),
            Map.of("row", row, "name", method.name(), "settings", settings.asMap())));
    features.ifPresent(
        f ->
            out.put(
                "features",
                revised(
                    f.method().revision(),
                    Map.of(
                        "output",
                        f.output(),
                        "name",
                        f.name(),
                        "settings",
                        f.settings().asMap()))));
    out.put("bits", bits);
    out.put("seed", seed);
    return out;
  }
}
