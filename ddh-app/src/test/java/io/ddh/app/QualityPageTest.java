package io.ddh.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/quality.md names every test class, and none that is gone. */
class QualityPageTest {
  private static final Path ROOT = Path.of("..");

  @Test
  void everyTestClassIsNamed() throws IOException {
    Set<String> named = new TreeSet<>();
    Matcher name =
        Pattern.compile("`(\\w+Test)`").matcher(Files.readString(ROOT.resolve("docs/quality.md")));
    while (name.find()) {
      named.add(name.group(1));
    }
    assertThat(named).isEqualTo(testClasses());
  }

  private static Set<String> testClasses() throws IOException {
    List<Path> modules;
    try (Stream<Path> all = Files.list(ROOT)) {
      modules = all.map(m -> m.resolve("src/test/java")).filter(Files::isDirectory).toList();
    }
    Set<String> out = new TreeSet<>();
    for (Path module : modules) {
      try (Stream<Path> all = Files.walk(module)) {
        out.addAll(
            all.map(f -> f.getFileName().toString())
                .filter(f -> f.endsWith("Test.java"))
                .map(f -> f.substring(0, f.length() - ".java".length()))
                .collect(Collectors.toSet()));
      }
    }
    return out;
  }
}
