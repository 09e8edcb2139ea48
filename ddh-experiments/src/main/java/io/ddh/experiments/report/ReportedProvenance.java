package io.ddh.experiments.report;

import io.ddh.experiments.Cell;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A cell's provenance as flat text: nested keys are joined with dots, for example {@code
 * digests.data}.
 *
 * @param values by key, sorted
 */
public record ReportedProvenance(SortedMap<String, String> values) {
  /** Keys of a cell's configuration that differ within a row, as they should. */
  private static final Set<String> OF_A_CELL = Set.of("config.bits", "config.seed");

  /** Flattens a cell's provenance. */
  public static ReportedProvenance of(Cell cell) {
    SortedMap<String, String> values = new TreeMap<>();
    cell.provenance().forEach((key, value) -> flatten(key, value, values));
    return new ReportedProvenance(values);
  }

  private static void flatten(String key, Object value, Map<String, String> into) {
    if (value instanceof Map<?, ?> map) {
      map.forEach((name, inner) -> flatten(key + "." + name, inner, into));
    } else if (value instanceof List<?> list) {
      into.put(key, list.stream().map(String::valueOf).collect(Collectors.joining("; ")));
    } else {
      into.put(key, String.valueOf(value));
    }
  }

  /** The value of a key. */
  public Optional<String> get(String key) {
    return Optional.ofNullable(values.get(key)).filter(value -> !value.isEmpty());
  }

  /** True where the data set comes with its split: those are of digits and things, not of faces. */
  boolean givenSplit() {
    return get("split.protocol").filter("given"::equals).isPresent();
  }

  /** The value of a key if it is a number. */
  public OptionalDouble number(String key) {
    try {
      return get(key).map(Double::valueOf).map(OptionalDouble::of).orElse(OptionalDouble.empty());
    } catch (NumberFormatException e) {
      return OptionalDouble.empty();
    }
  }

  /** Sum of all numbers under a key, for example of all {@code seconds.…}; empty without any. */
  OptionalDouble sum(String key) {
    double[] numbers =
        values.keySet().stream()
            .filter(name -> name.equals(key) || name.startsWith(key + "."))
            .map(this::number)
            .filter(OptionalDouble::isPresent)
            .mapToDouble(OptionalDouble::getAsDouble)
            .toArray();
    double sum = 0;
    for (double number : numbers) {
      sum += number;
    }
    return numbers.length == 0 ? OptionalDouble.empty() : OptionalDouble.of(sum);
  }

  /** MAP of a random order of the cell's gallery; empty when the counts for it are missing. */
  public OptionalDouble chance() {
    return ChanceLevel.of(this);
  }

  /** Digest of the data the cell was made from; empty when it states none. */
  String dataDigest() {
    return get("digests.data").orElse("");
  }

  /** Everything that decides a row's numbers but code length and seed; empty when not stated. */
  String settings() {
    return values.entrySet().stream()
        .filter(entry -> entry.getKey().startsWith("config."))
        .filter(entry -> !OF_A_CELL.contains(entry.getKey()))
        .map(entry -> entry.getKey() + "=" + entry.getValue())
        .collect(Collectors.joining("\n"));
  }

  /** Remarks on the data, such as left-out people and corrupt files. */
  static List<String> notes(Cell cell) {
    return cell.provenance().get("notes") instanceof List<?> notes
        ? notes.stream().map(String::valueOf).toList()
        : List.of();
  }
}
