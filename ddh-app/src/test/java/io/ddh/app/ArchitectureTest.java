package io.ddh.app;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.ddh.experiments.launch.Launch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The modules and arrows of docs/architecture.md. */
@AnalyzeClasses(packages = "io.ddh", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  private static final Path ROOT = Path.of("..");
  private static final List<String> MODULES =
      List.of(
          "core",
          "data",
          "model",
          "vector",
          "vision",
          "baselines",
          "eval",
          "retrieval",
          "experiments",
          "app");

  @ArchTest static final ArchRule CORE = knowsOnly("core");
  @ArchTest static final ArchRule DATA = knowsOnly("data", "core");
  @ArchTest static final ArchRule MODEL = knowsOnly("model", "core");
  @ArchTest static final ArchRule VISION = knowsOnly("vision", "core");
  @ArchTest static final ArchRule BASELINES = knowsOnly("baselines", "core");
  @ArchTest static final ArchRule EVAL = knowsOnly("eval", "core");
  @ArchTest static final ArchRule RETRIEVAL = knowsOnly("retrieval", "core");

  /** Methods are met through their contract only: one joins without a change here. */
  @ArchTest static final ArchRule EXPERIMENTS = knowsOnly("experiments", "core", "data", "eval");

  @ArchTest
  static final ArchRule APP =
      knowsOnly("app", "core", "data", "eval", "retrieval", "vision", "experiments");

  /** The contracts need Java alone: no image, network or YAML library. */
  @ArchTest
  static final ArchRule CORE_LIBRARIES =
      noClasses()
          .that()
          .resideInAPackage("io.ddh.core..")
          .should()
          .dependOnClassesThat()
          .resideOutsideOfPackages(
              "io.ddh.core..",
              "java.io..",
              "java.lang..",
              "java.math..",
              "java.nio..",
              "java.net",
              "java.security",
              "java.text",
              "java.time..",
              "java.util..");

  /** Only the command line prints. */
  @ArchTest
  static final ArchRule STREAMS =
      noClasses()
          .that()
          .doNotBelongToAnyOf(Launch.class)
          .should()
          .accessField(System.class, "out")
          .orShould()
          .accessField(System.class, "err");

  private static ArchRule knowsOnly(String module, String... others) {
    Set<String> known = new TreeSet<>(List.of(others));
    known.add(module);
    String[] unknown =
        MODULES.stream()
            .filter(other -> !known.contains(other))
            .map(other -> "io.ddh." + other + "..")
            .toArray(String[]::new);
    return noClasses()
        .that()
        .resideInAPackage("io.ddh." + module + "..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(unknown)
        .allowEmptyShould(unknown.length == 0);
  }

  @Test
  void eachPackageIsInOneModule() throws IOException {
    Map<String, Set<String>> modules = new TreeMap<>();
    for (Path file : sources()) {
      Path inRoot = ROOT.relativize(file);
      String path = inRoot.getParent().toString().replaceFirst(".*/src/main/java\\d*/", "");
      modules.computeIfAbsent(path, p -> new TreeSet<>()).add(inRoot.getName(0).toString());
    }
    assertThat(modules).hasSizeGreaterThan(40).allSatisfy((p, in) -> assertThat(in).hasSize(1));
  }

  @Test
  void noTwoTypesHaveTheSameName() throws IOException {
    Map<String, Path> seen = new HashMap<>();
    for (Path file : sources()) {
      String name = file.getFileName().toString();
      if (!name.equals("package-info.java") && !name.equals("module-info.java")) {
        assertThat(seen.put(name, file)).as("%s: another of that name", file).isNull();
      }
    }
    assertThat(seen).hasSizeGreaterThan(500);
  }

  private static List<Path> sources() throws IOException {
    try (Stream<Path> all = Files.walk(ROOT)) {
      return all.filter(file -> file.toString().matches("\\.\\./ddh-\\w+/src/main/java.*\\.java"))
          .toList();
    }
  }
}
