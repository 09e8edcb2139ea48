import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * Writes THIRD-PARTY.md of a distribution: name, version, licence and release date of each library, from
 * its SBOM and its jars. {@code java src/build/ThirdParty.java ddh-app/target/ddh}. A jar does not state
 * its release date; the newest entry inside it does, if the build did not set a date of its own.
 */
final class ThirdParty {

  public static void main(String[] args) throws Exception {
    Path distribution = Path.of(args[0]);
    Element bom = DocumentBuilderFactory.newInstance().newDocumentBuilder()
        .parse(distribution.resolve("sbom.xml").toFile()).getDocumentElement();
    NodeList lists = bom.getElementsByTagName("components"); // the first names the tool that wrote the SBOM
    NodeList components = ((Element) lists.item(lists.getLength() - 1)).getElementsByTagName("component");
    TreeMap<String, String> rows = new TreeMap<>();
    List<String> unlicensed = new ArrayList<>();
    for (int i = 0; i < components.getLength(); i++) {
      Element component = (Element) components.item(i);
      String group = text(component, "group").orElse("");
      if (group.equals("io.ddh")) {
        continue;
      }
      String name = text(component, "name").orElseThrow();
      String version = text(component, "version").orElseThrow();
      String licences = licences(component);
      if (licences.isEmpty()) {
        unlicensed.add(group + ":" + name);
      }
      rows.put(group + ":" + name, "| " + group + ":" + name + " | " + version + " | " + licences + " | "
          + released(distribution.resolve("lib"), name, version).map(LocalDate::toString).orElse("not stated") + " |");
    }
    if (!unlicensed.isEmpty()) {
      throw new IllegalStateException("no licence in the metadata of " + String.join(", ", unlicensed));
    }
    List<String> page = new ArrayList<>(List.of("# Libraries in this distribution", "",
        "DDH itself is under the Apache License 2.0. The release date is that of the newest file in a library's jar.", "",
        "| library | version | licence | released |", "|---|---|---|---|"));
    page.addAll(rows.values());
    Files.write(distribution.resolve("THIRD-PARTY.md"), page);
  }

  private static Optional<String> text(Element parent, String tag) {
    NodeList found = parent.getElementsByTagName(tag);
    return found.getLength() == 0 ? Optional.empty() : Optional.of(found.item(0).getTextContent().strip());
  }

  private static String licences(Element component) {
    Set<String> names = new LinkedHashSet<>();
    NodeList licences = component.getElementsByTagName("license");
    for (int i = 0; i < licences.getLength(); i++) {
      Element licence = (Element) licences.item(i);
      text(licence, "id").or(() -> text(licence, "name")).ifPresent(names::add);
    }
    text(component, "expression").ifPresent(names::add);
    return String.join(" or ", names);
  }

  /** Date of the newest entry of the jars; none where the build set one date before 2000 for all. */
  private static Optional<LocalDate> released(Path lib, String name, String version) throws IOException {
    Optional<LocalDate> newest = Optional.empty();
    try (Stream<Path> jars = Files.list(lib)) {
      for (Path jar : jars.filter(file -> file.getFileName().toString().startsWith(name + "-" + version)).toList()) {
        try (JarFile open = new JarFile(jar.toFile())) {
          Optional<LocalDate> date = open.stream().filter(entry -> entry.getLastModifiedTime() != null)
              .map(entry -> entry.getLastModifiedTime().toInstant().atZone(ZoneOffset.UTC).toLocalDate())
              .max(LocalDate::compareTo);
          newest = Stream.concat(newest.stream(), date.stream()).max(LocalDate::compareTo);
        }
      }
    }
    return newest.filter(date -> date.getYear() >= 2000);
  }

  private ThirdParty() {}
}
