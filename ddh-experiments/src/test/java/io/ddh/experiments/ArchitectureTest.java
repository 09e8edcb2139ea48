package io.ddh.experiments;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The module arrows of docs/architecture.md. */
@AnalyzeClasses(packages = "io.ddh", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule DATA = knowsNone("data", "model", "baselines", "eval", "retrieval");

  @ArchTest static final ArchRule MODEL = knowsNone("model", "baselines", "eval", "retrieval");
  @ArchTest static final ArchRule BASELINES = knowsNone("baselines", "model", "eval", "retrieval");
  @ArchTest static final ArchRule EVAL = knowsNone("eval", "model", "baselines", "retrieval");
  @ArchTest static final ArchRule RETRIEVAL = knowsNone("retrieval", "model", "baselines", "eval");

  /** The runner meets methods through their contract only: a row joins without touching it. */
  @ArchTest
  static final ArchRule EXPERIMENTS =
      noClasses()
          .that()
          .resideInAPackage("io.ddh.experiments..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.ddh.model..", "io.ddh.baselines..");

  /** Only the command line prints. */
  @ArchTest
  static final ArchRule STREAMS =
      noClasses()
          .that()
          .doNotBelongToAnyOf(Main.class)
          .should()
          .accessField(System.class, "out")
          .orShould()
          .accessField(System.class, "err");

  private static ArchRule knowsNone(String module, String... others) {
    String[] packages = new String[others.length + 1];
    for (int i = 0; i < others.length; i++) {
      packages[i] = "io.ddh." + others[i] + "..";
    }
    packages[others.length] = "io.ddh.experiments..";
    return noClasses()
        .that()
        .resideInAPackage("io.ddh." + module + "..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(packages);
  }
}
