package io.ddh.experiments.joined;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ddh.core.BadInputException;
import io.ddh.core.Services;
import io.ddh.eval.Metric;
import io.ddh.eval.MetricInfo;
import io.ddh.eval.RankedQuery;
import io.ddh.experiments.Cell;
import io.ddh.experiments.CellStore;
import io.ddh.experiments.config.Experiments;
import io.ddh.experiments.config.ExperimentsReader;
import io.ddh.experiments.registry.Registry;
import io.ddh.experiments.report.Figure;
import io.ddh.experiments.report.Figures;
import io.ddh.experiments.report.Report;
import io.ddh.experiments.run.Fakes;
import io.ddh.experiments.run.Plan;
import io.ddh.experiments.run.RunListener;
import io.ddh.experiments.run.Runner;
import io.ddh.experiments.verify.Verifier;
import io.ddh.experiments.verify.Verifier.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A metric and a figure of somebody else's, from service files to result files and the report. */
class JoiningTest {
  private static final String YAML =
      """
      version: 1
      profiles:
        p: { datasets: [d], methods: [toy], bits: [8], seeds: [1] }
      datasets:
        d: { form: fake, split: { protocol: facescrub, queries: 2 } }
      expected:
        - { profile: p, dataset: d, method: toy, bits: 8, metric: test.nearest, value: 4,
            tolerance: 4, origin: "codes have 8 bits" }
      """;

  @TempDir Path folder;
  private final Fakes fakes = new Fakes();
  private final List<String> said = new ArrayList<>();

  private Registry registry(List<Metric> metrics) {
    Registry all = fakes.registry();
    return Registry.of(
        all.methods().values(), all.features().values(), all.readers().values(), metrics);
  }

  private static Experiments experiments(Registry registry) {
    return new ExperimentsReader(registry, Map.of()).read("test.yaml", YAML, "p", List.of());
  }

  private Runner.Summary run(List<Metric> metrics) throws IOException {
    Registry registry = registry(metrics);
    Experiments experiments = experiments(registry);
    RunListener listener =
        new RunListener() {
          @Override
          public void report(String what, long done, long total) {}

          @Override
          public void note(String line) {
            said.add(line);
          }

          @Override
          public void problem(String line) {
            said.add(line);
          }
        };
    return new Runner(registry, results(), folder.resolve("work"), false, List.of(), listener)
        .run(Plan.of(experiments, experiments.profile("p"), registry, ""));
  }

  private Path results() {
    return folder.resolve("results");
  }

  private Cell cell() throws IOException {
    return CellStore.read(results(), "d", "toy-8-s1").orElseThrow();
  }

  @Test
  void aMetricIsInNewCellsTablesAndChecks() throws IOException {
    List<Metric> metrics = Services.load(Metric.class);
    assertThat(run(metrics).made()).isEqualTo(1);
    double value = cell().metrics().get(NearestDistance.KEY);
    assertThat(value).isBetween(0.0, 8.0);
    Path page = Report.write(results(), folder.resolve("work"), List.of()).page();
    assertThat(results().resolve("d/cells.csv"))
        .content()
        .contains("\nd,toy,8,1,test.nearest," + value + "\n");
    assertThat(page).content().contains("<dt>Nearest</dt>", "A. Nobody: How near.");
    List<Verdict> verdicts = Verifier.verify(experiments(registry(metrics)), results());
    assertThat(verdicts).allMatch(Verdict::met).hasSize(1);
  }

  /** They stay finished, and the codes give them what they lack. */
  @Test
  void cellsFromBeforeStayAndGetIt() throws IOException {
    run(List.of());
    Cell before = cell();
    assertThat(before.metrics()).doesNotContainKey(NearestDistance.KEY);
    assertThat(run(Services.load(Metric.class)).kept()).isEqualTo(1);
    Map<String, Double> more = new TreeMap<>(cell().metrics());
    assertThat(more.remove(NearestDistance.KEY)).isNotNull();
    assertThat(more).isEqualTo(before.metrics());
    assertThat(cell().provenance()).isEqualTo(before.provenance());
    assertThat(said)
        .contains(
            "1 finished cells now have metrics or curves that they lacked, computed from their codes");
    assertThat(fakes.trained.get("toy")).hasValue(1);
  }

  @Test
  void aBrokenMetricFailsNewCellsAndLeavesFinishedOnesAlone() throws IOException {
    run(List.of());
    Cell before = cell();
    Metric broken = new Broken(new NearestDistance(), new double[] {Double.NaN});
    assertThat(run(List.of(broken)).kept()).isEqualTo(1);
    assertThat(cell().metrics()).isEqualTo(before.metrics());
    assertThat(said.toString())
        .contains("toy-8-s1: metrics not added: ", "metric test.nearest is NaN");
    Metric tooMany = new Broken(new NearestDistance(), new double[2]);
    run(List.of(tooMany));
    assertThat(said.toString()).contains("Broken must give 1 values per query, found 2");
    Files.delete(CellStore.file(results(), "d", "toy-8-s1"));
    assertThat(run(List.of(broken)).failed()).isEqualTo(1);
    assertThat(cell().reason()).contains("metric test.nearest is NaN");
  }

  private record Broken(Metric like, double[] gives) implements Metric {
    @Override
    public List<MetricInfo> values() {
      return like.values();
    }

    @Override
    public double[] of(RankedQuery query) {
      return gives;
    }
  }

  @Test
  void oursStandFirst() {
    assertThat(Figures.load().all())
        .extracting(Figure::name)
        .containsExactly(
            "precision-recall",
            "precision-recall-ranking",
            "precision-radius2",
            "precision-at-n",
            "map",
            "paper-curves",
            "training",
            "map-at",
            "variants",
            "a-test-nearest");
    assertThat(Registry.load().metrics())
        .extracting(metric -> metric.getClass().getSimpleName())
        .containsExactly("MeanAveragePrecision", "NearestDistance");
  }

  @Test
  void aFigureIsInTheReportWithItsCsvAndGoesWithItsPoints() throws IOException {
    run(Services.load(Metric.class));
    double value = cell().metrics().get(NearestDistance.KEY);
    Path page = Report.write(results(), folder.resolve("work"), List.of()).page();
    Path csv = results().resolve("d/figures/a-test-nearest.csv");
    assertThat(csv).hasContent("cell,nearest\ntoy-8-s1," + value + "\n");
    assertThat(csv.resolveSibling("a-test-nearest.png")).isNotEmptyFile();
    assertThat(page)
        .content()
        .contains("<figcaption>Nearest distance of each cell: d (synthetic faces), one seed");
    Path others = Files.writeString(csv.resolveSibling("a-test-nearest-mine.csv"), "not ours");
    cellWithout(NearestDistance.KEY);
    Report.write(results(), folder.resolve("work"), List.of());
    assertThat(csv).doesNotExist();
    assertThat(others).exists();
  }

  private void cellWithout(String key) throws IOException {
    Cell cell = cell();
    cell.metrics().remove(key);
    CellStore.write(results(), cell);
  }

  @Test
  void twoMetricsOfOneKeyAreRefused() {
    Metric again = new Broken(new NearestDistance(), new double[1]);
    assertThatThrownBy(() -> registry(List.of(new NearestDistance(), again)))
        .isInstanceOf(BadInputException.class)
        .hasMessage(
            "metric 'test.nearest' of "
                + Broken.class.getName()
                + ": can't be added; valid: a key and a name that "
                + NearestDistance.class.getName()
                + " doesn't use");
  }
}
