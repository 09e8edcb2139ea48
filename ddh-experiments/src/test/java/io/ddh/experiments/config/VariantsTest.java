package io.ddh.experiments.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ddh.core.BadInputException;
import io.ddh.core.Settings;
import io.ddh.experiments.registry.Registry;
import io.ddh.experiments.run.Fakes;
import io.ddh.experiments.run.Plan;
import io.ddh.experiments.run.PlannedCell;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VariantsTest {
  private static final String YAML =
      """
      version: 1
      profiles:
        p:
          datasets: [d]
          methods: [toy, toy-slow, toy-second]
          bits: [8]
          seeds: [1]
          set: { toy.epochs: 5 }
      datasets:
        d: { form: fake, split: { protocol: facescrub, queries: 2 } }
      methods:
        toy: { rate: 0.25 }
      variants:
        toy-slow: { of: toy, rate: 0.125 }
        toy-second: { of: toy+feat-second, epochs: 9 }
      """;

  private final Registry registry = new Fakes().registry();

  private Experiments read(String yaml, String... sets) {
    List<ConfigOverride> overrides = Arrays.stream(sets).map(ConfigOverride::parse).toList();
    return new ExperimentsReader(registry, Map.of()).read("e.yaml", yaml, "p", overrides);
  }

  private PlannedCell cell(Experiments experiments, String row) {
    return Plan.of(experiments, experiments.profile("p"), registry, row + "-8-s1").cells().get(0);
  }

  @Test
  void setsOverWhatItsMethodIsGiven() {
    Experiments all = read(YAML);
    Settings slow = cell(all, "toy-slow").settings();
    assertThat(slow.real("rate", 0, 1)).as("its own").isEqualTo(0.125);
    assertThat(slow.integer("epochs", 1, 99)).as("the profile's of toy").isEqualTo(5);
    Settings second = cell(all, "toy-second").settings();
    assertThat(second.real("rate", 0, 1)).as("the file's of toy").isEqualTo(0.25);
    assertThat(second.integer("epochs", 1, 99)).isEqualTo(9);
    assertThat(cell(all, "toy").settings().real("rate", 0, 1)).isEqualTo(0.25);
  }

  @Test
  void isARowOfItsOwnThatNamesItsMethodAndFeatures() {
    PlannedCell cell = cell(read(YAML), "toy-second");
    assertThat(cell.id()).isEqualTo("toy-second-8-s1");
    assertThat(cell.base()).isEqualTo("toy+feat-second");
    assertThat(cell.features().orElseThrow().output()).isEqualTo("feat-second");
    assertThat(cell.configuration().get("method"))
        .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.MAP)
        .containsEntry("row", "toy-second")
        .containsEntry("name", "toy");
    assertThat(cell(read(YAML), "toy").base()).isEqualTo("toy");
  }

  @Test
  void theCommandLineReachesIt() {
    Experiments all = read(YAML, "toy-slow.rate=0.75", "variants.toy-second.epochs=2");
    assertThat(cell(all, "toy-slow").settings().real("rate", 0, 1)).isEqualTo(0.75);
    assertThat(cell(all, "toy-second").settings().integer("epochs", 1, 99)).isEqualTo(2);
    assertThatThrownBy(() -> read(YAML, "variants.toy-fast.epochs=2"))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("unknown name 'toy-fast'; did you mean 'toy-slow'?");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "of: toy, rate     | of: toi, rate   | e.yaml:14: variants.toy-slow.of: unknown method"
            + " 'toi'; did you mean 'toy'?",
        "{ of: toy, rate   | { rate          | e.yaml:14: variants.toy-slow: key 'of' is missing",
        "rate: 0.125       | rat: 0.125      | e.yaml:14: variants.toy-slow: unknown key 'rat'; did"
            + " you mean 'rate'?",
        "rate: 0.125       | rate: fast      | e.yaml:14: variants.toy-slow.rate: must be a number"
            + " such as 0.5, found fast",
        "toy-slow: { of    | other: { of     | e.yaml:14: variants.other: a method already"
            + " has this name",
        "toy-slow: { of    | Toy+slow: { of  | e.yaml:14: variants.Toy+slow: the name must"
            + " consist of lower-case letters, digits and -",
        "[toy, toy-slow    | [toy, toy-slov  | e.yaml:5: profiles.p.methods: unknown method"
            + " 'toy-slov'; did you mean 'toy-slow'?",
      })
  void refusesWithThePlace(String old, String replacement, String message) {
    assertThat(YAML).contains(old);
    assertThatThrownBy(() -> read(YAML.replace(old, replacement)))
        .isInstanceOf(BadInputException.class)
        .hasMessageStartingWith(message);
  }
}
