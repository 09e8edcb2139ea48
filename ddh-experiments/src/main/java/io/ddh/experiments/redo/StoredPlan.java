package io.ddh.experiments.redo;

import io.ddh.core.BadInputException;
import io.ddh.core.FeatureMethod;
import io.ddh.core.HashMethod;
import io.ddh.core.Settings;
import io.ddh.experiments.Cell;
import io.ddh.experiments.config.DatasetSpec;
import io.ddh.experiments.config.KnownNames;
import io.ddh.experiments.config.Profile;
import io.ddh.experiments.registry.Registry;
import io.ddh.experiments.run.FeaturePlan;
import io.ddh.experiments.run.Plan;
import io.ddh.experiments.run.PlannedCell;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Plans a stored cell again from the configuration that it holds. */
public final class StoredPlan {
  private static final String PATH = "path";

  private final Cell cell;
  private final String where;
  private final Registry registry;

  private StoredPlan(Cell cell, Registry registry) {
    this.cell = cell;
    this.where = cell.dataset() + " " + cell.id();
    this.registry = registry;
  }

  /**
   * The plan of the one cell.
   *
   * @param place settings of its data set now: of them no more than where the data lie
   * @throws BadInputException if the program no longer has what the cell was made with
   */
  public static Plan of(Cell cell, Map<String, Object> place, Registry registry) {
    return new StoredPlan(cell, registry).plan(place);
  }

  private Plan plan(Map<String, Object> place) {
    HashMethod method = named("method", registry.methods());
    Settings settings = settings("method", method.defaults());
    Optional<FeaturePlan> features =
        text("features.output").isEmpty() ? Optional.empty() : Optional.of(features());
    PlannedCell planned =
        new PlannedCell(
            dataset(place),
            cell.method(),
            method.configure(settings),
            settings,
            features,
            cell.bits(),
            cell.seed());
    Profile profile =
        new Profile(
            "rerun",
            List.of(cell.dataset()),
            List.of(cell.method()),
            List.of(cell.bits()),
            List.of(cell.seed()),
            List.of(),
            where);
    return new Plan(profile, List.of(planned));
  }

  private FeaturePlan features() {
    FeatureMethod method = named("features", registry.features());
    Settings settings = settings("features", method.defaults());
    return new FeaturePlan(
        text("features.output"), text("features.name"), method.configure(settings), settings);
  }

  private DatasetSpec dataset(Map<String, Object> place) {
    String form = text("dataset.form");
    KnownNames.check(where, "form", form, registry.readers().keySet());
    String protocol = text("split.protocol");
    KnownNames.check(where, "protocol", protocol, registry.protocols().names());
    Map<String, Object> reader = given("dataset");
    Optional.ofNullable(place.get(PATH)).ifPresent(p -> reader.put(PATH, p));
    return new DatasetSpec(
        cell.dataset(),
        form,
        Settings.of(where, registry.readers().get(form).defaults(), reader),
        protocol,
        settings("split", registry.protocols().defaults(protocol)),
        where);
  }

  private <T> T named(String part, Map<String, T> known) {
    String name = text(part + ".name");
    KnownNames.check(where, part, name, known.keySet());
    return known.get(name);
  }

  private Settings settings(String part, Map<String, Object> defaults) {
    return Settings.of(where, defaults, given(part));
  }

  private String text(String path) {
    return cell.provenance().configured(path).orElse("");
  }

  private Map<String, Object> given(String part) {
    Map<String, Object> out = new TreeMap<>();
    if (cell.provenance().config().get(part) instanceof Map<?, ?> its
        && its.get("settings") instanceof Map<?, ?> settings) {
      settings.forEach((key, value) -> out.put((String) key, value));
    }
    return out;
  }
}
