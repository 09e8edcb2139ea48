package io.ddh.experiments.config;

import io.ddh.core.BadInputException;
import io.ddh.core.Settings;
import io.ddh.experiments.registry.Registry;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Checks the tree of {@code experiments.yaml} against the registry and binds it to records. */
public final class ExperimentsReader {
  /** The version of the file that this program reads. */
  public static final int VERSION = 1;

  private static final String BUILT_IN = "/io/ddh/experiments/experiments.yaml";
  private static final List<String> TOP =
      List.of("version", "profiles", "datasets", "methods", "variants", "features", "expected");
  private static final List<String> PROFILE =
      List.of("datasets", "methods", "bits", "seeds", "metrics", "set");
  private static final List<String> EXPECTED =
      List.of("profile", "dataset", "method", "bits", "metric", "value", "tolerance", "origin");
  private static final Pattern MAP_AT = Pattern.compile("map@([1-9][0-9]{0,8})");
  private static final Pattern DATASET_NAME = Pattern.compile("[a-z0-9][a-z0-9._-]*");

  private final Registry registry;
  private final Map<String, String> environment;

  /**
   * A reader against a registry.
   *
   * @param environment for {@code ${NAME:-default}}, for example {@code System.getenv()}
   */
  public ExperimentsReader(Registry registry, Map<String, String> environment) {
    this.registry = registry;
    this.environment = environment;
  }

  /**
   * Reads a file's text.
   *
   * @param source file name for messages
   * @param profile whose {@code set} applies; empty: none
   * @param overrides of the command line, stronger than the profile's
   * @throws BadInputException naming the place, what was found and what is valid
   */
  public Experiments read(
      String source, String yaml, String profile, List<ConfigOverride> overrides) {
    Node root = YamlReader.read(source, yaml, environment);
    if (root.value().equals("")) {
      throw new BadInputException(source + ": is empty; it must hold " + String.join(", ", TOP));
    }
    Map<String, Node> top = root.map("the file", TOP);
    if (!top.containsKey("version")) {
      throw new BadInputException(
          source + ": key 'version' is missing; this program reads " + VERSION);
    }
    top.get("version").integer("version", VERSION, VERSION);
    Overrides.Sections sections = sections(top);
    for (ConfigOverride override : overrides) {
      root = Overrides.apply(root, override, sections, environment);
    }
    Node own = profileSet(root, profile);
    for (Map.Entry<String, Node> e : own.map("set").entrySet()) {
      root = Overrides.apply(root, e.getKey(), e.getValue(), sections);
    }
    for (ConfigOverride override : overrides) {
      root = Overrides.apply(root, override, sections, environment);
    }
    return bind(root.map(""));
  }

  /** Reads the file that the program carries with it; see {@link #read}. */
  public Experiments readBuiltIn(String profile, List<ConfigOverride> overrides)
      throws IOException {
    try (InputStream in = ExperimentsReader.class.getResourceAsStream(BUILT_IN)) {
      String yaml = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return read("experiments.yaml (built in)", yaml, profile, overrides);
    }
  }

  private Overrides.Sections sections(Map<String, Node> top) {
    return new Overrides.Sections(
        new TreeSet<>(registry.methods().keySet()),
        new TreeSet<>(section(top, Variants.SECTION).keySet()),
        new TreeSet<>(registry.features().keySet()),
        new TreeSet<>(section(top, "datasets").keySet()));
  }

  static Map<String, Node> section(Map<String, Node> top, String name) {
    return top.containsKey(name) ? top.get(name).map(name) : Map.of();
  }

  private static Node profileSet(Node root, String profile) {
    Map<String, Node> profiles = section(root.map(""), "profiles");
    if (profile.isEmpty()) {
      return Node.emptyMap("");
    }
    KnownNames.check("--profile", "profile", profile, profiles.keySet());
    return profiles.get(profile).map(profile).getOrDefault("set", Node.emptyMap(""));
  }

