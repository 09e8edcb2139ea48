package io.ddh.experiments.config;

import io.ddh.core.BadInputException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Puts single values into the tree of a file, by dotted keys.
 *
 * @param names that a key may begin with in place of its section, by section, strongest first
 */
record Overrides(Map<String, Set<String>> names) {
  private static final List<String> NAMED_IN_FILE = List.of("profiles", "datasets", "variants");

  private static final List<String> SETTABLE =
      List.of("profiles", "datasets", "methods", "variants", "features");

  /** The tree with the values from the command line. */
  Node apply(Node root, List<ConfigOverride> overrides) {
    Node out = root;
    for (ConfigOverride override : overrides) {
      out = apply(out, override.key(), override.value());
    }
    return out;
  }

  /** The tree with the value at the dotted key, which may leave out its section. */
  Node apply(Node root, String key, Node value) {
    List<String> keys = new ArrayList<>(Arrays.asList(key.split("\\.", -1)));
    if (!SETTABLE.contains(keys.get(0))) {
      keys.add(0, sectionOf(value.where(), keys.get(0)));
    }
    if (keys.size() < 3) {
      throw new BadInputException(
          value.where() + ": '" + key + "' names no single setting; for example ddh.epochs");
    }
    String section = keys.get(0);
    if (NAMED_IN_FILE.contains(section)) {
      KnownNames.check(
          value.where() + ": " + section, "name", keys.get(1), root.entries(section).keySet());
    }
    return root.with(keys, value);
  }

  private String sectionOf(String where, String name) {
    for (Map.Entry<String, Set<String>> section : names.entrySet()) {
      if (section.getValue().contains(name)) {
        return section.getKey();
      }
    }
    Set<String> all = new TreeSet<>(SETTABLE);
    names.values().forEach(all::addAll);
    throw KnownNames.unknown(where, "key", name, all);
  }
}
