package io.ddh.benchmarks.harness;

import io.ddh.experiments.bench.Spread;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The values of a result for a template: {@code fact.NAME} (dots in a fact's name are dashes),
 * {@code NAME.median} and {@code NAME.range} of a measurement, {@code origin}, and two functions:
 * {@code times} of names (the first median over the largest of the others) and {@code dip} of names
 * (how far the smallest median lies below the largest).
 */
public final class Values {
  private Values() {}

  /**
   * {@return the values of a result}
   *
   * @param result a section's numbers
   */
  public static Map<String, Object> of(Result result) {
    Map<String, Object> out = new LinkedHashMap<>();
    result.rounds().keySet().forEach(name -> put(out, name, number(result, name)));
    Map<String, String> facts = new LinkedHashMap<>();
    result.facts().forEach((name, value) -> facts.put(name.replace('.', '-'), value));
    out.put("fact", facts);
    out.put("origin", origin(result));
    out.put("times", (Function<String, String>) names -> times(result, names));
    out.put("dip", (Function<String, String>) names -> dip(result, names));
    return out;
  }

  private static Map<String, Object> number(Result result, String name) {
    Spread spread = result.spread(name).orElseThrow();
    return new LinkedHashMap<>(
        Map.of("median", PageNumbers.of(spread.median()), "range", PageNumbers.range(spread)));
  }

  /** Dots in a name make nested maps. */
  @SuppressWarnings("unchecked")
  private static void put(Map<String, Object> out, String name, Object value) {
    Map<String, Object> at = out;
    String[] parts = name.split("\\.", -1);
    for (int i = 0; i < parts.length - 1; i++) {
      at = (Map<String, Object>) at.computeIfAbsent(parts[i], p -> new LinkedHashMap<>());
    }
    at.put(parts[parts.length - 1], value);
  }

  /**
   * {@return the lines that say where the numbers come from}
   *
   * @param result a section's numbers
   */
  public static String origin(Result result) {
    Origin o = result.origin();
    String load =
        result
            .load()
            .map(l -> "load average " + l.before() + " before, " + l.after() + " after")
            .orElse("load average not recorded");
    return String.join(
        "\n",
        "- " + o.date() + ", revision `" + o.revision() + "`",
        "- " + o.cpu() + ", " + o.cores() + " cores, Java " + o.java() + ", " + o.os(),
        "- " + load,
        "- `" + o.command() + "`");
  }

  /** Medians of the names; empty if one was not measured. */
  private static double[] medians(Result result, String names) {
    List<String> each = Arrays.stream(names.split(",", -1)).map(String::strip).toList();
    return result.rounds().keySet().containsAll(each)
        ? each.stream().mapToDouble(result::median).toArray()
        : new double[0];
  }

  private static String times(Result result, String names) {
    double[] all = medians(result, names);
    if (all.length == 0) {
      return "–";
    }
    double[] others = Arrays.copyOfRange(all, 1, all.length);
    return result.publishable()
        ? PageNumbers.times(PageNumbers.overFastest(all[0], others))
        : "busy";
  }

  private static String dip(Result result, String names) {
    double[] all = medians(result, names);
    return all.length == 0 ? "–" : PageNumbers.percent(PageNumbers.dip(all));
  }
}
