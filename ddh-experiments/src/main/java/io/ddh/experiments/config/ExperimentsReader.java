package io.ddh.experiments.config;

import io.ddh.core.BadInputException;
import io.ddh.core.Settings;
import io.ddh.data.split.SplitProtocols;
import io.ddh.experiments.registry.Registry;
import io.ddh.experiments.registry.Row;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads {@code experiments.yaml}, checks its contents against the registry and converts them to
 * records.
 *
 * @param registry methods, features and readers that a file can name
 * @param environment values that replace {@code ${NAME:-default}}, for example {@code
 *     System.getenv()}
 */
public record ExperimentsReader(Registry registry, Map<String, String> environment) {
  /** The version of the experiments file that this program reads. */
  public static final int VERSION = 1;

  private static final String BUILT_IN = "/io/ddh/experiments/experiments.yaml";
  private static final List<String> TOP =
      List.of("version", "profiles", "datasets", "methods", "variants", "features", "expected");
  private static final List<String> PROFILE =
      List.of("datasets", "methods", "bits", "seeds", "metrics", "set");
  private static final List<String> EXPECTED =
      List.of("profile", "dataset", "method", "bits", "metric", "value", "tolerance", "origin");
  private static final int MOST_BITS = 1 << 20;
  private static final Pattern MAP_AT = Pattern.compile("map@([1-9][0-9]{0,8})");
  private static final String BASE = "of";
  private static final Pattern VARIANT_NAME = Pattern.compile("[a-z0-9][a-z0-9-]*");
  private static final Pattern DATASET_NAME = Pattern.compile("[a-z0-9][a-z0-9._-]*");

  /**
   * Reads and checks the text of an experiments file.
   *
   * @param source name of the file, for messages
   * @param yaml text of the file
   * @param profile name of the profile whose {@code set} entries apply; empty if none does
   * @param overrides overrides from the command line; they take precedence over those of the
   *     profile
   * @return the contents of the checked file
   * @throws BadInputException if something in the file is not valid; the message names the place,
   *     what was found and what is valid
   */
  public Experiments read(
      String source, String yaml, String profile, List<ConfigOverride> overrides) {
    Node file = YamlReader.read(source, yaml, environment);
    if (file.isEmpty()) {
      throw new BadInputException(source + ": is empty; it must contain " + String.join(", ", TOP));
    }
    if (!file.map(TOP).containsKey("version")) {
      throw new BadInputException(
          source + ": key 'version' is missing; this program reads version " + VERSION);
    }
    file.get("version").integer(VERSION, VERSION);
    Map<String, Set<String>> names = firstKeys(file);
    Node root = applied(overrides, file, names);
    if (!profile.isEmpty()) {
      Map<String, Node> profiles = root.entries("profiles");
      KnownNames.check("--profile", "profile", profile, profiles.keySet());
      for (Map.Entry<String, Node> e : profiles.get(profile).entries("set").entrySet()) {
        root = new ConfigOverride(e.getKey(), e.getValue()).apply(root, names);
      }
    }
    return bind(applied(overrides, root, names));
  }

  private static Node applied(
      List<ConfigOverride> overrides, Node root, Map<String, Set<String>> names) {
    Node out = root;
    for (ConfigOverride override : overrides) {
      out = override.apply(out, names);
    }
    return out;
  }

  /**
   * Reads the experiments file that is part of the program; see {@link #read}.
   *
   * @param profile name of the profile whose {@code set} entries apply; empty if none does
   * @param overrides overrides from the command line; they take precedence over those of the
   *     profile
   * @return the checked file
   * @throws BadInputException if the profile is unknown or an override is not valid
   * @throws IOException if the file can't be read
   */
  public Experiments readBuiltIn(String profile, List<ConfigOverride> overrides)
      throws IOException {
    try (InputStream in = ExperimentsReader.class.getResourceAsStream(BUILT_IN)) {
      String yaml = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return read("experiments.yaml (built in)", yaml, profile, overrides);
    }
  }

  private Map<String, Set<String>> firstKeys(Node file) {
    Map<String, Set<String>> out = new LinkedHashMap<>();
    out.put("methods", registry.methods().keySet());
    out.put("variants", file.entries("variants").keySet());
    out.put("features", registry.features().keySet());
    out.put("datasets", file.entries("datasets").keySet());
    return out;
  }

  private Experiments bind(Node root) {
    Map<String, DatasetSpec> datasets = each(root.entries("datasets"), this::dataset);
    Map<String, Node> added = root.entries("variants");
    Map<String, Row> variants = each(added, this::variant);
    Map<String, Profile> profiles =
        each(
            root.entries("profiles"),
            (name, node) -> profile(name, node, datasets.keySet(), variants));
    Node checks = root.child("expected");
    List<Node> all = checks.isEmpty() ? List.of() : checks.list();
    List<Expectation> expected =
        all.stream()
            .map(node -> expectation(node, profiles.keySet(), datasets.keySet(), variants))
            .toList();
    Map<String, Settings> methods =
        settings(root, "methods", "method", each(registry.methods(), (n, m) -> m.defaults()));
    Map<String, Settings> features =
        settings(root, "features", "features", each(registry.features(), (n, f) -> f.defaults()));
    variants.forEach(
        (name, row) -> { // the settings given for its method, overridden by its own
          Map<String, Node> own =
              new LinkedHashMap<>(root.child("methods").entries(row.method().name()));
          own.putAll(added.get(name).without(BASE));
          methods.put(name, settings("variants." + name, row.method().defaults(), own));
        });
    return new Experiments(profiles, datasets, methods, variants, features, expected);
  }

