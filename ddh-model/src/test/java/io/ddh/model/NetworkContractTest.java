package io.ddh.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ddh.core.BadInputException;
import io.ddh.core.BinaryCodes;
import io.ddh.core.FeatureExtractor;
import io.ddh.core.Features;
import io.ddh.core.HashMethod;
import io.ddh.core.Hasher;
import io.ddh.core.Images;
import io.ddh.core.Progress;
import io.ddh.core.Settings;
import io.ddh.core.TrainingSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every network row must keep, over all that ServiceLoader finds. */
class NetworkContractTest {
  private static final Toy TOY = Toy.of(4, 16, 3);

  static Stream<HashMethod> methods() {
    return ServiceLoader.load(HashMethod.class).stream().map(ServiceLoader.Provider::get);
  }

  static Stream<HashMethod> networks() {
    return methods().filter(m -> m.features().isEmpty());
  }

  /** Without rows that differ from {@code csq} in nothing but the loss. */
  static Stream<HashMethod> kinds() {
    List<String> alike = List.of("greedyhash", "dpn", "orthohash", "dcdh", "cosface");
    return networks().filter(method -> !alike.contains(method.name()));
  }

  private static HashMethod brief(HashMethod method, int epochs) {
    Map<String, Object> given = new HashMap<>(Map.of("epochs", epochs, "batch", 16));
    if (method instanceof DeepHash) {
      given.putAll(DeepHashTest.SMALL);
    }
    return method.configure(Settings.of(method.name(), method.defaults(), given));
  }

  @Test
  void rowsAreThere() {
    assertThat(methods().map(HashMethod::name))
        .containsExactlyInAnyOrder(
            "ddh",
            "ddh-paper",
            "ddh+aug",
            "cnnh",
            "dsh",
            "deephash",
            "class-id",
            "greedyhash",
            "csq",
            "dpn",
            "orthohash",
            "dcdh",
            "cosface");
  }

