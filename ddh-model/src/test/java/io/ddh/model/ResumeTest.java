package io.ddh.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ddh.core.CheckpointStore;
import io.ddh.core.FeatureMethod;
import io.ddh.core.Features;
import io.ddh.core.HashMethod;
import io.ddh.core.Hasher;
import io.ddh.core.Progress;
import io.ddh.core.Settings;
import io.ddh.core.TensorFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Training that is interrupted after any epoch and then resumed ends with the same weights. */
class ResumeTest {
  private static final int EPOCHS = 3;
  private static final Toy TOY = Toy.of(4, 8, 3);

  @TempDir Path folder;

  static Stream<HashMethod> networks() {
    return ServiceLoader.load(HashMethod.class).stream()
        .map(ServiceLoader.Provider::get)
        .filter(method -> method.features().isEmpty());
  }

  private static HashMethod brief(HashMethod method, Map<String, Object> more) {
    Map<String, Object> given = new HashMap<>(Map.of("epochs", EPOCHS, "batch", 16));
    if (method instanceof DeepHash) {
      given.putAll(DeepHashTest.SMALL);
      given.put("stage1-epochs", 1);
      given.put("stage2-epochs", 1);
    }
    given.putAll(more);
    return method.configure(Settings.of(method.name(), method.defaults(), given));
  }

  /** A store that keeps what serves to go on, too. */
  private static CheckpointStore keeping() {
    return new InterruptedStore(CheckpointStore.inMemory(5), new int[] {Integer.MAX_VALUE}, true);
  }

  private float[] weights(HashMethod method, Hasher hasher) throws IOException {
    Path file = folder.resolve("hasher.ddh");
    hasher.save(file);
    return TensorFile.read(file, "hasher/" + method.name()).array("parameters");
  }

  private static Map<String, Object> timeless(Map<String, Object> facts) {
    Map<String, Object> out = new HashMap<>(facts);
    out.remove("train_images_per_second");
    for (String stage : List.of("stage1", "stage2")) {
      if (out.get(stage) instanceof Map<?, ?> its) {
        out.put(stage, its.get("loss_by_epoch"));
      }
    }
    return out;
  }

  @ParameterizedTest
  @MethodSource("networks")
  void endsWithTheSameWeightsWhereverItWasCutOff(HashMethod method) throws IOException {
    checkEveryEpoch(brief(method, Map.of()));
  }

  @Test
  void andWithPatience() throws IOException {
    checkEveryEpoch(brief(new Dsh(), Map.of("patience", 1, "rate", 0.05, "epochs", 4)));
  }

  @Test
  void andByOperations() throws IOException {
    System.setProperty("ddh.layers", "nd4j");
    try {
      checkEveryEpoch(brief(new DdhAugmented(), Map.of("epochs", 2)));
    } finally {
      System.clearProperty("ddh.layers");
    }
  }

  private void checkEveryEpoch(HashMethod method) throws IOException {
    Hasher whole = method.train(TOY.training(), 12, 7, CheckpointStore.inMemory(5), Progress.NONE);
    float[] expected = weights(method, whole);
    int epochs = (Integer) whole.facts().get("epochs");
    int all = method instanceof DeepHash ? epochs + 2 : epochs;
    for (int puts = 1; puts <= all; puts++) {
      CheckpointStore store = keeping();
      CheckpointStore cut = new InterruptedStore(store, new int[] {puts}, true);
      assertThatThrownBy(() -> method.train(TOY.training(), 12, 7, cut, Progress.NONE))
          .hasMessageContaining("cut");
      List<String> rest = new ArrayList<>();
      Hasher resumed =
          method.train(
              TOY.training(),
              12,
              7,
              store,
              (what, done, total) -> {
                if (what.contains("epoch")) {
                  rest.add(what);
                }
              });
      assertThat(rest).as("epochs after %d", puts).hasSize(all - puts);
      assertThat(weights(method, resumed)).as("cut at %d", puts).isEqualTo(expected);
      assertThat(timeless(resumed.facts())).isEqualTo(timeless(whole.facts()));
    }
  }

  @Test
  void featuresToo() {
    FeatureMethod cnn = new CnnFeatures();
    FeatureMethod brief =
        cnn.configure(
            Settings.of("cnn", cnn.defaults(), Map.of("epochs", 2, "batch", 16, "width", 8)));
    Features whole =
        brief
            .train(TOY.training(), 7, CheckpointStore.none(7), Progress.NONE)
            .extract(TOY.images(), Progress.NONE)
            .get("cnn");
    CheckpointStore store = keeping();
    CheckpointStore cut = new InterruptedStore(store, new int[] {1}, true);
    assertThatThrownBy(() -> brief.train(TOY.training(), 7, cut, Progress.NONE))
        .hasMessageContaining("cut");
    List<String> rest = new ArrayList<>();
    Features resumed =
        brief
            .train(TOY.training(), 7, store, (what, done, total) -> rest.add(what))
            .extract(TOY.images(), Progress.NONE)
            .get("cnn");
    assertThat(rest.stream().filter(line -> line.startsWith("epoch"))).hasSize(1);
    assertThat(resumed.values()).isEqualTo(whole.values());
  }

  @Test
  void anotherTrainingsStateIsNotFound() throws IOException {
    HashMethod ddh = brief(new Ddh(), Map.of("epochs", 2));
    CheckpointStore store = keeping();
    ddh.train(TOY.training(), 12, 7, store, Progress.NONE);
    List<String> lines = new ArrayList<>();
    Progress counted = (what, done, total) -> lines.add(what);
    ddh.train(TOY.training(), 12, 8, store, counted);
    assertThat(lines).as("another seed").hasSize(2);
    brief(new Ddh(), Map.of("epochs", 2, "rate", 0.01))
        .train(TOY.training(), 12, 7, store, counted);
    assertThat(lines).as("another rate").hasSize(4);
    ddh.train(TOY.training(), 20, 7, store, counted);
    assertThat(lines).as("another length").hasSize(6);
    ddh.train(TOY.training(), 12, 7, store, counted);
    assertThat(lines).as("the same").hasSize(6);
  }
}
