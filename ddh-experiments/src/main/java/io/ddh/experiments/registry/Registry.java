package io.ddh.experiments.registry;

import io.ddh.core.BadInputException;
import io.ddh.core.DatasetReader;
import io.ddh.core.FeatureMethod;
import io.ddh.core.HashMethod;
import io.ddh.core.Services;
import io.ddh.eval.Metric;
import io.ddh.eval.Metrics;
import io.ddh.experiments.config.KnownNames;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The methods, features and readers that a plan can name, and the metrics of its cells.
 *
 * @param methods hashing methods by name, which is also the name of their rows
 * @param features feature methods by name, which is the name of their first output
 * @param outputs name of the feature method that makes an output, by name of the output
 * @param readers data set readers by the form that they read
 * @param metrics all metrics, the built-in ones first
 */
public record Registry(
    Map<String, HashMethod> methods,
    Map<String, FeatureMethod> features,
    Map<String, String> outputs,
    Map<String, DatasetReader> readers,
    List<Metric> metrics) {

  /**
   * Name of the features that the module ddh-vision computes; only the packaged tool contains this
   * module.
   */
  private static final String FACE = "face";

  /**
   * {@return a registry of everything on the class path}
   *
   * @throws BadInputException if something on the class path can't be used
   */
  public static Registry load() {
    return of(
        Services.load(HashMethod.class),
        Services.load(FeatureMethod.class),
        Services.load(DatasetReader.class),
        Services.load(Metric.class));
  }

  /**
   * Creates a registry of the given implementations.
   *
   * @param methods hashing methods
   * @param features feature methods
   * @param readers readers of data set forms
   * @param metrics metrics to compute; the built-in ones are always added
   * @return the registry
   * @throws BadInputException if two implementations of a kind have the same name, or a metric has
   *     no name or the name of another metric
   */
  public static Registry of(
      Iterable<HashMethod> methods,
      Iterable<FeatureMethod> features,
      Iterable<DatasetReader> readers,
      Iterable<Metric> metrics) {
    Map<String, FeatureMethod> byName = index("features", features, f -> f.outputs().get(0));
    Map<String, String> outputs = new TreeMap<>();
    byName.forEach(
        (name, feature) -> {
          for (String output : feature.outputs()) {
            String other = outputs.put(output, name);
            if (other != null) {
              throw new BadInputException(
                  "features '" + output + "' are made by both '" + other + "' and '" + name + "'");
            }
          }
        });
    return new Registry(
        index("method", methods, HashMethod::name),
        byName,
        Collections.unmodifiableMap(outputs),
        index("data set form", readers, DatasetReader::form),
        Metrics.with(metrics));
  }

  private static <T> Map<String, T> index(String what, Iterable<T> all, Function<T, String> name) {
    Map<String, T> out = new TreeMap<>();
    for (T one : all) {
      T other = out.put(name.apply(one), one);
      if (other != null) {
        throw BadInputException.of(
            "%s '%s' is offered by both %s and %s",
            what, name.apply(one), other.getClass().getName(), one.getClass().getName());
      }
    }
    return Collections.unmodifiableMap(out);
  }

  /**
   * Returns the row with the given name, without variants; see {@link #row(String, String, Map)}.
   *
   * @param where place of the name in the file, for messages
   * @param name name of the row, for example {@code sdh+cnn}
   * @return the row
   * @throws BadInputException if there is no such row
   */
  public Row row(String where, String name) {
    return row(where, name, Map.of());
  }

  /**
   * Returns the row with the given name. The name is that of a variant or of a method, or it has
   * the form {@code method+features}, which is split at the last plus sign.
   *
   * @param where place of the name in the file, for messages
   * @param name name of the row, for example {@code sdh+cnn}
   * @param variants the row that each variant is based on, by the name of the variant
   * @return the row
   * @throws BadInputException if there is no such method or no such features, or if the method
   *     learns from pixels
   */
  public Row row(String where, String name, Map<String, Row> variants) {
    if (variants.containsKey(name)) {
      return new Row(name, variants.get(name).method(), variants.get(name).features());
    }
    if (lacks(name)) {
      throw new BadInputException(
          where
              + ": row '"
              + name
              + "' needs the module ddh-vision, which is not part of this program; use the tool"
              + " './ddh' for such rows");
    }
    HashMethod exact = methods.get(name);
    if (exact != null) {
      return checked(where, new Row(name, exact, exact.features()));
    }
    int plus = Math.max(0, name.lastIndexOf('+'));
    HashMethod base = methods.get(name.substring(0, plus));
    if (base == null) {
      Stream<String> all = Stream.concat(methods.keySet().stream(), variants.keySet().stream());
      throw KnownNames.unknown(where, "method", name, all.toList());
    }
    if (base.features().isEmpty()) {
      throw new BadInputException(
          where + ": '" + name + "': " + base.name() + " learns from pixels and takes no features");
    }
    return checked(where, new Row(name, base, name.substring(plus + 1)));
  }

  /**
   * {@return true if a row uses the features of the module ddh-vision and this program does not
   * contain that module; an experiments file may then name the row, but a plan may not contain it}
   *
   * @param row name of the row, for example {@code sdh+face}
   */
  public boolean lacks(String row) {
    boolean face = row.endsWith("+" + FACE) || row.startsWith(FACE + "-");
    return face && !outputs.containsKey(FACE);
  }

  private Row checked(String where, Row row) {
    if (!row.features().isEmpty()) {
      KnownNames.check(where + ": " + row.name(), "features", row.features(), outputs.keySet());
    }
    return row;
  }
}
