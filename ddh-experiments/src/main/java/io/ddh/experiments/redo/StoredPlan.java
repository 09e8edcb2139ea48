package io.ddh.experiments.redo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ddh.core.BadInputException;
import io.ddh.experiments.Cell;
import io.ddh.experiments.config.Experiments;
import io.ddh.experiments.config.ExperimentsReader;
import io.ddh.experiments.registry.Registry;
import io.ddh.experiments.run.Plan;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Plans a run that makes a stored cell again. The configuration of the cell is read like an
 * experiments file that describes only this cell.
 */
public final class StoredPlan {
  private static final String PROFILE = "rerun";

  private StoredPlan() {}

  /**
   * Makes the plan of one cell.
   *
   * @param cell a stored cell
   * @param place current settings of the cell's data set, of which only the path is used
   * @param registry methods, features and readers that the cell can name
   * @return the plan
   * @throws BadInputException if the program no longer has a method, feature or reader that the
   *     cell was made with
   */
  public static Plan of(Cell cell, Map<String, Object> place, Registry registry) {
    try {
      String yaml = new ObjectMapper().writeValueAsString(file(cell, place)); // JSON is YAML
      String where = cell.dataset() + " " + cell.id();
      Experiments experiments =
          new ExperimentsReader(registry, Map.of()).read(where, yaml, PROFILE, List.of());
      return Plan.of(experiments, experiments.profile(PROFILE), registry, "");
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e); // does not happen, since the cell has been read from JSON
    }
  }

  private static Map<String, Object> file(Cell cell, Map<String, Object> place) {
    Map<String, Object> split = part(cell, "split", "protocol");
    Map<String, Object> dataset = part(cell, "dataset", "form");
    dataset.put("split", split);
    Optional.ofNullable(place.get("path")).ifPresent(path -> dataset.put("path", path));
    Map<String, ?> cells =
        Map.of(
            "datasets", List.of(cell.dataset()),
            "methods", List.of(cell.method()),
            "bits", List.of(cell.bits()),
            "seeds", List.of(cell.seed()));
    Map<String, Object> file = new TreeMap<>();
    file.put("version", ExperimentsReader.VERSION);
    file.put("profiles", Map.of(PROFILE, cells));
    file.put("datasets", Map.of(cell.dataset(), dataset));
    Map<String, Object> method = part(cell, "method", "name");
    String name = String.valueOf(method.remove("name"));
    String base =
        cell.provenance().configured("features.output").map(f -> name + "+" + f).orElse(name);
    if (cell.method().equals(name) || cell.method().equals(base)) {
      file.put("methods", Map.of(name, method));
    } else {
      method.put("of", base);
      file.put("variants", Map.of(cell.method(), method));
    }
    Map<String, Object> features = part(cell, "features", "name");
    Optional.ofNullable(features.remove("name"))
        .ifPresent(f -> file.put("features", Map.of(f, features)));
    return file;
  }

  /**
   * Returns the settings of a part of the configuration, together with the key that names its
   * method, form or protocol.
   */
  private static Map<String, Object> part(Cell cell, String part, String word) {
    Map<String, Object> out = new TreeMap<>();
    if (cell.provenance().config().get(part) instanceof Map<?, ?> its
        && its.get("settings") instanceof Map<?, ?> settings) {
      settings.forEach((key, value) -> out.put((String) key, value));
      out.put(word, its.get(word));
    }
    return out;
  }
}
