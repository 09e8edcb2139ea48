package io.ddh.experiments.report;

import io.ddh.experiments.Cell;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A cell's provenance as flat text: nested keys are joined with dots.
 *
 * @param values by key, sorted
 */
record Provenance(SortedMap<String, String> values) {

  /** Flattens a cell's provenance. */
  static Provenance of(Cell cell) {
    SortedMap<String, String> values = new TreeMap<>();
    cell.provenance().forEach((key, value) -> flatten(key, value, values));
    return new Provenance(values);
  }

  private static void flatten(String key, Object value, Map<String, String> into) {
    if (value instanceof Map<?, ?> map) {
      map.forEach((name, inner) -> flatten(key + "." + name, inner, into));
    } else if (value instanceof List<?> list) {
      into.put(key, list.stream().map(String::valueOf).collect(Collectors.joining(", ")));
    } else {
      into.put(key, String.valueOf(value));
    }
  }

  /** The value of the first key that ends in the given name, whatever it is nested in. */
  Optional<String> last(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return values.entrySet().stream()
        .filter(
            entry -> {
              String key = entry.getKey().toLowerCase(Locale.ROOT);
              return key.equals(lower) || key.endsWith("." + lower);
            })
        .map(Map.Entry::getValue)
        .findFirst();
  }

  /** Same as {@link #last} for a number; empty when it is none. */
  OptionalDouble number(String name) {
    try {
      return last(name).map(Double::valueOf).map(OptionalDouble::of).orElse(OptionalDouble.empty());
    } catch (NumberFormatException e) {
      return OptionalDouble.empty();
    }
  }

  /** Digest of the data the cell was made from; empty when it states none. */
  String dataDigest() {
    return last("dataDigest").or(() -> last("data.digest")).orElse("");
  }
}
