package io.ddh.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ddh.core.BadInputException;
import io.ddh.core.BinaryCodes;
import io.ddh.core.CheckpointStore;
import io.ddh.core.HashMethod;
import io.ddh.core.Hasher;
import io.ddh.core.ImageShape;
import io.ddh.core.Progress;
import io.ddh.core.Settings;
import io.ddh.core.TensorFile;
import io.ddh.model.kernel.Adam;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is kept on the store changes the time, not the codes; the stages and their settings. */
class DeepHashTest {
  /** Settings of a network for tests. */
  static final Map<String, Object> SMALL =
      Map.of(
          "trunk",
          "6/8",
          "dense",
          16,
          "pretrain-batch",
          16,
          "stage1-epochs",
          2,
          "stage2-epochs",
          2);

  private static final Toy TOY = Toy.of(4, 16, 3);

  @TempDir Path folder;

  private static HashMethod small(Map<String, Object> more) {
    Map<String, Object> given = new HashMap<>(SMALL);
    given.putAll(Map.of("epochs", 2, "batch", 16, "together", 4));
    given.putAll(more);
    DeepHash method = new DeepHash();
    return method.configure(Settings.of("deephash", method.defaults(), given));
  }

  /** What was trained: names of the stages, one an epoch. */
  private static Progress into(List<String> lines) {
    return (what, done, total) -> lines.add(what.replaceAll(":.*", "") + " " + done + "/" + total);
  }

  private static Hasher train(
      Map<String, Object> more, int bits, CheckpointStore store, Progress progress) {
    return small(more).train(TOY.training(), bits, 7, store, progress);
  }

  private float[] weights(Hasher hasher) throws IOException {
    Path file = folder.resolve("hasher.ddh");
    hasher.save(file);
    return TensorFile.read(file, "hasher/deephash").array("parameters");
  }

  @Test
  void keptStagesGiveTheSameCodesAsFreshOnes() throws IOException {
    CheckpointStore store = CheckpointStore.inMemory(5);
    List<String> first = new ArrayList<>();
    Hasher fresh = train(Map.of(), 12, store, into(first));
    assertThat(first)
        .containsExactly(
            "stage1 1/6", "stage1 2/6", "stage2 3/6", "stage2 4/6", "hashing 5/6", "hashing 6/6");
    List<String> second = new ArrayList<>();
    Hasher kept = train(Map.of(), 12, store, into(second));
    assertThat(second).containsExactly("hashing 1/2", "hashing 2/2");
    assertThat(weights(kept)).isEqualTo(weights(fresh));
    assertThat(kept.encode(TOY.images())).isEqualTo(fresh.encode(TOY.images()));
    assertThat(kept.facts().get("stage1")).isEqualTo(fresh.facts().get("stage1"));
    List<String> other = new ArrayList<>();
    Hasher longer = train(Map.of(), 20, store, into(other));
    assertThat(other).hasSize(2);
    assertThat(weights(train(Map.of(), 20, CheckpointStore.inMemory(5), Progress.NONE)))
        .isEqualTo(weights(longer));
    assertThat(weights(train(Map.of(), 12, CheckpointStore.inMemory(6), Progress.NONE)))
        .as("another seed of the store")
        .isNotEqualTo(weights(fresh));
  }

  @ParameterizedTest
  @CsvSource({"kernels,2", "kernels,4", "nd4j,2"})
  void goesOnWhereItWasCutOff(String layers, int epochs) throws IOException {
    System.setProperty("ddh.layers", layers);
    try {
      Map<String, Object> more = Map.of("stage1-epochs", 3, "epochs", 1);
      Hasher whole = train(more, 12, CheckpointStore.inMemory(5), Progress.NONE);
      CheckpointStore store = CheckpointStore.inMemory(5);
      CheckpointStore killed = new InterruptedStore(store, new int[] {epochs}, false);
      assertThatThrownBy(() -> train(more, 12, killed, Progress.NONE)).hasMessageContaining("cut");
      List<String> rest = new ArrayList<>();
      Hasher resumed = train(more, 12, store, into(rest));
      assertThat(rest).hasSize(6 - epochs);
      assertThat(weights(resumed)).isEqualTo(weights(whole));
      Map<?, ?> stage = (Map<?, ?>) resumed.facts().get("stage1");
      Map<?, ?> expected = (Map<?, ?>) whole.facts().get("stage1");
      assertThat(stage.get("loss_by_epoch")).isEqualTo(expected.get("loss_by_epoch"));
      assertThat((List<?>) stage.get("validation_loss_by_epoch")).hasSize(3);
    } finally {
      System.clearProperty("ddh.layers");
    }
  }

  @Test
  void aStateOfAnotherNetworkIsNotGoneOnWith() throws IOException {
    CheckpointStore store = CheckpointStore.inMemory(5);
    TrainingState other =
        new TrainingState(
            2,
            2,
            1,
            1,
            List.of(1.0, 1.0),
            List.of(),
            new float[3],
            new float[0],
            new Adam.State(new float[6], 2));
    CheckpointStore wrong =
        new CheckpointStore() {
          @Override
          public long seed() {
            return store.seed();
          }

          @Override
          public Optional<TensorFile> get(String name, Map<String, Object> made)
              throws IOException {
            return store.get(name, made).or(() -> Optional.of(other.file("any")));
          }

          @Override
          public void put(String name, Map<String, Object> made, TensorFile content)
              throws IOException {
            store.put(name, made, content);
          }
        };
    assertThat(weights(train(Map.of(), 12, wrong, Progress.NONE)))
        .isEqualTo(weights(train(Map.of(), 12, CheckpointStore.inMemory(5), Progress.NONE)));
  }

