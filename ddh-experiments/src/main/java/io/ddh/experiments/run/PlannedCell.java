package io.ddh.experiments.run;

import io.ddh.core.BadInputException;
import io.ddh.core.CheckpointStore;
import io.ddh.core.FeatureMethod;
import io.ddh.core.HashMethod;
import io.ddh.core.Hasher;
import io.ddh.core.ImageShape;
import io.ddh.core.Progress;
import io.ddh.core.Seeds;
import io.ddh.core.Settings;
import io.ddh.core.Shown;
import io.ddh.core.TrainingSet;
import io.ddh.experiments.Cell;
import io.ddh.experiments.config.DatasetSpec;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A cell of a plan, which is one data set, row, code length and seed, with all settings.
 *
 * @param dataset data set with its split
 * @param row name of the row, for example {@code sdh+cnn}
 * @param method the configured method
 * @param settings settings of the method, including defaults
 * @param features features that the cell learns from; empty if it learns from pixels
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

  /** {@return the name of the cell, {@code <row>-<bits>-s<seed>}; the same as {@link Cell#id()}} */
  public String id() {
    return row + "-" + bits + "-s" + seed;
  }

  /**
   * {@return the name of the row that a variant is based on, made of method and features, for
   * example {@code sdh+cnn}; for a row that is not a variant, the name of the row itself}
   */
  public String base() {
    String own = features.map(FeaturePlan::output).orElse(method.features());
    return method.name() + (own.equals(method.features()) ? "" : "+" + own);
  }

  /**
   * {@return the random seed of the method} A variant has the same seed as the row that it is based
   * on, so that they differ only in their settings.
   */
  long methodSeed() {
    return Seeds.derive(seed, dataset.name(), base(), bits);
  }

  /** Returns the random seed of a feature method. */
  long seed(FeaturePlan plan) {
    return Seeds.derive(seed, dataset.name(), plan.name());
  }

  /** Trains the method with its seed and code length. */
  Hasher train(TrainingSet data, CheckpointStore checkpoints, Progress progress) {
    return method.train(data, bits, methodSeed(), checkpoints, progress);
  }

  /**
   * {@return the cell with its settings adapted to the number of images; settings that the user
   * gave are unchanged}
   *
   * @param images number of images to learn from
   */
  public PlannedCell suited(int images) {
    Settings own = method.suited(settings, images);
    return new PlannedCell(
        dataset, row, method.configure(own), own, features.map(f -> f.suited(images)), bits, seed);
  }

  /**
   * {@return a note for the user that settings were adapted to a small number of images}
   *
   * @param images number of images to learn from
   * @param changes the changed settings, for example {@code ddh.batch=16}
   */
  public static String fewImages(int images, Collection<String> changes) {
    return Shown.format(
        "there are only %d images to learn from, so these settings are used: %s; --set"
            + " overrides them",
        images, String.join(", ", changes));
  }

  /**
   * Checks that the method, or the feature method that it learns from, can handle images of the
   * given shape. Called before anything is trained.
   *
   * @throws BadInputException if it can't; the message names the data set, the size of its images
   *     and what is valid
   */
  void check(ImageShape shape) {
    try {
      if (features.isPresent()) {
        FeatureMethod from = features.get().method();
        from.checkImages(shape);
        method.checkBits(bits, from.dimension(features.get().output(), shape));
      } else {
        method.checkImages(shape);
      }
    } catch (BadInputException | IllegalArgumentException e) {
      String message =
          Shown.format(
              "%s: datasets.%s has images of %s; row %s can't learn %d bits from them: %s",
              dataset.where(), dataset.name(), shape, row, bits, e.getMessage());
      throw new BadInputException(message, e);
    }
  }

  /**
   * {@return the settings in which this cell differs from another cell of its row, for example
   * {@code ddh.batch=16}}
   *
   * @param from other cell of the same row
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

  /**
   * Adds the revision of a method to a map, unless it is the first revision. Digests that were
   * computed before revisions existed therefore stay valid.
   */
  static Map<String, Object> revised(int revision, Map<String, Object> what) {
    Map<String, Object> out = new TreeMap<>(what);
    if (revision > 1) {
      out.put("revision", revision);
    }
    return out;
  }

  /**
   * {@return everything, apart from the data, that decides the cell's numbers} The configuration
   * digest is computed from this map. The path of the data is left out, since the data have a
   * digest of their own.
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
    out.put("method", part(method.revision(), "row", row, method.name(), settings));
    features.ifPresent(
        f -> {
          Map<String, Object> from =
              new TreeMap<>(
                  part(f.method().revision(), "output", f.output(), f.name(), f.settings()));
          f.method().pretrained().ifPresent(p -> from.put(Cell.PRETRAINED, p.asMap()));
          out.put("features", from);
        });
    out.put("bits", bits);
    out.put("seed", seed);
    return out;
  }

  private static Map<String, Object> part(
      int revision, String key, String value, String name, Settings settings) {
    return revised(revision, Map.of(key, value, "name", name, "settings", settings.asMap()));
  }
}
