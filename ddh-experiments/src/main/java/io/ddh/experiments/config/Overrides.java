package io.ddh.experiments.config;

import io.ddh.data.BadInputException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Lays {@code KEY=VALUE} pairs over the tree of a file. */
final class Overrides {
  private static final List<String> SETTABLE =
      List.of("profiles", "datasets", "methods", "features");

  private Overrides() {}

  /** Splits {@code KEY=VALUE}; the value is YAML, for example {@code [12,24]}. */
  static Node apply(Node root, String pair, Sections known, Map<String, String> environment) {
    int equals = pair.indexOf('=');
    if (equals <= 0) {
      throw new BadInputException("--set " + pair + ": must be KEY=VALUE");
    }
    String key = pair.substring(0, equals).strip();
    String where = "--set " + key;
    return apply(
        root, key, YamlReader.value(where, pair.substring(equals + 1), environment), known);
  }

  /** Puts the value at the dotted key, which may leave out its section. */
  static Node apply(Node root, String key, Node value, Sections known) {
    List<String> path = new ArrayList<>(Arrays.asList(key.split("\\.", -1)));
    if (!SETTABLE.contains(path.get(0))) {
      path.add(0, known.sectionOf(value.where(), path.get(0)));
    }
    if (path.size() < 3) {
      throw new BadInputException(
          value.where() + ": '" + key + "' names no single setting; for example ddh.epochs");
    }
    if (path.get(0).equals("profiles") || path.get(0).equals("datasets")) {
      Names.check(
          value.where(),
          "name",
          path.get(1),
          root.map("").getOrDefault(path.get(0), value).map(path.get(0)).keySet());
    }
    return root.with(path, value);
  }

  /**
   * Names that may stand first in a key.
   *
   * @param methods names
   * @param features names
   * @param datasets names
   */
  record Sections(TreeSet<String> methods, TreeSet<String> features, TreeSet<String> datasets) {
    String sectionOf(String where, String name) {
      if (methods.contains(name)) {
        return "methods";
      }
      if (features.contains(name)) {
        return "features";
      }
      if (datasets.contains(name)) {
        return "datasets";
      }
      TreeSet<String> all = new TreeSet<>(SETTABLE);
      all.addAll(methods);
      all.addAll(features);
      all.addAll(datasets);
      throw Names.unknown(where, "key", name, all);
    }
  }
}
