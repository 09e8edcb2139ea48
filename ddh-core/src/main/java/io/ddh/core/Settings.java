package io.ddh.core;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Settings by name, with declared defaults. An unknown key or a value of the wrong type is refused
 * with a message that names the key and what is valid.
 */
public final class Settings {
  private final String where;
  private final Map<String, Object> values;
  private final Set<String> silent;
  private final Set<String> given;

  private Settings(
      String where, Map<String, Object> values, Set<String> silent, Set<String> given) {
    this.where = where;
    this.values = Collections.unmodifiableMap(values);
    this.silent = Set.copyOf(silent);
    this.given = Set.copyOf(given);
  }

  /**
   * The default of a setting that was added after results had been published. With this value, the
   * configuration and its digest are the same as before the setting existed.
   *
   * @param value the default value
   */
  public record Added(Object value) {}

  /**
   * The default of a setting that takes an {@link Extent}, that is, either a whole number of pixels
   * or a share such as {@code 45%}.
   *
   * @param value the default value: a number of pixels, a share or a word; a word given here is
   *     also a valid value of the setting
   */
  public record OrShare(Object value) {}

  private static Object unwrapped(Object value) {
    return value instanceof Added added ? added.value() : value;
  }

  private static Object plain(Object value) {
    return unwrapped(value) instanceof OrShare share ? share.value() : unwrapped(value);
  }

  /**
   * Combines the declared defaults with given values, which override the defaults.
   *
   * @param where position of the settings in the user's file, for messages, for example {@code
   *     methods.ddh}
   * @param defaults every valid key with its default; a given value must have the type of the
   *     default (Integer, Double, Boolean, String, List); a default may be wrapped in {@link Added}
   *     or {@link OrShare}
   * @param given values by key; each has the type of the key's default
   * @return the settings
   * @throws BadInputException on an unknown key or a value of the wrong type
   */
  public static Settings of(String where, Map<String, Object> defaults, Map<String, ?> given) {
    Map<String, Object> merged = new TreeMap<>();
    defaults.forEach((key, value) -> merged.put(key, plain(value)));
    given.forEach(
        (key, value) -> {
          if (!defaults.containsKey(key)) {
            String valid = defaults.isEmpty() ? "none" : String.join(", ", merged.keySet());
            throw BadInputException.of("%s: unknown key '%s'; valid: %s", where, key, valid);
          }
          merged.put(key, coerce(where + "." + key, unwrapped(defaults.get(key)), value));
        });
    Set<String> silent = new TreeSet<>();
    defaults.forEach(
        (key, value) -> {
          if (value instanceof Added added && added.value().equals(merged.get(key))) {
            silent.add(key);
          }
        });
    return new Settings(where, new LinkedHashMap<>(merged), silent, given.keySet());
  }

  /**
   * {@return true if the key's value was given, even if it equals the default}
   *
   * @param key name of a setting
   */
  public boolean isGiven(String key) {
    return given.contains(key);
  }

  /**
   * Replaces the values of some keys. {@link #isGiven} is then true for these keys.
   *
   * @param changes new values by key, each of the type of its key
   * @return the changed settings
   * @throws IllegalArgumentException if a key is not declared, or a value has another type
   */
  public Settings with(Map<String, ?> changes) {
    Map<String, Object> merged = new LinkedHashMap<>(values);
    Set<String> allGiven = new TreeSet<>(given);
    changes.forEach(
        (key, value) -> {
          Check.that(get(key).getClass() == value.getClass(), "%s can't be %s", path(key), value);
          merged.put(key, value);
          allGiven.add(key);
        });
    Set<String> stillSilent = new TreeSet<>(silent);
    stillSilent.removeAll(changes.keySet());
    return new Settings(where, merged, stillSilent, allGiven);
  }

