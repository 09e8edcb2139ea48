package io.ddh.experiments.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ddh.core.BadInputException;
import io.ddh.experiments.run.Fakes;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExperimentsReaderTest {
  private static final String YAML =
      """
      version: 1
      profiles:
        p:
          datasets: [d]
          methods: [toy, toy+feat-second]
          bits: [8, 12]
          seeds: [1]
          set: { toy.epochs: 5 }
      datasets:
        d: { form: fake, people: 3, path: "${ROOT:-data}/d",
             split: { protocol: facescrub, queries: 2 } }
      methods:
        toy: { rate: 1e-3 }
      features:
        feat: { }
      expected:
        - { profile: p, dataset: d, method: toy, bits: 8, metric: map, value: 0.5, tolerance: 0.1, origin: me }
      """;

  private static Experiments read(String yaml, Map<String, String> environment, String... sets) {
    List<ConfigOverride> overrides = Arrays.stream(sets).map(ConfigOverride::parse).toList();
    return new ExperimentsReader(new Fakes().registry(), environment)
        .read("e.yaml", yaml, "p", overrides);
  }

  @Test
  void bindsAll() {
    Experiments e = read(YAML, Map.of());
    assertThat(e.profile("p").bits()).containsExactly(8, 12);
    assertThat(e.datasets().get("d").settings().integer("people", 1, 9)).isEqualTo(3);
    assertThat(e.datasets().get("d").settings().text("path")).isEqualTo("data/d");
    assertThat(e.methods().get("toy").real("rate", 0, 1)).isEqualTo(1e-3);
    assertThat(e.methods().get("toy").integer("epochs", 1, 99)).isEqualTo(5);
    assertThat(e.methods().get("other").integer("epochs", 1, 99)).isEqualTo(3);
    assertThat(e.expected())
        .containsExactly(new Expectation("p", "d", "toy", 8, "map", 0.5, 0.1, "me", "e.yaml:17"));
  }

  @Test
  void metricsOfAProfileAreMapOfTheFirst() {
    assertThat(read(YAML, Map.of()).profile("p").mapAt()).isEmpty();
    Experiments e = read(YAML, Map.of(), "profiles.p.metrics=[map@100, map@5, map@100]");
    assertThat(e.profile("p").mapAt()).containsExactly(100, 5);
    assertThat(e.renamed("p", "d", "n").profile("p").mapAt()).containsExactly(100, 5);
  }

  @ParameterizedTest
  @CsvSource({
    "map@0",
    "map@-1",
    "map@ten",
    "map@1.5",
    "map@9999999999",
    "map@10/hits",
    "map",
    "100"
  })
  void otherMetricsAreRefused(String metric) {
    assertThatThrownBy(() -> read(YAML, Map.of(), "profiles.p.metrics=[" + metric + "]"))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining(
            "profiles.p.metrics: found '" + metric + "'; valid: map@K, for example");
    assertThatThrownBy(() -> read(YAML, Map.of(), "profiles.p.metrics=" + metric))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("profiles.p.metrics: must be a list");
  }

  @Test
  void environmentReplacesADefault() {
    Experiments e = read(YAML, Map.of("ROOT", "/x y"));
    assertThat(e.datasets().get("d").settings().text("path")).isEqualTo("/x y/d");
  }

  @Test
  void aTextOfTheCommandLineIsTakenAsItIs() {
    ConfigOverride data = ConfigOverride.text("--data", "datasets.d.path", "it's/${NONE}: 1e3");
    Experiments e =
        new ExperimentsReader(new Fakes().registry(), Map.of())
            .read("e.yaml", YAML, "p", List.of(data));
    assertThat(e.datasets().get("d").settings().text("path")).isEqualTo("it's/${NONE}: 1e3");
  }

  @Test
  void commandLineBeatsProfileBeatsFile() {
    Experiments e =
        read(YAML, Map.of(), "toy.epochs=7", "datasets.d.people=4", "profiles.p.bits=[16]");
    assertThat(e.methods().get("toy").integer("epochs", 1, 99)).isEqualTo(7);
    assertThat(e.datasets().get("d").settings().integer("people", 1, 9)).isEqualTo(4);
    assertThat(e.profile("p").bits()).containsExactly(16);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "datasets:\\n"
            + "  d:   | datasetz:\\n"
            + "  d:  | e.yaml:9: the file: unknown key 'datasetz'; did you mean 'datasets'? valid:"
            + " version, profiles, datasets, methods, variants, features, expected",
        "seeds: [1]          | seed: [1]        | e.yaml:7: profiles.p: unknown key 'seed'; did you"
            + " mean 'seeds'? valid: datasets, methods, bits, seeds, metrics, set",
        "rate: 1e-3          | rat: 1           | e.yaml:13: methods.toy: unknown key 'rat'; did"
            + " you mean 'rate'? valid: epochs, rate",
        "rate: 1e-3          | rate: fast       | e.yaml:13: methods.toy.rate: must be a number"
            + " such as 0.5, found fast",
        "toy: { rate         | toi: { rate      | e.yaml:13: methods: unknown method 'toi'; did you"
            + " mean 'toy'?",
        "people: 3           | people: three    | e.yaml:10: datasets.d.people: must be a whole"
            + " number",
        "people: 3           | persons: 3       | e.yaml:10: datasets.d: unknown key 'persons';"
            + " valid: images, path, people",
        "queries: 2          | query: 2         | e.yaml:11: datasets.d.split: unknown key 'query';"
            + " did you mean 'queries'? valid: queries, validation",
        "form: fake          | form: fkae       | e.yaml:10: datasets.d.form: unknown form 'fkae'",
        "facescrub           | facescrap        | e.yaml:11: datasets.d.split.protocol: unknown"
            + " protocol 'facescrap'; did you mean 'facescrub'?",
        "[toy, toy+feat-     | [tyo, toy+feat-  | e.yaml:5: profiles.p.methods: unknown method"
            + " 'tyo'",
        "feat-second         | feat-sec         | e.yaml:5: profiles.p.methods: toy+feat-sec:"
            + " unknown features 'feat-sec'",
        "bits: [8, 12]       | bits: [8, 8]     | e.yaml:6: profiles.p.bits: must list at least"
            + " one entry, and each entry only once, found [8, 8]",
        "bits: [8, 12]       | bits: []         | e.yaml:6: profiles.p.bits: must list at least"
            + " one entry",
        "bits: [8, 12]       | bits: [0]        | e.yaml:6: profiles.p.bits: must be a whole number"
            + " in [1,",
        "bits: [8, 12]       | bits: 12         | e.yaml:6: profiles.p.bits: must be a list, found"
            + " 12; write a list in brackets: [12]",
        "bits: [8, 12]       | bits: [8         | e.yaml:6: a bracket that is never closed: ']' or"
            + " a comma is missing",
        "bits: [8, 12]       | bits: ['8']      | e.yaml:6: profiles.p.bits: must be a whole number"
            + " in [1, 1048576], found \"8\", a string: leave out the quotes",
        "bits: [8, 12]       | bits: [1e1]      | found 10.0: write it as a whole number",
        "people: 3           | people: '3'      | e.yaml:10: datasets.d.people: must be a whole"
            + " number such as 4, found \"3\", a string: leave out the quotes",
        "rate: 1e-3          | rate: '1e-3'     | e.yaml:13: methods.toy.rate: must be a number"
            + " such as 0.5, found \"1e-3\", a string: leave out the quotes",
        "people: 3           | people: [3]      | found [3], a list: leave out the brackets",
        "datasets: [d]       | datasets: [e]    | e.yaml:4: profiles.p.datasets: unknown data set"
            + " 'e'",
        "toy.epochs: 5       | toy.epoch: 5     | e.yaml:8: methods.toy: unknown key 'epoch'; did"
            + " you mean 'epochs'?",
        "version: 1          | version: 2       | e.yaml:1: version: must be a whole number in [1,"
            + " 1], found 2",
        "version: 1\\n       | `\\n`             | e.yaml: key 'version' is missing",
        "tolerance: 0.1,     | ``               | e.yaml:17: expected: key 'tolerance' is missing",
        "tolerance: 0.1      | tolerance: -1    | e.yaml:17: expected.tolerance: must be a number"
            + " in [0.0,",
        "seeds: [1]          | `seeds: [1]\\n"
            + "    seeds: [2]` | e.yaml:8: key 'seeds' appears twice, first at e.yaml:7",
        "${ROOT:-data}       | ${ROOT}          | e.yaml:10: environment variable ROOT is not set",
        "method: toy,        | method: tox,     | e.yaml:17: expected.method: unknown method 'tox'",
      })
  void namesFileLineAndValidKeys(String old, String changed, String message) {
    String from = old.replace("\\n", "\n");
    String to = changed.replace("\\n", "\n");
    assertThat(YAML).contains(from);
    assertThatThrownBy(() -> read(YAML.replace(from, to), Map.of()))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining(message)
        .satisfies(e -> assertThat(e.getMessage().lines()).hasSize(1));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "toy.epoch=3            | --set toy.epoch: methods.toy: unknown key 'epoch'; did you mean"
            + " 'epochs'?",
        "tyo.epochs=3           | --set tyo.epochs: unknown key 'tyo'; did you mean 'toy'?",
        "toy.epochs=many        | --set toy.epochs: methods.toy.epochs: must be a whole number",
        "toy                    | --set toy: must be KEY=VALUE",
        "toy=3                  | --set toy: 'toy' is not a setting",
        "profiles.q.bits=[1]    | --set profiles.q.bits: profiles: unknown name 'q'",
        "datasets.e.people=1    | --set datasets.e.people: datasets: unknown name 'e'",
        "datasets.d.crop=1      | --set datasets.d.crop: datasets.d: unknown key 'crop'",
        "profiles.p.bits=[      | --set profiles.p.bits: a ']' or a comma is missing",
      })
  void overridesAreCheckedAsTheFile(String pair, String message) {
    assertThatThrownBy(() -> read(YAML, Map.of(), pair))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining(message);
  }

  @Test
  void unknownProfile() {
    assertThatThrownBy(
            () ->
                new ExperimentsReader(new Fakes().registry(), Map.of())
                    .read("e.yaml", YAML, "q", List.of()))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("unknown profile 'q'");
  }
}
