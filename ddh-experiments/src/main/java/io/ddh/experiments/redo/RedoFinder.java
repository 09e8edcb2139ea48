package io.ddh.experiments.redo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ddh.core.BadInputException;
import io.ddh.experiments.Cell;
import io.ddh.experiments.config.Experiments;
import io.ddh.experiments.config.Profile;
import io.ddh.experiments.run.Plan;
import io.ddh.experiments.run.PlannedCell;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Finds options of {@code ddh run} that give a stored cell's configuration: a profile, and a {@code
 * --set} for each setting that the profile or the program has otherwise now. What it finds has been
 * read as a command line is read.
 */
public final class RedoFinder {
  /** The profile whose data set is named by its folder. */
  private static final String FOLDER = "folder";

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Experiments experiments;
  private final Plans plans;

  /** Reads options as {@code ddh run} does. */
  @FunctionalInterface
  public interface Plans {
    /**
     * The plan that the options name.
     *
     * @throws BadInputException if they are refused
     */
    Plan of(List<String> options) throws IOException;
  }

  /**
   * A finder.
   *
   * @param experiments the file without any profile's settings
   */
  public RedoFinder(Experiments experiments, Plans plans) {
    this.experiments = experiments;
    this.plans = plans;
  }

  /**
   * The shortest options found; where none give the configuration, those that come nearest.
   *
   * @throws BadInputException if no profile can name the cell at all
   */
  public Redo find(Cell cell) throws IOException {
    Redo best = null;
    String problem = "";
    for (List<String> start : starts(cell)) {
      try {
        Redo redo = complete(cell, start);
        if (best == null
            || redo.differences().size() < best.differences().size()
            || redo.differences().size() == best.differences().size()
                && redo.options().size() < best.options().size()) {
          best = redo;
        }
      } catch (BadInputException e) {
        problem = e.getMessage();
      }
    }
    if (best == null) {
      throw new BadInputException(cell.dataset() + " " + cell.id() + ": " + problem);
    }
    return best;
  }

  private List<List<String>> starts(Cell cell) {
    List<List<String>> out = new ArrayList<>();
    boolean known = experiments.datasets().containsKey(cell.dataset());
    for (Profile profile : experiments.profiles().values()) {
      List<String> options = new ArrayList<>(List.of("--profile", profile.name()));
      if (known && !profile.datasets().equals(List.of(cell.dataset()))) {
        set(options, "profiles." + profile.name() + ".datasets", "[" + cell.dataset() + "]");
      } else if (!known && profile.name().equals(FOLDER)) {
        options.addAll(List.of("--data", "path/to/" + cell.dataset()));
      } else if (!known) {
        continue;
      }
      options.addAll(List.of("--methods", cell.method(), "--bits", "" + cell.bits()));
      options.addAll(List.of("--seeds", "" + cell.seed()));
      out.add(options);
    }
    if (out.isEmpty()) {
      throw new BadInputException(
          cell.dataset() + ": the experiments file has no data set of that name");
    }
    return out;
  }

  private Redo complete(Cell cell, List<String> start) throws IOException {
    JsonNode stored = JSON.valueToTree(cell.provenance().getOrDefault("config", Map.of()));
    PlannedCell planned = only(start);
    List<String> options = new ArrayList<>(start);
    settings(options, stored, planned);
    if (options.size() == start.size()) {
      return new Redo(options, differences(stored, planned));
    }
    try {
      return new Redo(options, differences(stored, only(options)));
    } catch (BadInputException e) { // a setting that the program no longer has, or not so
      return new Redo(start, differences(stored, planned));
    }
  }

  private PlannedCell only(List<String> options) throws IOException {
    return plans.of(options).cells().get(0);
  }

  private void settings(List<String> options, JsonNode stored, PlannedCell planned) {
    JsonNode now = tree(planned);
    String dataset = "datasets." + planned.dataset().name();
    if (experiments.datasets().containsKey(planned.dataset().name())) {
      text(options, dataset + ".form", stored.at("/dataset/form"), now.at("/dataset/form"));
      text(
          options,
          dataset + ".split.protocol",
          stored.at("/split/protocol"),
          now.at("/split/protocol"));
    } else {
      dataset = "datasets." + FOLDER; // it has the name after its settings are read
    }
    all(options, dataset, stored.at("/dataset/settings"), now.at("/dataset/settings"));
    all(options, dataset + ".split", stored.at("/split/settings"), now.at("/split/settings"));
    boolean variant = experiments.variants().containsKey(planned.row());
    String method = variant ? "variants." + planned.row() : "methods." + planned.method().name();
    all(options, method, stored.at("/method/settings"), now.at("/method/settings"));
    if (planned.features().isPresent()) {
      String features = "features." + planned.features().get().name();
      all(options, features, stored.at("/features/settings"), now.at("/features/settings"));
    }
  }

  private static void all(List<String> options, String key, JsonNode stored, JsonNode now) {
    stored
        .properties()
        .forEach(e -> text(options, key + "." + e.getKey(), e.getValue(), now.path(e.getKey())));
  }

  private static void text(List<String> options, String key, JsonNode stored, JsonNode now) {
    if (!stored.isMissingNode() && !stored.equals(now)) {
      set(options, key, yaml(stored));
    }
  }

  private static void set(List<String> options, String key, String yaml) {
    options.addAll(List.of("--set", key + "=" + yaml));
  }

  /** As YAML in one line; JSON is YAML; words and shares need no quotes. */
  private static String yaml(JsonNode value) {
    boolean word =
        value.isTextual()
            && value.asText().matches("[A-Za-z][A-Za-z0-9+/-]*|[0-9.]+%")
            && !value.asText().matches("(?i)true|false|yes|no|on|off|null|y|n");
    return word ? value.asText() : value.toString();
  }

  /** As a cell file would hold it, so that numbers compare as they are written there. */
  private static JsonNode tree(PlannedCell planned) {
    try {
      return JSON.readTree(JSON.writeValueAsBytes(planned.configuration()));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<String> differences(JsonNode stored, PlannedCell planned) {
    JsonNode now = tree(planned);
    TreeMap<String, String> then = new TreeMap<>();
    TreeMap<String, String> today = new TreeMap<>();
    flatten("", stored, then);
    flatten("", now, today);
    TreeSet<String> keys = new TreeSet<>(then.keySet());
    keys.addAll(today.keySet());
    List<String> out = new ArrayList<>();
    for (String key : keys) {
      Optional<String> was = Optional.ofNullable(then.get(key));
      Optional<String> is = Optional.ofNullable(today.get(key));
      if (!was.equals(is)) {
        out.add(
            key
                + ": "
                + was.orElse("nothing")
                + " in the cell, "
                + is.orElse("nothing")
                + " in this program");
      }
    }
    return out;
  }

  private static void flatten(String key, JsonNode node, Map<String, String> into) {
    if (node.isObject()) {
      node.properties()
          .forEach(
              e ->
                  flatten(key.isEmpty() ? e.getKey() : key + "." + e.getKey(), e.getValue(), into));
    } else {
      into.put(key, node.toString());
    }
  }
}
