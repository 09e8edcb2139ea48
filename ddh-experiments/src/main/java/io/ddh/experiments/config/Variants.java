package io.ddh.experiments.config;

import io.ddh.core.BadInputException;
import io.ddh.experiments.registry.Registry;
import io.ddh.experiments.registry.Row;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The rows that a file adds: each is the row named by its key {@code of} with other settings.
 *
 * @param bases row that each is a variant of, by the variant's name
 * @param own settings that each changes, by the variant's name
 */
record Variants(Map<String, Row> bases, Map<String, Map<String, Node>> own) {
  static final String SECTION = "variants";
  private static final String BASE = "of";
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]*");

  /**
   * Reads the section.
   *
   * @throws BadInputException if a name is not valid or taken, or the row it is of is unknown
   */
  static Variants read(Map<String, Node> section, Registry registry) {
    Map<String, Row> bases = new LinkedHashMap<>();
    Map<String, Map<String, Node>> own = new LinkedHashMap<>();
    section.forEach(
        (name, node) -> {
          String where = node.where() + ": " + SECTION + "." + name;
          if (!NAME.matcher(name).matches()) {
            throw new BadInputException(where + ": the name must be lower-case letters, digits, -");
          }
          if (registry.methods().containsKey(name)) {
            throw new BadInputException(where + ": there is a method of that name");
          }
          Map<String, Node> map = new LinkedHashMap<>(node.map(SECTION + "." + name));
          Node base = map.remove(BASE);
          if (base == null) {
            throw new BadInputException(where + ": key '" + BASE + "' is missing");
          }
          String of = base.text(SECTION + "." + name + "." + BASE);
          bases.put(name, registry.row(base.where() + ": " + SECTION + "." + name, of));
          own.put(name, map);
        });
    return new Variants(bases, own);
  }

  /** What a variant sets, over what its method is given. */
  Map<String, Node> over(String name, Map<String, Node> given) {
    Map<String, Node> all = new LinkedHashMap<>(given);
    all.putAll(own.get(name));
    return all;
  }

  /**
   * The row of that name.
   *
   * @param where place for messages
   * @throws BadInputException if it is neither a variant nor a row of the registry
   */
  static Row row(Registry registry, Map<String, Row> bases, String where, String name) {
    Row base = bases.get(name);
    if (base != null) {
      return new Row(name, base.method(), base.features());
    }
    try {
      return registry.row(where, name);
    } catch (BadInputException e) {
      if (bases.isEmpty() || registry.methods().containsKey(stem(name))) {
        throw e;
      }
      Collection<String> all =
          Stream.concat(registry.methods().keySet().stream(), bases.keySet().stream()).toList();
      throw KnownNames.unknown(where, "method", name, all);
    }
  }

  private static String stem(String name) {
    int plus = name.lastIndexOf('+');
    return plus < 0 ? name : name.substring(0, plus);
  }
}
