package io.ddh.experiments.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.ddh.data.HashMethod;
import io.ddh.data.Settings;
import io.ddh.experiments.config.DatasetSpec;
import io.ddh.experiments.registry.Registry;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SmallBatchesTest {
  private final Registry registry = Registry.load();

  private PlannedCell cell(String row, String features) {
    HashMethod method = registry.row("test", row).method();
    Settings settings = Settings.of("test", method.defaults(), Map.of());
    Settings none = Settings.of("test", Map.of(), Map.of());
    Optional<FeaturePlan> plan =
        Optional.of(features)
            .filter(name -> !name.isEmpty())
            .map(
                name -> {
                  var extractor = registry.features().get(name);
                  Settings own = Settings.of("test", extractor.defaults(), Map.of());
                  return new FeaturePlan(name, name, extractor, own);
                });
    DatasetSpec data = new DatasetSpec("set", "folder", none, "facescrub", none, "test");
    return new PlannedCell(data, row, method, settings, plan, 48, 1);
  }

  @ParameterizedTest
  @CsvSource({"3183, 256", "2048, 256", "2047, 128", "1000, 64", "245, 16", "81, 16", "3, 16"})
  void eightStepsAnEpochWhereThatGoes(int images, int batch) {
    SmallBatches.Fitted fitted = SmallBatches.fit(cell("ddh", ""), images, Set.of());
    assertThat(fitted.cell().settings().asMap()).containsEntry("batch", batch);
    assertThat(fitted.changes().size()).isEqualTo(batch < 256 ? 1 : 0);
  }

  @Test
  void whatIsGivenStays() {
    PlannedCell cell = cell("ddh", "");
    assertThat(SmallBatches.fit(cell, 100, Set.of("ddh.batch")).cell()).isSameAs(cell);
  }

  @Test
  void batchesOfThePretrainingToo() {
    SmallBatches.Fitted fitted = SmallBatches.fit(cell("deephash", ""), 245, Set.of());
    assertThat(fitted.changes()).containsExactly("deephash.batch=16", "deephash.pretrain-batch=16");
    assertThat(SmallBatches.fit(cell("deephash", ""), 1500, Set.of()).changes())
        .as("128 are few enough")
        .containsExactly("deephash.batch=128");
  }

  @Test
  void featuresThatAreLearnedToo() {
    SmallBatches.Fitted fitted = SmallBatches.fit(cell("sdh", "cnn"), 1000, Set.of());
    assertThat(fitted.changes()).containsExactly("cnn.batch=64");
    FeaturePlan plan = fitted.cell().features().orElseThrow();
    assertThat(plan.settings().asMap()).containsEntry("batch", 64);
    assertThat(fitted.cell().settings().asMap()).isEqualTo(cell("sdh", "cnn").settings().asMap());
  }

  @Test
  void rowsWithoutABatchStay() {
    PlannedCell cell = cell("lsh", "lbp");
    assertThat(SmallBatches.fit(cell, 10, Set.of()).cell()).isSameAs(cell);
  }

  @Test
  void adviceOnlyWhereItIsNeeded() {
    assertThat(SmallBatches.advice(cell("ddh", ""), 767)).containsExactly("ddh.batch=64");
    assertThat(SmallBatches.advice(cell("ddh", ""), 768)).isEmpty();
  }
}
