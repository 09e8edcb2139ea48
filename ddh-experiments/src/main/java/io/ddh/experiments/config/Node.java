package io.ddh.experiments.config;

import io.ddh.core.BadInputException;
import io.ddh.core.Shown;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A YAML value that knows its place for messages. Immutable.
 *
 * @param value {@code Map<String, Node>}, {@code List<Node>}, or a scalar: String, Integer, Long,
 *     Double, Boolean, or the empty string for an empty value
 * @param where file and line, or the option it came from, for example {@code experiments.yaml:12}
 * @param path keys that lead to it, for example {@code profiles.quick.bits}; empty: the whole file
 */
public record Node(Object value, String where, String path) {
  Node(Object value, String where) {
    this(value, where, "");
  }

  /** Place and path, for messages. */
  public String place() {
    return where + ": " + label();
  }

  private String label() {
    return path.isEmpty() ? "the file" : path;
  }

  /** True if nothing was given. */
  public boolean isEmpty() {
    return "".equals(value);
  }

  /** The entries, in the file's order; an empty value is an empty mapping. */
  public Map<String, Node> map() {
    if (!isEmpty() && !(value instanceof Map)) {
      throw wrong("a mapping (key: value)", Map.of());
    }
    Map<String, Node> out = new LinkedHashMap<>();
    if (value instanceof Map<?, ?> map) {
      String prefix = path.isEmpty() ? "" : path + ".";
      map.forEach((key, child) -> out.put((String) key, ((Node) child).at(prefix + key)));
    }
    return Collections.unmodifiableMap(out);
  }

  private Node at(String newPath) {
    return new Node(value, where, newPath);
  }

  /** The entries, all of whose keys must be among the valid ones. */
  public Map<String, Node> map(Collection<String> validKeys) {
    Map<String, Node> map = map();
    map.forEach(
        (key, child) -> KnownNames.check(child.where + ": " + label(), "key", key, validKeys));
    return map;
  }

  /** The entries without those of some keys. */
  Map<String, Node> without(String... keys) {
    Map<String, Node> out = new LinkedHashMap<>(map());
    out.keySet().removeAll(Arrays.asList(keys));
    return out;
  }

  /** The value of a key that may be missing. */
  public Optional<Node> find(String key) {
    return Optional.ofNullable(map().get(key));
  }

  /** The value of a key that must be there. */
  public Node get(String key) {
    return find(key)
        .orElseThrow(() -> new BadInputException(place() + ": key '" + key + "' is missing"));
  }

  /** The entries of the mapping at a key; none without that key. */
  public Map<String, Node> entries(String key) {
    return find(key).map(Node::map).orElse(Map.of());
  }

  /** The elements. */
  public List<Node> list() {
    if (value instanceof List<?> list) {
      return list.stream().map(item -> ((Node) item).at(path)).toList();
    }
    throw wrong("a list", List.of());
  }

  /** A text; numbers are taken as written. */
  public String text() {
    if (value instanceof Map || value instanceof List || isEmpty()) {
      throw wrong("a text", "");
    }
    return value.toString();
  }

  /**
   * One of the valid names.
   *
   * @param what kind of the name, for the message
   */
  String name(String what, Collection<String> valid) {
    String name = text();
    KnownNames.check(place(), what, name, valid);
    return name;
  }

  /** A whole number in [min, max]. */
  public long integer(long min, long max) {
    if (value instanceof Integer || value instanceof Long) {
      long number = ((Number) value).longValue();
      if (number >= min && number <= max) {
        return number;
      }
    }
    throw wrong("a whole number in [" + min + ", " + max + "]", 1);
  }

  /** A finite number in [min, max]. */
  public double number(double min, double max) {
    if (value instanceof Number number) {
      double real = number.doubleValue();
      if (real >= min && real <= max) {
        return real;
      }
    }
    throw wrong("a number in [" + min + ", " + max + "]", 1.0);
  }

  /** The value without places: maps, lists and scalars. */
  public Object plain() {
    if (value instanceof Map) {
      Map<String, Object> out = new LinkedHashMap<>();
      map().forEach((key, child) -> out.put(key, child.plain()));
      return out;
    }
    return value instanceof List ? list().stream().map(Node::plain).toList() : value;
  }

  /** This tree with another value at the keys; missing mappings on the way are made. */
  Node with(List<String> keys, Node child) {
    if (keys.isEmpty()) {
      return child;
    }
    Map<String, Node> copy = new LinkedHashMap<>(map());
    Node old = copy.getOrDefault(keys.get(0), new Node("", child.where));
    copy.put(keys.get(0), old.with(keys.subList(1, keys.size()), child));
    return new Node(Collections.unmodifiableMap(copy), where, path);
  }

  private BadInputException wrong(String expected, Object example) {
    return new BadInputException(
        place() + ": must be " + expected + ", found " + Shown.value(example, plain()));
  }
}