  private Experiments bind(Map<String, Node> top) {
    Map<String, DatasetSpec> datasets = new LinkedHashMap<>();
    section(top, "datasets").forEach((name, node) -> datasets.put(name, dataset(name, node)));
    Variants variants = Variants.read(section(top, Variants.SECTION), registry);
    Map<String, Profile> profiles = new LinkedHashMap<>();
    section(top, "profiles")
        .forEach((name, node) -> profiles.put(name, profile(name, node, datasets, variants)));
    Map<String, Map<String, Object>> methodDefaults = new TreeMap<>();
    registry.methods().forEach((name, method) -> methodDefaults.put(name, method.defaults()));
    Map<String, Map<String, Object>> featureDefaults = new TreeMap<>();
    registry.features().forEach((name, method) -> featureDefaults.put(name, method.defaults()));
    List<Expectation> expected = new ArrayList<>();
    if (top.containsKey("expected") && !"".equals(top.get("expected").value())) {
      for (Node node : top.get("expected").list("expected")) {
        expected.add(expectation(node, profiles, datasets, variants));
      }
    }
    Map<String, Settings> methods = allSettings(top, "methods", "method", methodDefaults);
    methods.putAll(variantSettings(top, variants));
    return new Experiments(
        profiles,
        datasets,
        methods,
        variants.bases(),
        allSettings(top, "features", "features", featureDefaults),
        List.copyOf(expected));
  }

  private static Map<String, Settings> allSettings(
      Map<String, Node> top,
      String section,
      String what,
      Map<String, Map<String, Object>> defaults) {
    Map<String, Node> given = section(top, section);
    given.forEach(
        (name, node) ->
            KnownNames.check(node.where() + ": " + section, what, name, defaults.keySet()));
    Map<String, Settings> out = new TreeMap<>();
    defaults.forEach(
        (name, declared) -> {
          String path = section + "." + name;
          Map<String, Node> own = given.containsKey(name) ? given.get(name).map(path) : Map.of();
          out.put(name, settings(path, declared, own));
        });
    return out;
  }

  private static Map<String, Settings> variantSettings(Map<String, Node> top, Variants variants) {
    Map<String, Node> given = section(top, "methods");
    Map<String, Settings> out = new TreeMap<>();
    variants
        .bases()
        .forEach(
            (name, base) -> {
              String method = base.method().name();
              Map<String, Node> own =
                  given.containsKey(method) ? given.get(method).map("methods." + method) : Map.of();
              String path = Variants.SECTION + "." + name;
              out.put(name, settings(path, base.method().defaults(), variants.over(name, own)));
            });
    return out;
  }

  /** Checks key by key, so that a message names the line, then all together. */
  private static Settings settings(
      String path, Map<String, Object> defaults, Map<String, Node> given) {
    Map<String, Object> plain = new TreeMap<>();
    given.forEach(
        (key, node) -> {
          String where = node.where() + ": " + path;
          KnownNames.check(where, "key", key, new TreeSet<>(defaults.keySet()));
          Object value = node.plain();
          Settings.of(where, defaults, Map.of(key, value));
          plain.put(key, value);
        });
    return Settings.of(path, defaults, plain);
  }

  private DatasetSpec dataset(String name, Node node) {
    String path = "datasets." + name;
    if (!DATASET_NAME.matcher(name).matches()) {
      throw new BadInputException(
          node.where() + ": data set '" + name + "': must be lower-case letters, digits and ._-");
    }
    Map<String, Node> map = new LinkedHashMap<>(node.map(path));
    String form = required(node, path, map, "form").text(path + ".form");
    KnownNames.check(
        map.get("form").where() + ": " + path, "form", form, registry.readers().keySet());
    Node split = required(node, path, map, "split");
    map.remove("form");
    map.remove("split");
    Map<String, Node> splitMap = new LinkedHashMap<>(split.map(path + ".split"));
    Node protocolNode = required(split, path + ".split", splitMap, "protocol");
    String protocol = protocolNode.text(path + ".split.protocol");
    KnownNames.check(
        protocolNode.where() + ": " + path + ".split",
        "protocol",
        protocol,
        registry.protocols().names());
    splitMap.remove("protocol");
    Map<String, Object> readerDefaults = registry.readers().get(form).defaults();
    return new DatasetSpec(
        name,
        form,
        settings(path, readerDefaults, map),
        protocol,
        settings(path + ".split", registry.protocols().defaults(protocol), splitMap),
        node.where());
  }