  @ParameterizedTest
  @MethodSource("methods")
  void carriesItsCitation(HashMethod method) {
    assertThat(method.citation().toString()).containsPattern("20[0-9][0-9]");
    assertThat(method.deviations()).isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource("networks")
  void sameSeedSameCodes(HashMethod method) {
    BinaryCodes a = codes(method, 12, 7);
    BinaryCodes b = codes(method, 12, 7);
    BinaryCodes c = codes(method, 12, 8);
    assertThat(a).isEqualTo(b).isNotEqualTo(c);
    assertThat(a.size()).isEqualTo(TOY.images().size());
    assertThat(a.bits()).isEqualTo(12);
  }

  private static BinaryCodes codes(HashMethod method, int bits, long seed) {
    return brief(method, 2).train(TOY.training(), bits, seed, Progress.NONE).encode(TOY.images());
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void savedAndLoadedIsEqual(HashMethod method, @TempDir Path folder) throws IOException {
    Hasher hasher = brief(method, 1).train(TOY.training(), 20, 1, Progress.NONE);
    Path file = folder.resolve("hasher.ddh");
    hasher.save(file);
    assertThat(method.load(file).encode(TOY.images())).isEqualTo(hasher.encode(TOY.images()));
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;
    Files.write(file, bytes);
    assertThatThrownBy(() -> method.load(file))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("damaged");
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void refusesFeaturesAndOddSizes(HashMethod method) {
    Features features = new Features(3, new float[3 * TOY.labels().length]);
    TrainingSet wrong = TrainingSet.of(features, TOY.labels(), TOY.split());
    assertThatThrownBy(() -> method.train(wrong, 12, 1, Progress.NONE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("needs images");
    Images small = new Images(16, 16, 3, new byte[TOY.labels().length * 16 * 16 * 3]);
    assertThatThrownBy(
            () ->
                method.train(
                    TrainingSet.of(small, TOY.labels(), TOY.split()), 12, 1, Progress.NONE))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("16x16");
    assertThatThrownBy(() -> method.checkBits(0)).isInstanceOf(BadInputException.class);
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void encodingDoesNotDependOnTheBatch(HashMethod method) {
    Hasher hasher = brief(method, 1).train(TOY.training(), 12, 1, Progress.NONE);
    BinaryCodes all = hasher.encode(TOY.images());
    for (int i : List.of(0, 17, TOY.labels().length - 1)) {
      int[] one = {i};
      assertThat(hasher.encode(TOY.images().select(one))).isEqualTo(all.select(one));
    }
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void factsHoldTheLossOfEachEpoch(HashMethod method) {
    Map<String, Object> facts =
        brief(method, 3).train(TOY.training(), 12, 1, Progress.NONE).facts();
    List<?> losses = (List<?>) facts.get("loss_by_epoch");
    List<?> watched = (List<?>) facts.get("validation_loss_by_epoch");
    assertThat(facts).containsEntry("epochs", 3);
    assertThat(losses).hasSize(3).doesNotHaveDuplicates();
    assertThat(watched).hasSize(3);
    double least = watched.stream().mapToDouble(v -> (Double) v).min().orElseThrow();
    assertThat((Double) facts.get("validation_loss")).isCloseTo(least, within(1e-6));
    assertThat(watched.get((Integer) facts.get("best_epoch") - 1)).isEqualTo(least);
  }

  @Test
  void parameterCountsAreThePapers() {
    // docs/methods.md: K = 48, M = 1595 and 530; running statistics not counted
    assertThat(parameters(new DdhShape(4, true, 0, false), 1595)).isEqualTo(335_167);
    assertThat(parameters(new DdhShape(4, true, 0, false), 530)).isEqualTo(282_982);
    assertThat(parameters(new DdhShape(4, false, 0, false), 1595)).isEqualTo(334_687);
    assertThat(parameters(new DdhShape(4, false, 0, false), 530)).isEqualTo(282_502);
  }

  private static long parameters(DdhShape shape, int identities) {
    Networks networks =
        new Networks(
            new Networks.Shape(32, 3),
            io.ddh.model.layer.Initialization.FAN_IN,
            1,
            new io.ddh.model.kernel.Lanes(1));
    long all = networks.ddh(shape, 48, identities, 1e-3, 0).numParams();
    return all - 2L * (20 + 40 + 60 + 80 + (shape.normalized() ? 48 * 5 : 0));
  }

  @Test
  void learnsTheToyClasses() {
    Hasher hasher = brief(new Ddh(), 25).train(TOY.training(), 16, 5, Progress.NONE);
    BinaryCodes codes = hasher.encode(TOY.images());
    double same = 0;
    double other = 0;
    int pairs = 0;
    int others = 0;
    for (int i = 0; i < codes.size(); i++) {
      for (int j = 0; j < i; j++) {
        if (TOY.labels()[i] == TOY.labels()[j]) {
          same += codes.distance(i, codes, j);
          pairs++;
        } else {
          other += codes.distance(i, codes, j);
          others++;
        }
      }
    }
    assertThat(same / pairs).isLessThan(0.5 * other / others);
  }

  @Test
  void cnnFeaturesAndTheirClasses() {
    var features = new CnnFeatures();
    var small =
        features.configure(
            Settings.of("cnn", features.defaults(), Map.of("epochs", 25, "batch", 16)));
    FeatureExtractor trained = small.train(TOY.training(), 5, Progress.NONE);
    assertThat((List<?>) trained.facts().get("loss_by_epoch")).isNotEmpty();
    Map<String, Features> made = trained.extract(TOY.images(), Progress.NONE);
    assertThat(made.get("cnn").dimension()).isEqualTo(192);
    int right = 0;
    for (int i = 0; i < TOY.labels().length; i++) {
      right += made.get("cnn-class").values()[i] == TOY.labels()[i] ? 1 : 0;
    }
    assertThat(right).isGreaterThan(TOY.labels().length * 3 / 4);
    BinaryCodes ids =
        new ClassId()
            .train(
                TrainingSet.of(made.get("cnn-class"), TOY.labels(), TOY.split()),
                5,
                1,
                Progress.NONE)
            .encode(new Features(1, new float[] {0, 1, 2, 3}));
    assertThat(ids.words()).containsExactly(0b00000, 0b10101, 0b01010, 0b11111);
  }
}
