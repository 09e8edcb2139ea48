package io.ddh.experiments.config;

import io.ddh.core.BadInputException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Lays values over the tree of a file by dotted keys. */
final class Overrides {
  private static final List<String> SETTABLE =
      List.of("profiles", "datasets", "methods", Variants.SECTION, "features");

  private static final List<String> NAMED_IN_FILE =
      List.of("profiles", "datasets", Variants.SECTION);

  private Overrides() {}

  /** Lays one value of the command line over the tree. */
  static Node apply(
      Node root, ConfigOverride override, Sections known, Map<String, String> environment) {
    Node value = YamlReader.value(override.where(), override.yaml(), environment);
    return apply(root, override.key(), value, known);
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
    String section = path.get(0);
    if (NAMED_IN_FILE.contains(section)) {
      Map<String, Node> there = ExperimentsReader.section(root.map(""), section);
      KnownNames.check(value.where() + ": " + section, "name", path.get(1), there.keySet());
    }
    return root.with(path, value);
  }

  /**
   * Names that may stand first in a key.
   *
   * @param methods names
   * @param variants names
   * @param features names
   * @param datasets names
   */
  record Sections(
      TreeSet<String> methods,
      TreeSet<String> variants,
      TreeSet<String> features,
      TreeSet<String> datasets) {
    String sectionOf(String where, String name) {
      if (methods.contains(name)) {
        return "methods";
      }
      if (variants.contains(name)) {
        return Variants.SECTION;
      }
      if (features.contains(name)) {
        return "features";
      }
      if (datasets.contains(name)) {
        return "datasets";
      }
      TreeSet<String> all = new TreeSet<>(SETTABLE);
      all.addAll(methods);
      all.addAll(variants);
      all.addAll(features);
      all.addAll(datasets);
      throw KnownNames.unknown(where, "key", name, all);
    }
  }
}