  private static Node required(Node parent, String path, Map<String, Node> map, String key) {
    Node node = map.get(key);
    if (node == null) {
      throw new BadInputException(parent.where() + ": " + path + ": key '" + key + "' is missing");
    }
    return node;
  }

  private Profile profile(
      String name, Node node, Map<String, DatasetSpec> datasets, Variants variants) {
    String path = "profiles." + name;
    Map<String, Node> map = node.map(path, PROFILE);
    List<String> names = new ArrayList<>();
    for (Node item : required(node, path, map, "datasets").list(path + ".datasets")) {
      String dataset = item.text(path + ".datasets");
      KnownNames.check(item.where() + ": " + path, "data set", dataset, datasets.keySet());
      names.add(dataset);
    }
    List<String> rows = new ArrayList<>();
    for (Node item : required(node, path, map, "methods").list(path + ".methods")) {
      rows.add(row(variants, item.where() + ": " + path, item.text(path + ".methods")));
    }
    List<Integer> bits = new ArrayList<>();
    for (Node item : required(node, path, map, "bits").list(path + ".bits")) {
      bits.add((int) item.integer(path + ".bits", 1, 1 << 20));
    }
    List<Long> seeds = new ArrayList<>();
    for (Node item : required(node, path, map, "seeds").list(path + ".seeds")) {
      seeds.add(item.integer(path + ".seeds", 0, Long.MAX_VALUE));
    }
    Map<String, List<?>> lists =
        Map.of("datasets", names, "methods", rows, "bits", bits, "seeds", seeds);
    lists.forEach(
        (key, list) -> {
          if (list.isEmpty() || list.stream().distinct().count() < list.size()) {
            throw new BadInputException(
                map.get(key).where()
                    + ": "
                    + path
                    + "."
                    + key
                    + ": must name at least one, each once, found "
                    + list);
          }
        });
    return new Profile(name, names, rows, bits, seeds, mapAt(path + ".metrics", map), node.where());
  }

  /** The k of the metrics {@code map@k}; all others are measured without being asked for. */
  private static List<Integer> mapAt(String path, Map<String, Node> profile) {
    List<Integer> out = new ArrayList<>();
    if (profile.containsKey("metrics")) {
      for (Node item : profile.get("metrics").list(path)) {
        String text = item.text(path);
        Matcher matcher = MAP_AT.matcher(text);
        if (!matcher.matches()) {
          throw new BadInputException(
              item.where()
                  + ": "
                  + path
                  + ": found '"
                  + text
                  + "'; valid: map@K, K a whole number from 1 to 999999999, for example map@100");
        }
        int k = Integer.parseInt(matcher.group(1));
        if (!out.contains(k)) {
          out.add(k);
        }
      }
    }
    return out;
  }

  private String row(Variants variants, String where, String name) {
    return Variants.row(registry, variants.bases(), where, name).name();
  }

  private Expectation expectation(
      Node node,
      Map<String, Profile> profiles,
      Map<String, DatasetSpec> datasets,
      Variants variants) {
    Map<String, Node> map = node.map("expected", EXPECTED);
    for (String key : EXPECTED) {
      required(node, "expected", map, key);
    }
    String where = node.where() + ": expected";
    String profile = map.get("profile").text("expected.profile");
    KnownNames.check(where, "profile", profile, profiles.keySet());
    String dataset = map.get("dataset").text("expected.dataset");
    KnownNames.check(where, "data set", dataset, datasets.keySet());
    return new Expectation(
        profile,
        dataset,
        row(variants, where, map.get("method").text("expected.method")),
        (int) map.get("bits").integer("expected.bits", 1, 1 << 20),
        map.get("metric").text("expected.metric"),
        map.get("value").number("expected.value", -1e9, 1e9),
        map.get("tolerance").number("expected.tolerance", 0, 1e9),
        map.get("origin").text("expected.origin"),
        node.where());
  }
}