  private static Object coerce(String key, Object type, Object value) {
    if (type instanceof OrShare share) {
      return extent(key, share.value(), value);
    }
    if (type instanceof Integer && value instanceof Integer
        || type instanceof Boolean && value instanceof Boolean
        || type instanceof List && value instanceof List) {
      return value;
    }
    if (type instanceof Double && value instanceof Number number) {
      return number.doubleValue();
    }
    boolean scalar = value != null && !(value instanceof List) && !(value instanceof Map);
    if (type instanceof String && scalar) {
      return value.toString();
    }
    String example = type instanceof Boolean || "".equals(type) ? "" : " such as " + type;
    throw BadInputException.of(
        "%s: must be %s%s, found %s", key, typeName(type), example, Shown.value(type, value));
  }

  /**
   * Checks an extent: a number of pixels, a share or the given word. A number of pixels stays a
   * number, so that configurations written before shares were introduced keep their digests.
   */
  private static Object extent(String key, Object word, Object value) {
    if (value instanceof Integer || value instanceof String && value.equals(word)) {
      return value;
    }
    if (value instanceof String text) {
      try {
        return Extent.share(text).toString();
      } catch (IllegalArgumentException e) {
        // Refused below.
      }
    }
    throw BadInputException.of(
        "%s: must be pixels such as 112, or a share above 0%% and up to 100%% such as 45%%%s,"
            + " found %s",
        key, word instanceof String ? ", or " + word : "", Shown.value(112, value));
  }

  private static String typeName(Object type) {
    if (type instanceof Integer) {
      return "a whole number";
    }
    if (type instanceof Double) {
      return "a number";
    }
    if (type instanceof Boolean) {
      return "true or false";
    }
    return type instanceof List ? "a list" : "a string";
  }

  /**
   * {@return the value of a whole-number setting, in [min, max]}
   *
   * @param key a declared key whose value is a whole number
   * @param min smallest valid value
   * @param max largest valid value
   * @throws BadInputException if the value is out of range
   */
  public int integer(String key, int min, int max) {
    int value = (Integer) get(key);
    if (value < min || value > max) {
      throw BadInputException.of("%s: must be in [%s, %s], found %s", path(key), min, max, value);
    }
    return value;
  }

  /**
   * {@return the value of a numeric setting, in [min, max]}
   *
   * @param key a declared key whose value is a number
   * @param min smallest valid value
   * @param max largest valid value
   * @throws BadInputException if the value is out of range or NaN
   */
  public double real(String key, double min, double max) {
    double value = (Double) get(key);
    if (!(value >= min && value <= max)) {
      throw BadInputException.of("%s: must be in [%s, %s], found %s", path(key), min, max, value);
    }
    return value;
  }

  /**
   * {@return the value as pixels in [0, most] or as a share; empty if the value is a word} The
   * setting's {@link OrShare} default says which word is valid.
   *
   * @param key a declared key with an {@link OrShare} default
   * @param most largest valid number of pixels
   * @throws BadInputException if the pixels are out of range
   */
  public Optional<Extent> extent(String key, int most) {
    if (get(key) instanceof Integer) {
      return Optional.of(Extent.pixels(integer(key, 0, most)));
    }
    String text = text(key);
    return text.endsWith("%") ? Optional.of(Extent.share(text)) : Optional.empty();
  }

  /**
   * {@return the value of a true-or-false setting}
   *
   * @param key a declared key whose value is true or false
   */
  public boolean flag(String key) {
    return (Boolean) get(key);
  }

  /**
   * {@return the value of a string setting}
   *
   * @param key a declared key whose value is a string
   */
  public String text(String key) {
    return (String) get(key);
  }

  /**
   * {@return the value of a string setting that must be one of the given words}
   *
   * @param key a declared key whose value is a string
   * @param valid all valid words
   * @throws BadInputException if the value is another word
   */
  public String choice(String key, List<String> valid) {
    String value = text(key);
    if (!valid.contains(value)) {
      throw BadInputException.of(
          "%s: must be one of %s, found '%s'", path(key), String.join(", ", valid), value);
    }
    return value;
  }

  /**
   * {@return the key with its place, for messages, for example {@code methods.ddh.epochs}}
   *
   * @param key a declared key
   */
  public String path(String key) {
    return where + "." + key;
  }

  /**
   * {@return all settings, defaults included, sorted by key} The configuration digest is computed
   * over this map. Settings with an {@link Added} default are left out while they have that
   * default.
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
