package io.ddh.experiments.config;

import io.ddh.core.BadInputException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * A value from the command line that replaces a value of the experiments file.
 *
 * @param key keys that lead to the value, joined with dots; the section may be left out, for
 *     example {@code ddh.epochs}
 * @param value the new value; messages name the option, for example {@code --bits}, as its place
 */
public record ConfigOverride(String key, Node value) {
  private static final List<String> NAMED_IN_FILE = List.of("profiles", "datasets", "variants");
  private static final List<String> SETTABLE =
      List.of("profiles", "datasets", "methods", "variants", "features");

  /**
   * Parses the value of {@code --set}.
   *
   * @param pair key and value, written as {@code KEY=VALUE}
   * @return the override
   * @throws BadInputException if there is no key or no equals sign, or the value isn't valid YAML
   */
  public static ConfigOverride parse(String pair) {
    int equals = pair.indexOf('=');
    if (equals <= 0) {
      throw new BadInputException("--set " + pair + ": must be KEY=VALUE");
    }
    String key = pair.substring(0, equals).strip();
    return yaml("--set " + key, key, pair.substring(equals + 1));
  }

  /**
   * Creates an override whose value is YAML. {@code ${NAME}} in the value is replaced by an
   * environment variable, as in the file.
   *
   * @param option name of the option, for messages
   * @param key keys that lead to the value, joined with dots
   * @param yaml the value, for example {@code [12, 24]}
   * @return the override
   * @throws BadInputException if the value isn't valid YAML
   */
  public static ConfigOverride yaml(String option, String key, String yaml) {
    return new ConfigOverride(key, YamlReader.value(option, yaml, System.getenv()));
  }

  /**
   * Creates an override whose value is a string, which is used unchanged.
   *
   * @param option name of the option, for messages
   * @param key keys that lead to the value, joined with dots
   * @param text the value
   * @return the override
   */
  public static ConfigOverride text(String option, String key, String text) {
    return new ConfigOverride(key, new Node(text, option));
  }

  /**
   * Returns a copy of the tree in which this override's value is at its key.
   *
   * @param names for each section, the names with which a key that leaves out the section may
   *     begin; if several sections have a name, the name stands for that of the first of these
   *     sections
   */
  Node apply(Node root, Map<String, Set<String>> names) {
    List<String> keys = new ArrayList<>(Arrays.asList(key.split("\\.", -1)));
    if (!SETTABLE.contains(keys.get(0))) {
      keys.add(0, sectionOf(keys.get(0), names));
    }
    if (keys.size() < 3) {
      throw new BadInputException(
          value.where()
              + ": '"
              + key
              + "' is not a setting; valid: NAME.KEY, for example ddh.epochs");
    }
    String section = keys.get(0);
    if (NAMED_IN_FILE.contains(section)) {
      KnownNames.check(
          value.where() + ": " + section, "name", keys.get(1), root.entries(section).keySet());
    }
    return root.with(keys, value);
  }

  private String sectionOf(String name, Map<String, Set<String>> names) {
    for (Map.Entry<String, Set<String>> section : names.entrySet()) {
      if (section.getValue().contains(name)) {
        return section.getKey();
      }
    }
    Set<String> all = new TreeSet<>(SETTABLE);
    names.values().forEach(all::addAll);
    throw KnownNames.unknown(value.where(), "key", name, all);
  }
}
