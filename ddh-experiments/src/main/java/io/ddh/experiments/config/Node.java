package io.ddh.experiments.config;

import io.ddh.core.BadInputException;
import io.ddh.core.Shown;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A YAML value that knows where it stands. Immutable.
 *
 * @param value {@code Map<String, Node>}, {@code List<Node>}, or a scalar: String, Integer, Long,
 *     Double, Boolean, or the empty string for an empty value
 * @param where file and line, or the option it came from, for example {@code experiments.yaml:12}
 */
public record Node(Object value, String where) {
  /** An empty mapping. */
  static Node emptyMap(String where) {
    return new Node(Map.of(), where);
  }

  /** The entries, in the file's order; an empty value is an empty mapping. */
  @SuppressWarnings("unchecked") // the record's invariant: maps hold Strings and Nodes
  public Map<String, Node> map(String path) {
    if ("".equals(value)) {
      return Map.of();
    }
    if (value instanceof Map<?, ?> map) {
      return (Map<String, Node>) map;
    }
    throw wrong(path, "a mapping (key: value)", Map.of());
  }

  /** The entries, all of whose keys must be among the valid ones. */
  public Map<String, Node> map(String path, Collection<String> validKeys) {
    Map<String, Node> map = map(path);
    map.forEach((key, child) -> KnownNames.check(child.where + ": " + path, "key", key, validKeys));
    return map;
  }

  /** The elements. */
  @SuppressWarnings("unchecked") // the record's invariant: lists hold Nodes
  public List<Node> list(String path) {
    if (value instanceof List<?> list) {
      return (List<Node>) list;
    }
    throw wrong(path, "a list", List.of());
  }

  /** A text; numbers are taken as written. */
  public String text(String path) {
    if (value instanceof Map || value instanceof List || "".equals(value)) {
      throw wrong(path, "a text", "");
    }
    return value.toString();
  }

  /** A whole number in [min, max]. */
  public long integer(String path, long min, long max) {
    if (value instanceof Integer || value instanceof Long) {
      long number = ((Number) value).longValue();
      if (number >= min && number <= max) {
        return number;
      }
    }
    throw wrong(path, "a whole number in [" + min + ", " + max + "]", 1);
  }

  /** A finite number in [min, max]. */
  public double number(String path, double min, double max) {
    if (value instanceof Number number) {
      double real = number.doubleValue();
      if (real >= min && real <= max) {
        return real;
      }
    }
    throw wrong(path, "a number in [" + min + ", " + max + "]", 1.0);
  }

  /** The value without places: maps, lists and scalars. */
  public Object plain() {
    if (value instanceof Map) {
      Map<String, Object> out = new LinkedHashMap<>();
      map("").forEach((key, child) -> out.put(key, child.plain()));
      return out;
    }
    if (value instanceof List) {
      List<Object> out = new ArrayList<>();
      list("").forEach(child -> out.add(child.plain()));
      return out;
    }
    return value;
  }

  /** This tree with another value at the path; missing mappings on the way are made. */
  Node with(List<String> path, Node child) {
    if (path.isEmpty()) {
      return child;
    }
    Map<String, Node> copy = new LinkedHashMap<>(map(String.join(".", path)));
    Node old = copy.getOrDefault(path.get(0), emptyMap(child.where));
    copy.put(path.get(0), old.with(path.subList(1, path.size()), child));
    return new Node(Collections.unmodifiableMap(copy), where);
  }

  private BadInputException wrong(String path, String expected, Object example) {
    return new BadInputException(
        where + ": " + path + ": must be " + expected + ", found " + Shown.value(example, plain()));
  }
}