  /** Returns the row that a variant is based on, which the file names under the key {@code of}. */
  private Row variant(String name, Node node) {
    if (!VARIANT_NAME.matcher(name).matches()) {
      throw new BadInputException(
          node.place() + ": the name must consist of lower-case letters, digits and -");
    }
    if (registry.methods().containsKey(name)) {
      throw new BadInputException(
          node.place() + ": a method already has this name; valid: another name");
    }
    Node base = node.get(BASE);
    return registry.row(base.place(), base.text());
  }

  /** Converts each entry to its record, in the same order. */
  private static <S, T> Map<String, T> each(
      Map<String, S> entries, BiFunction<String, S, T> binding) {
    Map<String, T> out = new LinkedHashMap<>();
    entries.forEach((name, entry) -> out.put(name, binding.apply(name, entry)));
    return out;
  }

  /**
   * Returns the settings for every name that is valid in a section. Defaults are used for settings
   * that the file does not give.
   */
  private static Map<String, Settings> settings(
      Node root, String section, String what, Map<String, Map<String, Object>> defaults) {
    Map<String, Node> given = root.entries(section);
    given.forEach(
        (name, node) ->
            KnownNames.check(node.where() + ": " + section, what, name, defaults.keySet()));
    Map<String, Settings> out = new TreeMap<>();
    Node own = root.child(section);
    defaults.forEach(
        (name, of) -> out.put(name, settings(section + "." + name, of, own.entries(name))));
    return out;
  }

  /**
   * Creates settings from the entries of a mapping. Each key is first checked alone, so that a
   * message can name its line; then all keys are checked together.
   */
  private static Settings settings(
      String path, Map<String, Object> defaults, Map<String, Node> given) {
    Map<String, Object> plain = new TreeMap<>();
    given.forEach(
        (key, node) -> {
          String where = node.where() + ": " + path;
          KnownNames.check(where, "key", key, new TreeSet<>(defaults.keySet()));
          plain.put(key, node.plain());
          Settings.of(where, defaults, Map.of(key, plain.get(key)));
        });
    return Settings.of(path, defaults, plain);
  }

  private DatasetSpec dataset(String name, Node node) {
    if (!DATASET_NAME.matcher(name).matches()) {
      throw new BadInputException(
          node.where()
              + ": data set '"
              + name
              + "': the name must consist of lower-case letters, digits and ._-");
    }
    String form = node.get("form").name("form", registry.readers().keySet());
    Node split = node.get("split");
    String protocol = split.get("protocol").name("protocol", SplitProtocols.names());
    return new DatasetSpec(
        name,
        form,
        settings(
            node.path(), registry.readers().get(form).defaults(), node.without("form", "split")),
        protocol,
        settings(split.path(), SplitProtocols.defaults(protocol), split.without("protocol")),
        node.where());
  }

  private Profile profile(String name, Node node, Set<String> datasets, Map<String, Row> variants) {
    node.map(PROFILE);
    return new Profile(
        name,
        distinct(node.get("datasets"), item -> item.name("data set", datasets)),
        distinct(node.get("methods"), item -> row(variants, item)),
        distinct(node.get("bits"), item -> (int) item.integer(1, MOST_BITS)),
        distinct(node.get("seeds"), item -> item.integer(0, Long.MAX_VALUE)),
        node.find("metrics").map(Node::list).orElse(List.of()).stream()
            .map(ExperimentsReader::mapAt)
            .distinct()
            .toList(),
        node.where());
  }

  private static <T> List<T> distinct(Node node, Function<Node, T> item) {
    List<T> list = node.list().stream().map(item).toList();
    if (list.isEmpty() || list.stream().distinct().count() < list.size()) {
      throw new BadInputException(
          node.place() + ": must list at least one entry, and each entry only once, found " + list);
    }
    return list;
  }

  /**
   * Returns the k of a metric {@code map@k}. All other metrics are always measured and can't be
   * named here.
   */
  private static int mapAt(Node node) {
    Matcher matcher = MAP_AT.matcher(node.text());
    if (!matcher.matches()) {
      throw BadInputException.of(
          "%s: found '%s'; valid: map@K, for example map@100, where K is a whole number from 1 to"
              + " 999999999",
          node.place(), node.text());
    }
    return Integer.parseInt(matcher.group(1));
  }

  private String row(Map<String, Row> variants, Node node) {
    String name = node.text();
    return registry.lacks(name) ? name : registry.row(node.place(), name, variants).name();
  }

  private Expectation expectation(
      Node node, Set<String> profiles, Set<String> datasets, Map<String, Row> variants) {
    node.map(EXPECTED);
    return new Expectation(
        node.get("profile").name("profile", profiles),
        node.get("dataset").name("data set", datasets),
        row(variants, node.get("method")),
        (int) node.get("bits").integer(1, MOST_BITS),
        node.get("metric").text(),
        node.get("value").number(-1e9, 1e9),
        node.get("tolerance").number(0, 1e9),
        node.get("origin").text(),
        node.where());
  }
}
