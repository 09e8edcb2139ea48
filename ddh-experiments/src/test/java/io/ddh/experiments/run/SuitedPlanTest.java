package io.ddh.experiments.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.ddh.experiments.config.ConfigOverride;
import io.ddh.experiments.config.Experiments;
import io.ddh.experiments.config.ExperimentsReader;
import io.ddh.experiments.registry.Registry;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Settings that suit a data set's size: of methods and of features, the same for all seeds. */
class SuitedPlanTest {
  private static final String YAML =
      """
      version: 1
      profiles:
        p: { datasets: [d], methods: [lsh, ddh, sdh+cnn], bits: [12], seeds: [1, 2] }
      datasets:
        d: { form: faces, split: { protocol: facescrub } }
      """;

  private static Plan plan(String... sets) {
    Registry registry = Registry.load();
    List<ConfigOverride> overrides = Arrays.stream(sets).map(ConfigOverride::parse).toList();
    Experiments experiments =
        new ExperimentsReader(registry, Map.of()).read("test.yaml", YAML, "p", overrides);
    return Plan.of(experiments, experiments.profile("p"), registry, "");
  }

  private static List<List<String>> changes(Plan plan, int images) {
    return plan.cells().stream().map(cell -> cell.suited(images).changes(cell)).toList();
  }

  @Test
  void eachSeedOfARowGetsTheSame() {
    assertThat(changes(plan(), 1000))
        .containsExactly(
            List.of(),
            List.of("ddh.batch=64"),
            List.of("sdh.start=person", "cnn.batch=64"),
            List.of(),
            List.of("ddh.batch=64"),
            List.of("sdh.start=person", "cnn.batch=64"));
  }

  @Test
  void whatIsGivenStays() {
    assertThat(changes(plan("ddh.batch=256", "ddh.epochs=3", "ddh.patience=2"), 1000))
        .element(1)
        .isEqualTo(List.of());
  }

  @Test
  void theConfigurationSaysWhatIsUsed() {
    Plan plan = plan("ddh.batch=64");
    PlannedCell given = plan.cells().get(1);
    PlannedCell chosen = plan().cells().get(1).suited(1000);
    assertThat(chosen.configuration()).isEqualTo(given.configuration());
    assertThat(plan().cells().get(1).suited(2048).configuration())
        .isEqualTo(plan().cells().get(1).configuration());
  }

  @Test
  void aLaterRevisionIsPartOfTheConfiguration() {
    assertThat(plan().cells().get(0).configuration().get("method").toString())
        .doesNotContain("revision");
    assertThat(plan().cells().get(1).configuration().get("method").toString())
        .contains("revision=2");
  }
}
