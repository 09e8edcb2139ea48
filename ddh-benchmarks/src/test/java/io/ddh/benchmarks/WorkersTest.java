package io.ddh.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ddh.benchmarks.FaceWorker.FewEpochs;
import io.ddh.core.BadInputException;
import io.ddh.core.Settings;
import io.ddh.experiments.config.Experiments;
import io.ddh.experiments.registry.Registry;
import io.ddh.experiments.report.RowOrder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The work of the children at a tiny size. */
class WorkersTest {
  @TempDir private Path folder;

  private static void positive(Map<?, ?> reply, String... keys) {
    for (String key : keys) {
      assertThat(reply.get(key))
          .as(key)
          .asInstanceOf(InstanceOfAssertFactories.type(Number.class))
          .satisfies(value -> assertThat(value.doubleValue()).isPositive());
    }
  }

  private FaceWorker worker() throws IOException {
    FaceFile file = CostSize.TINY.faces();
    file.render(folder);
    return new FaceWorker(folder, file);
  }

  @Test
  void rowsOfEveryKind() throws Throwable {
    FaceWorker worker = worker();
    assertThatThrownBy(() -> Worker.handle(worker, "row itq+cnn"))
        .as("before there are features")
        .isInstanceOf(IOException.class);
    Map<?, ?> features = Worker.handle(worker, "features cnn");
    positive(features, "train", "epoch", "encode", "peakMb");
    assertThat(features.get("epochs")).isEqualTo(3);
    assertThat(CostSize.TINY.faces().features(folder, "cnn")).exists();

    Map<?, ?> shallow = Worker.handle(worker, "row itq+cnn");
    positive(shallow, "train", "encode", "peakMb", "map");
    assertThat(shallow.get("images")).isEqualTo(6 * 12);
    assertThat(shallow.get("rows")).isEqualTo(6 * (12 - 5));
    assertThat(shallow.containsKey("epoch")).isFalse();

    Map<?, ?> network = Worker.handle(worker, "row dsh");
    positive(network, "train", "epoch", "encode", "map");
    assertThat(network.get("epochs")).isEqualTo(3);
    assertThat(network.get("profileEpochs")).as("the declared default").isEqualTo(100);
  }

  @Test
  void lbpRowsMakeTheirFeaturesThemselves() throws Throwable {
    FaceWorker worker = worker();
    positive(Worker.handle(worker, "features lbp"), "encode", "peakMb");
    positive(Worker.handle(worker, "row lsh"), "train", "encode", "map");
    assertThatThrownBy(() -> Worker.handle(worker, "row lhs"))
        .isInstanceOf(BadInputException.class);
    assertThatThrownBy(() -> Worker.handle(worker, "rows lsh"))
        .hasMessage("unknown request: rows lsh");
  }

  /** So that figures of one profile may stand for the other's epochs and trees. */
  @Test
  void faceScrubHasTheSettingsOfYoutubeFaces() throws IOException {
    Registry registry = Registry.load();
    Experiments measured = FaceWorker.experiments(registry, CostSize.YOUTUBE_FACES.name());
    Experiments meant = FaceWorker.experiments(registry, "facescrub");
    for (String row : RowOrder.PAPER) {
      String method = registry.row("test", row).method().name();
      if (!method.equals("cnnh")) {
        assertThat(meant.methods().get(method).asMap())
            .as(row)
            .isEqualTo(measured.methods().get(method).asMap());
      }
    }
    assertThat(meant.features().get("cnn").asMap())
        .isEqualTo(measured.features().get("cnn").asMap());
  }

  @Test
  void aProfilesSettingsButForTheEpochs() {
    Map<String, Object> defaults = Map.of("epochs", 100, "rate", 0.5);
    Settings profile = Settings.of("test", defaults, Map.of("epochs", 30, "rate", 0.25));
    FewEpochs few = FewEpochs.of(defaults, profile, 3);
    assertThat(few.run().asMap()).isEqualTo(Map.of("epochs", 3, "rate", 0.25));
    assertThat(few.profileEpochs()).isEqualTo(30);
    assertThat(FewEpochs.of(defaults, profile, 40).epochs()).isEqualTo(30);
    Map<String, Object> trees = Map.of("trees", 9);
    FewEpochs none = FewEpochs.of(trees, Settings.of("test", trees, Map.of()), 3);
    assertThat(none.epochs()).isZero();
    assertThat(none.run().asMap()).isEqualTo(Map.of("trees", 9));
  }

  @Test
  void fullBatchMethodsOnMadeUpVectors() {
    Workers.FullBatch worker = new Workers.FullBatch(1_300, 10);
    for (String row : List.of("ksh", "fasth")) {
      Map<String, ?> reply = worker.train(row);
      positive(reply, "train", "peakMb");
      assertThat(reply.get("rows")).isEqualTo(1_300);
      assertThat(reply.get("people")).isEqualTo(10);
      assertThat(reply.get("bits")).isEqualTo(row.equals("ksh") ? 48 : 4);
    }
  }
}
