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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;

/**
 * The list of data sets that can be fetched, and of those that can't.
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

  /** The list that the program carries with it. */
  public static Catalogue builtIn() throws IOException {
    try (InputStream in = Catalogue.class.getResourceAsStream(BUILT_IN)) {
      String yaml = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return parse("downloads.yaml (built in)", yaml);
    }
  }

  /** A list of the user's own, for other sets or mirrors. */
  public static Catalogue read(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new BadInputException(file + ": no such file; expected a list of downloads in YAML");
    }
    return parse(file.toString(), TextFiles.text(file, "a YAML file"));
  }

  static Catalogue parse(String source, String yaml) {
    Map<String, Node> top = YamlReader.read(source, yaml, Map.of()).map("the file", TOP);
    required(source, "version", top).integer("version", VERSION, VERSION);
    Map<String, RemoteSet> sets = new LinkedHashMap<>();
    optional("sets", top).forEach((name, node) -> sets.put(name, set(name, node)));
    Map<String, OnRequest> asked = new LinkedHashMap<>();
    optional("on-request", top)
        .forEach(
            (name, node) -> {
              String path = "on-request." + name;
              Map<String, Node> map = node.map(path, ASK);
              asked.put(
                  name,
                  new OnRequest(
                      name, text(node, path, "title", map), text(node, path, "ask", map)));
            });
    return new Catalogue(sets, asked);
  }

  /**
   * A set by its name.
   *
   * @throws BadInputException if it is unknown, or whom to ask for it
   */
  public RemoteSet set(String name) {
    if (onRequest.containsKey(name)) {
      OnRequest asked = onRequest.get(name);
      throw new BadInputException(
          name + ": its owners hand it out themselves and no program may fetch it: " + asked.ask());
    }
    if (!sets.containsKey(name)) {
      TreeSet<String> valid = new TreeSet<>(sets.keySet());
      valid.addAll(onRequest.keySet());
      throw KnownNames.unknown("ddh data get", "data set", name, valid);
    }
    return sets.get(name);
  }

  private static RemoteSet set(String name, Node node) {
    String path = "sets." + name;
    Map<String, Node> map = node.map(path, SET);
    Map<String, Object> use = new LinkedHashMap<>();
    optional("use", map).forEach((key, value) -> use.put(key, value.plain()));
    List<RemoteFile> files = new ArrayList<>();
    for (Node file : required(node.where() + ": " + path, "files", map).list(path + ".files")) {
      files.add(file(path + ".files", file));
    }
    List<String> unpack = new ArrayList<>();
    if (map.containsKey("unpack")) {
      for (Node part : map.get("unpack").list(path + ".unpack")) {
        unpack.add(part.text(path + ".unpack"));
      }
    }
    return new RemoteSet(
        name,
        text(node, path, "title", map),
        text(node, path, "home", map),
        use,
        unpack,
        map.containsKey("digests-from") ? text(node, path, "digests-from", map) : "no source",
        files);
  }

  private static RemoteFile file(String path, Node node) {
    Map<String, Node> map = node.map(path, FILE);
    List<URI> mirrors = new ArrayList<>();
    for (Node mirror : required(node.where() + ": " + path, "mirrors", map).list(path)) {
      mirrors.add(uri(mirror, path));
    }
    OptionalLong bytes =
        map.containsKey("bytes")
            ? OptionalLong.of(map.get("bytes").integer(path + ".bytes", 1, Long.MAX_VALUE))
            : OptionalLong.empty();
    try {
      return new RemoteFile(
          text(node, path, "name", map),
          mirrors,
          bytes,
          digest(node, path, "sha256", map),
          digest(node, path, "md5", map));
    } catch (IllegalArgumentException e) {
      throw new BadInputException(node.where() + ": " + path + ": " + e.getMessage(), e);
    }
  }

  private static URI uri(Node node, String path) {
    try {
      return URI.create(node.text(path + ".mirrors"));
    } catch (IllegalArgumentException e) {
      throw new BadInputException(node.where() + ": " + path + ": " + e.getMessage(), e);
    }
  }

  private static Optional<String> digest(
      Node node, String path, String key, Map<String, Node> map) {
    return map.containsKey(key) ? Optional.of(text(node, path, key, map)) : Optional.empty();
  }

  private static Map<String, Node> optional(String key, Map<String, Node> map) {
    return map.containsKey(key) ? map.get(key).map(key) : Map.of();
  }

  private static String text(Node parent, String path, String key, Map<String, Node> map) {
    return required(parent.where() + ": " + path, key, map).text(path + "." + key);
  }

  private static Node required(String where, String key, Map<String, Node> map) {
    Node node = map.get(key);
    if (node == null) {
      throw new BadInputException(where + ": key '" + key + "' is missing");
    }
    return node;
  }
}
