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
 * A YAML value together with its place in the file, which messages name. Immutable.
 *
 * @param value {@code Map<String, Node>}, {@code List<Node>}, or a scalar: String, Integer, Long,
 *     Double, Boolean, or the empty string for an empty value
 * @param where file and line of the value, or the option with which the value was given, for
 *     example {@code experiments.yaml:12}
 * @param path keys that lead to the value, for example {@code profiles.quick.bits}; empty for the
 *     whole file
 */
public record Node(Object value, String where, String path) {
  Node(Object value, String where) {
    this(value, where, "");
  }

  /** {@return the place and the path of the value, for messages} */
  public String place() {
    return where + ": " + label();
  }

  private String label() {
    return path.isEmpty() ? "the file" : path;
  }

  /** {@return true if the value is empty} */
  public boolean isEmpty() {
    return "".equals(value);
  }

  /** {@return the entries of the mapping in the file's order; none if the value is empty} */
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

  /**
   * Returns the entries of the mapping and checks that their keys are allowed.
   *
   * @param validKeys keys that are allowed
   * @return the entries in the file's order
   * @throws BadInputException if the value is not a mapping or a key is not valid
   */
  public Map<String, Node> map(Collection<String> validKeys) {
    Map<String, Node> map = map();
    map.forEach(
        (key, child) -> KnownNames.check(child.where + ": " + label(), "key", key, validKeys));
    return map;
  }

  /** Returns the entries of the mapping except those with the given keys. */
  Map<String, Node> without(String... keys) {
    Map<String, Node> out = new LinkedHashMap<>(map());
    out.keySet().removeAll(Arrays.asList(keys));
    return out;
  }

  /**
   * Returns the value of an optional key.
   *
   * @param key key of this mapping
   * @return the value; empty if the key is missing
   */
  public Optional<Node> find(String key) {
    return Optional.ofNullable(map().get(key));
  }

  /**
   * Returns the value of a required key.
   *
   * @param key key of this mapping
   * @return the value
   * @throws BadInputException if the key is missing
   */
  public Node get(String key) {
    return find(key)
        .orElseThrow(() -> new BadInputException(place() + ": key '" + key + "' is missing"));
  }

  /** Returns the value of a key, or an empty value if the key is missing. */
  Node child(String key) {
    return find(key).orElse(new Node("", where));
  }

  /**
   * Returns the entries of the mapping that is the value of a key.
   *
   * @param key key of this mapping
   * @return the entries in the file's order; none if the key is missing
   */
  public Map<String, Node> entries(String key) {
    return child(key).map();
  }

  /** {@return the elements of this list} */
  public List<Node> list() {
    if (value instanceof List<?> list) {
      return list.stream().map(item -> ((Node) item).at(path)).toList();
    }
    throw wrong("a list", List.of());
  }

  /** {@return the value as text; numbers are converted to text} */
  public String text() {
    if (value instanceof Map || value instanceof List || isEmpty()) {
      throw wrong("a text", "");
    }
    return value.toString();
  }

  /**
   * Returns the value if it is one of the valid names; refuses any other value.
   *
   * @param what kind of name, for the message
   */
  String name(String what, Collection<String> valid) {
    String name = text();
    KnownNames.check(place(), what, name, valid);
    return name;
  }

  /**
   * Returns the value as a whole number within a range.
   *
   * @param min smallest valid number
   * @param max largest valid number
   * @return the number
   * @throws BadInputException if the value is anything else
   */
  public long integer(long min, long max) {
    boolean whole = value instanceof Integer || value instanceof Long;
    if (whole && ((Number) value).longValue() >= min && ((Number) value).longValue() <= max) {
      return ((Number) value).longValue();
    }
    throw wrong("a whole number in [" + min + ", " + max + "]", 1);
  }

  /**
   * Returns the value as a finite number within a range.
   *
   * @param min smallest valid number
   * @param max largest valid number
   * @return the number
   * @throws BadInputException if the value is anything else
   */
  public double number(double min, double max) {
    double real = value instanceof Number number ? number.doubleValue() : Double.NaN;
    if (real >= min && real <= max) {
      return real;
    }
    throw wrong("a number in [" + min + ", " + max + "]", 1.0);
  }

  /** {@return the value as plain maps, lists and scalars, without places} */
  public Object plain() {
    if (value instanceof Map) {
      Map<String, Object> out = new LinkedHashMap<>();
      map().forEach((key, child) -> out.put(key, child.plain()));
      return out;
    }
    return value instanceof List ? list().stream().map(Node::plain).toList() : value;
  }

  /**
   * Returns a copy of this tree with another value at the given keys. Mappings that are missing on
   * the way are created.
   */
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
