package io.ddh.experiments.run;

import io.ddh.data.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Batches that suit the number of pictures. A network takes a step a batch and stops when its
 * validation loss no longer falls for some epochs; where a batch holds most of the pictures, an
 * epoch is one step, and it stops before it has learned.
 */
public final class SmallBatches {
  private static final List<String> KEYS = List.of("batch", "pretrain-batch");

  /** Steps of an epoch; with fewer, a patience of 20 epochs is over too soon. */
  private static final int STEPS = 8;

  /** Smaller ones make batch norm's statistics poor. */
  private static final int LEAST = 16;

  /** With fewer steps an epoch a network may come to nothing. */
  private static final int FEW = 3;

  private SmallBatches() {}

  /**
   * A cell with batches that suit, and what was changed.
   *
   * @param changes for example {@code ddh.batch=16}; empty: the cell is as it was
   */
  public record Fitted(PlannedCell cell, List<String> changes) {}

  /**
   * Makes the batches of a cell's networks small enough: a power of two, 16 or more, with eight
   * steps an epoch where there are as many pictures.
   *
   * @param images to learn from
   * @param given settings that stay as they are, for example {@code ddh.batch}
   */
  public static Fitted fit(PlannedCell cell, int images, Set<String> given) {
    List<Change> changes = new ArrayList<>();
    PlannedCell fitted = fit(cell, images, given, changes);
    return changes.isEmpty()
        ? new Fitted(cell, List.of())
        : new Fitted(fitted, changes.stream().map(Change::text).toList());
  }

  /** A batch that was made smaller. */
  private record Change(String name, int usual, int batch) {
    String text() {
      return name + "=" + batch;
    }
  }

  private static PlannedCell fit(
      PlannedCell cell, int images, Set<String> given, List<Change> changes) {
    Settings own =
        fit(
            cell.method().name(),
            cell.method().defaults(),
            cell.settings(),
            images,
            given,
            changes);
    Optional<FeaturePlan> features =
        cell.features()
            .map(
                plan -> {
                  Settings s =
                      fit(
                          plan.name(),
                          plan.method().defaults(),
                          plan.settings(),
                          images,
                          given,
                          changes);
                  return new FeaturePlan(plan.output(), plan.name(), plan.method().configure(s), s);
                });
    return new PlannedCell(
        cell.dataset(),
        cell.row(),
        cell.method().configure(own),
        own,
        features,
        cell.bits(),
        cell.seed());
  }

  private static Settings fit(
      String part,
      Map<String, Object> defaults,
      Settings settings,
      int images,
      Set<String> given,
      List<Change> changes) {
    int batch = Math.max(LEAST, Integer.highestOneBit(Math.max(1, images / STEPS)));
    Map<String, Object> values = new TreeMap<>(settings.asMap());
    for (String key : KEYS) {
      String name = part + "." + key;
      if (values.get(key) instanceof Integer usual && batch < usual && !given.contains(name)) {
        changes.add(new Change(name, usual, batch));
        values.put(key, batch);
      }
    }
    return values.equals(settings.asMap())
        ? settings
        : Settings.of("--set " + part, defaults, values);
  }

  /** Settings with which the networks of a cell would learn from so few pictures; empty: as is. */
  static List<String> advice(PlannedCell cell, int images) {
    List<Change> changes = new ArrayList<>();
    fit(cell, images, Set.of(), changes);
    return changes.stream().filter(c -> images / c.usual() < FEW).map(Change::text).toList();
  }
}
