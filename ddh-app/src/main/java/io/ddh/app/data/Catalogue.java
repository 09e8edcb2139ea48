package io.ddh.app.data;

import io.ddh.core.BadInputException;
import io.ddh.data.fetch.RemoteFile;
import io.ddh.data.read.TextFiles;
import io.ddh.experiments.config.KnownNames;
import io.ddh.experiments.config.Node;
import io.ddh.experiments.config.YamlReader;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;

/**
 * The list of data sets that can be downloaded, and of those that can't.
 *
 * @param sets by name, in the file's order
 * @param onRequest by name, in the file's order
 */
public record Catalogue(Map<String, RemoteSet> sets, Map<String, OnRequest> onRequest) {
  private static final int VERSION = 1;
  private static final String BUILT_IN = "/io/ddh/app/data/downloads.yaml";
  private static final List<String> TOP = List.of("version", "sets", "on-request");
  private static final List<String> SET =
      List.of("title", "home", "use", "unpack", "digests-from", "files");
  private static final List<String> FILE = List.of("name", "bytes", "sha256", "md5", "mirrors");
  private static final List<String> ASK = List.of("title", "ask");

  /** The list that comes with the program. */
  public static Catalogue builtIn() throws IOException {
    try (InputStream in = Catalogue.class.getResourceAsStream(BUILT_IN)) {
      String yaml = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return parse("downloads.yaml (built in)", yaml);
    }
  }

  /**
   * A list of the user's own, for other sets or mirrors.
   *
   * @throws BadInputException naming the line of a mistake
   */
  public static Catalogue read(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new BadInputException(file + ": no such file; expected a list of downloads in YAML");
    }
    return parse(file.toString(), TextFiles.text(file, "a YAML file"));
  }

  static Catalogue parse(String source, String yaml) {
    Entry top = new Entry("the file", YamlReader.read(source, yaml, Map.of()), TOP);
    top.required("version").integer("version", VERSION, VERSION);
    Map<String, RemoteSet> sets = new LinkedHashMap<>();
    top.map("sets")
        .forEach((name, node) -> sets.put(name, set(name, new Entry("sets." + name, node, SET))));
    Map<String, OnRequest> asked = new LinkedHashMap<>();
    top.map("on-request")
        .forEach(
            (name, node) -> {
              Entry entry = new Entry("on-request." + name, node, ASK);
              asked.put(name, new OnRequest(name, entry.text("title"), entry.text("ask")));
            });
    return new Catalogue(sets, asked);
  }

  /**
   * A set by its name.
   *
   * @throws BadInputException if it is unknown, or has to be asked for: names whom to ask
   */
  public RemoteSet set(String name) {
    if (onRequest.containsKey(name)) {
      throw new BadInputException(
          name
              + ": its owners hand it out themselves and no program may download it: "
              + onRequest.get(name).ask());
    }
    if (!sets.containsKey(name)) {
      TreeSet<String> valid = new TreeSet<>(sets.keySet());
      valid.addAll(onRequest.keySet());
      throw KnownNames.unknown("ddh data get", "data set", name, valid);
    }
    return sets.get(name);
  }

  private static RemoteSet set(String name, Entry entry) {
    Map<String, Object> use = new LinkedHashMap<>();
    entry.map("use").forEach((key, value) -> use.put(key, value.plain()));
    return new RemoteSet(
        name,
        entry.text("title"),
        entry.text("home"),
        use,
        entry.keys().containsKey("unpack") ? entry.texts("unpack") : List.of(),
        entry.optional("digests-from").orElse("no source"),
        entry.list("files").stream()
            .map(node -> file(new Entry(entry.path() + ".files", node, FILE)))
            .toList());
  }

  private static RemoteFile file(Entry entry) {
    OptionalLong bytes =
        entry.keys().containsKey("bytes")
            ? OptionalLong.of(
                entry.required("bytes").integer(entry.path() + ".bytes", 1, Long.MAX_VALUE))
            : OptionalLong.empty();
    try {
      return new RemoteFile(
          entry.text("name"),
          entry.texts("mirrors").stream().map(URI::create).toList(),
          bytes,
          entry.optional("sha256"),
          entry.optional("md5"));
    } catch (IllegalArgumentException e) {
      throw new BadInputException(entry.where() + ": " + e.getMessage(), e);
    }
  }

  /** A mapping in the list, with its path for messages. */
  private record Entry(String path, String where, Map<String, Node> keys) {
    Entry(String path, Node node, List<String> valid) {
      this(path, node.where() + ": " + path, node.map(path, valid));
    }

    Node required(String key) {
      if (!keys.containsKey(key)) {
        throw new BadInputException(where + ": key '" + key + "' is missing");
      }
      return keys.get(key);
    }

    String text(String key) {
      return required(key).text(path + "." + key);
    }

    Optional<String> optional(String key) {
      return keys.containsKey(key) ? Optional.of(text(key)) : Optional.empty();
    }

    Map<String, Node> map(String key) {
      return keys.containsKey(key) ? keys.get(key).map(key) : Map.of();
    }

    List<Node> list(String key) {
      return required(key).list(path + "." + key);
    }

    List<String> texts(String key) {
      return list(key).stream().map(node -> node.text(path + "." + key)).toList();
    }
  }
}