  @Test
  void refusesImagesThatAreTooLargeForTheTrunk() {
    assertThat(WideShape.of("t", "32/64-64/128-128", 256).fits(224)).isTrue();
    assertThat(WideShape.of("t", "1-1-1-1", 16).fits(1024)).isFalse();
    HashMethod method = small(Map.of("trunk", "1-1-1-1"));
    method.checkImages(new ImageShape(200, 200, 3));
    assertThatThrownBy(() -> method.checkImages(new ImageShape(1024, 1024, 3)))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("too large for trunk 1-1-1-1");
  }

  @Test
  void countsParametersWithoutRunningStatistics() {
    long convolutions = 6 * (3 * 9 + 2) + 8 * (6 * 9 + 2);
    long dense = 16 * (8 + 3); // with a bias
    long codes = 12 * (16 + 1);
    assertThat(train(Map.of("epochs", 1), 12, CheckpointStore.inMemory(5), Progress.NONE).facts())
        .containsEntry("parameters", convolutions + dense + codes);
  }

  @Test
  void aBatchHoldsFourClassesOrMore() {
    assertThat(together(Map.of("batch", 256, "together", 16))).isEqualTo(16);
    assertThat(together(Map.of("batch", 32, "together", 16))).isEqualTo(8);
    assertThat(together(Map.of("batch", 2, "together", 16))).isEqualTo(2);
    assertThat(together(Map.of("batch", 256, "batches", "plain"))).isZero();
    assertThatThrownBy(() -> small(Map.of("batch", 60_000)))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("8192");
  }

  private static int together(Map<String, Object> given) {
    return BatchOrder.together(Settings.of("deephash", new DeepHash().defaults(), given));
  }

  @Test
  void stagesAreChosenAndSharedBetweenTheChoices() {
    CheckpointStore store = CheckpointStore.inMemory(5);
    List<String> lines = new ArrayList<>();
    Hasher none = train(Map.of("pretraining", "none"), 12, store, into(lines));
    assertThat(lines).containsExactly("hashing 1/2", "hashing 2/2");
    assertThat(none.facts()).doesNotContainKeys("stage1", "stage2");
    lines.clear();
    Hasher one = train(Map.of("pretraining", "stage1"), 12, store, into(lines));
    assertThat(lines).containsExactly("stage1 1/4", "stage1 2/4", "hashing 3/4", "hashing 4/4");
    assertThat(one.facts()).containsKey("stage1").doesNotContainKey("stage2");
    lines.clear();
    Hasher both = train(Map.of("rate", 1e-4, "epochs", 1), 12, store, into(lines));
    assertThat(lines).containsExactly("stage2 1/3", "stage2 2/3", "hashing 3/3");
    assertThat(both.facts()).containsKeys("stage1", "stage2", "loss_by_epoch");
    lines.clear();
    train(Map.of("stage1-rate", 1e-4), 12, store, into(lines));
    assertThat(lines).as("another rate, other weights").hasSize(6);
  }

  @Test
  void learnsTheToyClasses() {
    BinaryCodes codes =
        train(
                Map.of("stage1-epochs", 8, "epochs", 8, "flip", false),
                16,
                CheckpointStore.inMemory(1),
                Progress.NONE)
            .encode(TOY.images());
    double[] sum = new double[2];
    int[] pairs = new int[2];
    for (int i = 0; i < codes.size(); i++) {
      for (int j = 0; j < i; j++) {
        int same = TOY.labels()[i] == TOY.labels()[j] ? 1 : 0;
        sum[same] += codes.distance(i, codes, j);
        pairs[same]++;
      }
    }
    assertThat(sum[1] / pairs[1]).isLessThan(0.5 * sum[0] / pairs[0]);
  }

  @Test
  void refusesWhatIsNoTrunk() {
    for (String trunk : List.of("", "32/", "0/4", "32/x", "8/8/8/8/8/8", "8--8")) {
      assertThatThrownBy(() -> small(Map.of("trunk", trunk)))
          .isInstanceOf(BadInputException.class)
          .hasMessageContaining("deephash.trunk")
          .hasMessageContaining("'" + trunk + "'");
    }
    assertThat(WideShape.of("x", "4/5-6/7", 3).trunk()).isEqualTo("4/5-6/7");
    assertThat(WideShape.of("x", "4/5-6/7", 3).width()).isEqualTo(7);
    assertThatThrownBy(() -> small(Map.of("schedule", "falling")))
        .hasMessageContaining("constant, cosine, one-cycle");
  }

  @Test
  void schedulesRunTheirCourse() {
    assertThat(Schedule.CONSTANT.factor(0.7)).isEqualTo(1);
    assertThat(Schedule.COSINE.factor(0)).isEqualTo(1);
    assertThat(Schedule.COSINE.factor(0.5)).isCloseTo(0.5, within(1e-12));
    assertThat(Schedule.COSINE.factor(1)).isCloseTo(0, within(1e-12));
    assertThat(Schedule.ONE_CYCLE.factor(0)).isCloseTo(0.1, within(1e-12));
    assertThat(Schedule.ONE_CYCLE.factor(0.1)).isCloseTo(0.55, within(1e-12));
    assertThat(Schedule.ONE_CYCLE.factor(0.2)).isCloseTo(1, within(1e-12));
    assertThat(Schedule.ONE_CYCLE.factor(1)).isCloseTo(0, within(1e-12));
  }
}
