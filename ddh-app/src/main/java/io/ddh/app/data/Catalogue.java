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
 * The list of data sets that can be downloaded, and of those that must be requested from their
 * owners.
 *
 * @param sets data sets that can be downloaded, by name, in the order of the list
 * @param onRequest data sets to be requested from their owners, by name, in the order of the list
 */
public record Catalogue(Map<String, RemoteSet> sets, Map<String, OnRequest> onRequest) {
  private static final int VERSION = 1;
  private static final String BUILT_IN = "/io/ddh/app/data/downloads.yaml";
  private static final List<String> TOP = List.of("version", "sets", "on-request");
  private static final List<String> SET =
      List.of("title", "home", "use", "unpack", "digests-from", "mirrors", "files");
  private static final List<String> FILE = List.of("name", "bytes", "sha256", "md5", "mirrors");
  private static final List<String> ASK = List.of("title", "ask");

  /**
   * {@return the list that comes with the program}
   *
   * @throws IOException if the program's own list can't be read
   */
  public static Catalogue builtIn() throws IOException {
    try (InputStream in = Catalogue.class.getResourceAsStream(BUILT_IN)) {
      String yaml = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return parse("downloads.yaml (built in)", yaml);
    }
  }

  /**
   * {@return the list in a user's file, which may name other data sets or mirrors}
   *
   * @param file the list as a YAML file
   * @throws BadInputException if the list has a mistake; the message names the line of the mistake
   * @throws IOException if a file can't be read
   */
  public static Catalogue read(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new BadInputException(file + ": no such file; valid: a list of downloads in YAML");
    }
    return parse(file.toString(), TextFiles.text(file, "a YAML file"));
  }

  static Catalogue parse(String source, String yaml) {
    Node top = YamlReader.read(source, yaml, Map.of());
    if (!top.map(TOP).containsKey("version")) {
      throw new BadInputException(source + ": key 'version' is missing");
    }
    top.get("version").integer(VERSION, VERSION);
    Map<String, RemoteSet> sets = new LinkedHashMap<>();
    top.entries("sets").forEach((name, node) -> sets.put(name, set(name, node)));
    Map<String, OnRequest> onRequest = new LinkedHashMap<>();
    top.entries("on-request")
        .forEach(
            (name, node) -> {
              node.map(ASK);
              onRequest.put(
                  name, new OnRequest(name, node.get("title").text(), node.get("ask").text()));
            });
    return new Catalogue(sets, onRequest);
  }

  /**
   * {@return the data set with the given name}
   *
   * @param name name of the data set
   * @throws BadInputException if the name is unknown, or the data set must be requested from its
   *     owners; the message then names the owners
   */
  public RemoteSet set(String name) {
    if (onRequest.containsKey(name)) {
      throw new BadInputException(
          name
              + ": only its owners hand out this data set, and no program may download it: "
              + onRequest.get(name).ask());
    }
    if (!sets.containsKey(name)) {
      TreeSet<String> valid = new TreeSet<>(sets.keySet());
      valid.addAll(onRequest.keySet());
      throw KnownNames.unknown("ddh data get", "data set", name, valid);
    }
    return sets.get(name);
  }

  private static RemoteSet set(String name, Node node) {
    node.map(SET);
    List<Node> folders = node.find("mirrors").map(Node::list).orElse(List.of());
    Map<String, Object> use = new LinkedHashMap<>();
    node.entries("use").forEach((key, value) -> use.put(key, value.plain()));
    return new RemoteSet(
        name,
        node.get("title").text(),
        node.get("home").text(),
        use,
        node.find("unpack").map(Node::list).orElse(List.of()).stream().map(Node::text).toList(),
        node.find("digests-from").map(Node::text).orElse("no source"),
        node.get("files").list().stream().map(file -> file(file, folders)).toList());
  }

  /**
   * Reads the entry of a file. If the entry lists no addresses of the file, the mirror folders of
   * the data set are used, with the name of the file appended.
   */
  private static RemoteFile file(Node node, List<Node> folders) {
    boolean own = node.map(FILE).containsKey("mirrors") || folders.isEmpty();
    String name = own ? "" : node.get("name").text();
    List<Node> places = own ? node.get("mirrors").list() : folders;
    List<URI> mirrors = places.stream().map(place -> uri(place, name)).toList();
    Optional<Long> bytes = node.find("bytes").map(n -> n.integer(1, Long.MAX_VALUE));
    try {
      return new RemoteFile(
          node.get("name").text(),
          mirrors,
          bytes.map(OptionalLong::of).orElse(OptionalLong.empty()),
          node.find("sha256").map(Node::text),
          node.find("md5").map(Node::text));
    } catch (IllegalArgumentException e) {
      throw new BadInputException(node.place() + ": " + e.getMessage(), e);
    }
  }

  private static URI uri(Node node, String name) {
    try {
      return URI.create(node.text() + name);
    } catch (IllegalArgumentException e) {
      throw new BadInputException(node.place() + ": " + e.getMessage(), e);
    }
  }
}
