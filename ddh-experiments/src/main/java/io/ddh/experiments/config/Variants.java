package io.ddh.experiments.config;

import io.ddh.core.BadInputException;
import io.ddh.experiments.registry.Registry;
import io.ddh.experiments.registry.Row;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The rows that a file adds. Each is the row named by its key {@code of}, with other settings.
 *
 * @param bases the row behind each variant, by the variant's name
 * @param own settings that a variant changes, by its name
 */
record Variants(Map<String, Row> bases, Map<String, Map<String, Node>> own) {
  static final String SECTION = "variants";
  private static final String BASE = "of";
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]*");

  /**
   * Reads the section.
   *
   * @throws BadInputException if a name is not valid or already taken, or the row after {@code of}
   *     is unknown
   */
  static Variants read(Map<String, Node> section, Registry registry) {
    Map<String, Row> bases = new LinkedHashMap<>();
    Map<String, Map<String, Node>> own = new LinkedHashMap<>();
    section.forEach(
        (name, node) -> {
          if (!NAME.matcher(name).matches()) {
            throw new BadInputException(
                node.place() + ": the name must be lower-case letters, digits, -");
          }
          if (registry.methods().containsKey(name)) {
            throw new BadInputException(node.place() + ": there is a method of that name");
          }
          Node base = node.get(BASE);
          bases.put(name, registry.row(base.place(), base.text()));
          own.put(name, node.without(BASE));
        });
    return new Variants(bases, own);
  }

  /**
   * The settings of a variant: those given to its method, replaced by its own where it has them.
   *
   * @param methods section of the file
   */
  Map<String, Node> over(String name, Map<String, Node> methods, String method) {
    Map<String, Node> all = new LinkedHashMap<>();
    if (methods.containsKey(method)) {
      all.putAll(methods.get(method).map());
    }
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
    Set<String> methods = registry.methods().keySet();
    if (!bases.isEmpty() && !methods.contains(name) && !methods.contains(stem(name))) {
      Collection<String> all = Stream.concat(methods.stream(), bases.keySet().stream()).toList();
      throw KnownNames.unknown(where, "method", name, all);
    }
    return registry.row(where, name);
  }

  private static String stem(String name) {
    int plus = name.lastIndexOf('+');
    return plus < 0 ? name : name.substring(0, plus);
  }
}
