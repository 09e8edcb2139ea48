package io.ddh.experiments.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ddh.core.BinaryCodes;
import io.ddh.core.Dataset;
import io.ddh.core.Images;
import io.ddh.core.LabeledImages;
import io.ddh.core.Split;
import io.ddh.eval.Chance;
import io.ddh.experiments.Collapse;
import io.ddh.experiments.Provenances;
import io.ddh.experiments.config.Experiments;
import io.ddh.experiments.config.ExperimentsReader;
import io.ddh.experiments.registry.Registry;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Dead codes are called collapsed, live ones are not, whatever the size of the data set. */
class CollapseCheckTest {
  private static final String YAML =
      """
      version: 1
      profiles:
        p: { datasets: [d], methods: [other], bits: [12, 48], seeds: [1] }
      datasets:
        d: { form: fake, split: { protocol: facescrub, queries: 2 } }
      """;

  /** Random codes are evaluated once for a data set and seed: one data set a test. */
  private final CollapseCheck collapse = new CollapseCheck();

  private static PlannedCell cell(int bits) throws IOException {
    Registry registry = new Fakes().registry();
    Experiments experiments =
        new ExperimentsReader(registry, Map.of()).read("test.yaml", YAML, "p", List.of());
    return Plan.of(experiments, experiments.profile("p"), registry, "").cells().stream()
        .filter(cell -> cell.bits() == bits)
        .findFirst()
        .orElseThrow();
  }

  /** The first {@code train} rows are to learn from. */
  private static LoadedDataset loaded(int[] labels, int train) {
    int people = Arrays.stream(labels).max().orElse(0) + 1;
    LabeledImages images =
        new LabeledImages(
            new Images(1, 1, 1, new byte[labels.length]),
            labels,
            IntStream.range(0, people).mapToObj(p -> "p" + p).toList());
    Dataset data = new Dataset("d", images, true, "digest", Map.of(), List.of());
    int[] rows = IntStream.range(0, train).toArray();
    Split split = new Split("p", 5, rows, new int[0], rows, rows, people, List.of());
    return new LoadedDataset(data, 0, Map.of(1L, new LoadedDataset.DrawnSplit(split, "s")));
  }

  private Optional<Collapse> check(int[] labels, int train, IntToLongFunction code)
      throws IOException {
    long[] words = IntStream.range(0, labels.length).mapToLong(code).toArray();
    return collapse.of(cell(12), loaded(labels, train), new BinaryCodes(12, words));
  }

  private static int[] people(int people, int each) {
    return IntStream.range(0, people * each).map(i -> i / each).toArray();
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 10, 100, 2000})
  void deadCodesAreCollapsedAndLiveOnesAreNot(int people) throws IOException {
    int[] labels = people(people, 5);
    Random random = new Random(1);
    long[] noise = random.longs(labels.length, 0, 4096).toArray();
    long[] own = random.longs(people, 0, 4096).toArray();
    assertThat(check(labels, labels.length, i -> 0).orElseThrow().collapsed()).isTrue();
    assertThat(check(labels, labels.length, i -> 4095).orElseThrow().collapsed()).isTrue();
    assertThat(check(labels, labels.length, i -> noise[i]).orElseThrow().collapsed()).isTrue();
    assertThat(check(labels, labels.length, i -> noise[i] & 1).orElseThrow().collapsed()).isTrue();
    // A bit in three of a person's code is wrong.
    Collapse weak =
        check(labels, labels.length, i -> own[labels[i]] ^ noise[i] & 0x249).orElseThrow();
    assertThat(weak.collapsed()).as(weak.toString()).isFalse();
  }

  @Test
  void onlyTrainingImagesCount() throws IOException {
    int[] labels = IntStream.range(0, 200).map(i -> i % 10).toArray();
    Collapse dead = check(labels, 100, i -> i < 100 ? 0 : labels[i]).orElseThrow();
    assertThat(dead.images()).isEqualTo(100);
    assertThat(dead.collapsed()).as("good on the others only").isTrue();
    assertThat(check(labels, 100, i -> i < 100 ? labels[i] : 0).orElseThrow().map()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 158, 3000})
  void atMostThousandImagesAndPairsOfEachPerson(int people) throws IOException {
    int[] labels = people(people, 6000 / people);
    Collapse found = check(labels, labels.length, i -> 0).orElseThrow();
    assertThat(found.images()).isBetween(998, 1000);
    // As if each person had ten images, or both had 500, or all had two.
    double[] chance = {Chance.averagePrecision(499, 999), 0.0144, 0.0075};
    assertThat(found.chance())
        .isCloseTo(chance[people == 2 ? 0 : people == 158 ? 1 : 2], within(0.002));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "no two of one person, 50, 1, 50",
    "one person, 1, 50, 50",
    "random codes may be perfect, 2, 2, 4",
    "no training images, 3, 8, 0"
  })
  void whereNothingCanBeShownNothingIsSaid(String why, int people, int each, int train)
      throws IOException {
    assertThat(check(people(people, each), train, i -> 0)).as(why).isEmpty();
  }

  @Test
  void dependsOnNothingButDataSplitAndLength() throws IOException {
    int[] labels = people(40, 60);
    LoadedDataset loaded = loaded(labels, labels.length);
    BinaryCodes codes = new BinaryCodes(48, new long[labels.length]);
    CollapseCheck one = new CollapseCheck();
    Collapse first = one.of(cell(48), loaded, codes).orElseThrow();
    one.of(cell(12), loaded, new BinaryCodes(12, new long[labels.length]));
    assertThat(one.of(cell(48), loaded, codes)).contains(first);
    assertThat(new CollapseCheck().of(cell(48), loaded, codes)).contains(first);
    assertThat(Provenances.of(Map.of("trainingImages", first)).collapse()).contains(first);
    assertThat(first.toString())
        .isEqualTo(
            String.format(
                java.util.Locale.ROOT,
                "MAP %.4f among 1000 training images, not above chance (%.4f + 3 standard"
                    + " deviations of %.4f)",
                first.map(),
                first.chance(),
                first.deviation()));
  }

  @Test
  void onTheThresholdIsNotAbove() {
    assertThat(new Collapse(10, 0.75, 0.5, 0.0625, false).collapsed()).isFalse();
    assertThat(new Collapse(10, 0.6875, 0.5, 0.0625, false).collapsed()).isTrue();
  }
}
