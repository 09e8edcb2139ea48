package io.ddh.data;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Named settings with declared defaults: an unknown key or a value of the wrong type is refused
 * with a message that says where it stood and what is valid.
 */
public final class Settings {
  private final String where;
  private final Map<String, Object> values;
  private final Set<String> silent;

  private Settings(String where, Map<String, Object> values, Set<String> silent) {
    this.where = where;
    this.values = Collections.unmodifiableMap(values);
    this.silent = Set.copyOf(silent);
  }

  /**
   * A default of a setting that came after results had been published: where it has this value, the
   * configuration is what it was before, and so is its digest.
   *
   * @param value the default
   */
  public record Added(Object value) {}

  private static Object plain(Object value) {
    return value instanceof Added added ? added.value() : value;
  }

  /**
   * Lays given values over defaults.
   *
   * @param where names the place in messages, for example {@code methods.ddh}
   * @param defaults every valid key; the default's type (Integer, Double, Boolean, String, List) is
   *     the key's; it may stand in {@link Added}
   * @throws BadInputException on an unknown key or a value of the wrong type
   */
  public static Settings of(String where, Map<String, Object> defaults, Map<String, ?> given) {
    Map<String, Object> merged = new TreeMap<>();
    defaults.forEach((key, value) -> merged.put(key, plain(value)));
    given.forEach(
        (key, value) -> {
          if (!defaults.containsKey(key)) {
            throw new BadInputException(
                where
                    + ": unknown key '"
                    + key
                    + "'; valid: "
                    + (defaults.isEmpty() ? "none" : String.join(", ", merged.keySet())));
          }
          merged.put(key, coerce(where + "." + key, plain(defaults.get(key)), value));
        });
    Set<String> silent = new TreeSet<>();
    defaults.forEach(
        (key, value) -> {
          if (value instanceof Added added && added.value().equals(merged.get(key))) {
            silent.add(key);
          }
        });
    return new Settings(where, new LinkedHashMap<>(merged), silent);
  }

  private static Object coerce(String key, Object type, Object value) {
    if (type instanceof Integer && value instanceof Integer
        || type instanceof Boolean && value instanceof Boolean
        || type instanceof List && value instanceof List) {
      return value;
    }
    if (type instanceof Double && value instanceof Number number) {
      return number.doubleValue();
    }
    if (type instanceof String && !(value instanceof List) && !(value instanceof Map)) {
      if (value != null) {
        return value.toString();
      }
    }
    throw new BadInputException(
        key + ": must be a " + typeName(type) + " such as " + type + ", found " + value);
  }

  private static String typeName(Object type) {
    if (type instanceof Integer) {
      return "whole number";
    }
    if (type instanceof Double) {
      return "number";
    }
    if (type instanceof Boolean) {
      return "true or false";
    }
    return type instanceof List ? "list" : "text";
  }

  /** A whole number in [min, max]. */
  public int integer(String key, int min, int max) {
    int value = (Integer) get(key);
    if (value < min || value > max) {
      throw new BadInputException(
          path(key) + ": must be in [" + min + ", " + max + "], found " + value);
    }
    return value;
  }

  /** A finite number in [min, max]. */
  public double real(String key, double min, double max) {
    double value = (Double) get(key);
    if (!(value >= min && value <= max)) {
      throw new BadInputException(
          path(key) + ": must be in [" + min + ", " + max + "], found " + value);
    }
    return value;
  }

  public boolean flag(String key) {
    return (Boolean) get(key);
  }

  public String text(String key) {
    return (String) get(key);
  }

  /** One of the given words. */
  public String choice(String key, List<String> valid) {
    String value = text(key);
    if (!valid.contains(value)) {
      throw new BadInputException(
          path(key) + ": must be one of " + String.join(", ", valid) + ", found '" + value + "'");
    }
    return value;
  }

  /** The key with its place, for messages. */
  public String path(String key) {
    return where + "." + key;
  }

  /**
   * All settings, defaults included, sorted by key: what the configuration digest covers. Those
   * {@link Added} later are left out where they have their default.
   */
  public Map<String, Object> asMap() {
    Map<String, Object> out = new LinkedHashMap<>(values);
    out.keySet().removeAll(silent);
    return Collections.unmodifiableMap(out);
  }

  private Object get(String key) {
    Object value = values.get(key);
    if (value == null) {
      throw new IllegalArgumentException(path(key) + " has no declared default");
    }
    return value;
  }
}
