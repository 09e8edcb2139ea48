package io.ddh.benchmarks;

import io.ddh.core.Check;
import io.ddh.experiments.bench.Spread;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Formats numbers as the pages show them, and computes the ratios between two sides. */
final class PageNumbers {
  private static final double LARGE = 100;

  private PageNumbers() {}

  /** Formats a number with at least three digits, for example 12,345, 12.3 or 0.123. */
  static String of(double value) {
    double size = Math.abs(value);
    String format = size >= LARGE ? "%,.0f" : size >= 10 ? "%.1f" : size >= 1 ? "%.2f" : "%.3f";
    return String.format(Locale.ROOT, format, value);
  }

  /** Formats the range from the smallest to the largest value, for example 1.20–1.87. */
  static String range(Spread spread) {
    return of(spread.min()) + "–" + of(spread.max());
  }

  /** Formats a ratio with a multiplication sign, for example 1.87×. */
  static String times(double ratio) {
    return String.format(Locale.ROOT, "%.2f×", ratio);
  }

  /**
   * Divides our rate by the highest of the other rates, of which there is at least one. The result
   * is above 1 if our rate is the highest.
   */
  static double overFastest(double ours, double... others) {
    Check.atLeast("others", others.length, 1);
    return ours / Arrays.stream(others).max().orElseThrow();
  }

  /** Returns the difference between the highest and the lowest value, as a share of the highest. */
  static double dip(double... values) {
    double max = Arrays.stream(values).max().orElseThrow();
    return 1 - Arrays.stream(values).min().orElseThrow() / max;
  }

  /** Formats a share as a percentage without decimals. */
  static String percent(double share) {
    return String.format(Locale.ROOT, "%.0f %%", 100 * share);
  }

  /**
   * Returns a function that adds up the numbers in a string, divides the sum by a unit and formats
   * the result.
   */
  static Function<String, String> sum(double unit) {
    return numbers ->
        of(Stream.of(numbers.split(" ")).mapToDouble(Double::parseDouble).sum() / unit);
  }

  /**
   * Collects the values of a result for a template. Dots in names become dashes. The values are
   * {@code fact-NAME} for each fact, {@code NAME-median} and {@code NAME-range} for each
   * measurement, and {@code origin}. There are also two functions that take a list of names: the
   * function {@code times} divides the first median by the largest of the others, and the function
   * {@code dip} tells how far the smallest median lies below the largest.
   *
   * @param prefix prefix of the names to collect; it is left out of the names of the values
   */
  static Map<String, Object> values(Result result, String prefix) {
    Map<String, Object> out = new HashMap<>();
    UnaryOperator<String> key =
        name ->
            (name.startsWith(prefix) ? name.substring(prefix.length()) : name).replace('.', '-');
    result.facts().forEach((name, fact) -> out.put("fact-" + key.apply(name), fact));
    for (String name : result.rounds().keySet()) {
      Spread spread = result.spread(name).orElseThrow();
      out.put(key.apply(name) + "-median", of(spread.median()));
      out.put(key.apply(name) + "-range", range(spread));
      out.put(key.apply(name) + "-rounds", result.rounds().get(name).size());
    }
    out.put("origin", origin(result));
    out.put("times", medians(result, prefix, all -> ratio(result, all)));
    out.put("dip", medians(result, prefix, all -> percent(dip(all))));
    return out;
  }

  /**
   * Collects the values of each part of the result that was measured. A part consists of the
   * measurements whose names begin with the name of the part and a dot.
   */
  static <T> Map<String, Object> parts(Result result, List<T> names, Function<T, String> label) {
    List<Map<String, Object>> parts = new ArrayList<>();
    for (T name : names) {
      if (result.rounds().keySet().stream().anyMatch(key -> key.startsWith(name + "."))) {
        Map<String, Object> values = values(result, name + ".");
        values.put("label", label.apply(name));
        parts.add(values);
      }
    }
    return new HashMap<>(Map.of("parts", parts));
  }

  /** Returns the lines of the page that say where the numbers come from. */
  static String origin(Result result) {
    Origin o = result.origin();
    String load =
        result
            .load(Result.BEFORE)
            .map(
                before -> before + " before, " + result.load(Result.AFTER).orElseThrow() + " after")
            .orElse("not recorded");
    return String.join(
        "\n",
        "- " + o.date() + ", revision `" + o.revision() + "`",
        "- " + o.cpu() + ", " + o.cores() + " cores, Java " + o.java() + ", " + o.os(),
        "- load average " + load,
        "- `" + o.command() + "`");
  }

  private static String ratio(Result result, double[] all) {
    double[] others = Arrays.copyOfRange(all, 1, all.length);
    return result.publishable() ? times(overFastest(all[0], others)) : "busy";
  }

  /**
   * Returns a function that takes a list of names and computes a value from their medians, or a
   * dash if one of them was not measured.
   */
  private static Function<String, String> medians(
      Result result, String prefix, Function<double[], String> of) {
    return names -> {
      List<String> each = Stream.of(names.split(",", -1)).map(n -> prefix + n.strip()).toList();
      return result.rounds().keySet().containsAll(each)
          ? of.apply(each.stream().mapToDouble(result::median).toArray())
          : "–";
    };
  }
}
