package io.ddh.baselines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ddh.core.BadInputException;
import io.ddh.core.BinaryCodes;
import io.ddh.core.Features;
import io.ddh.core.HashMethod;
import io.ddh.core.Hasher;
import io.ddh.core.Images;
import io.ddh.core.Progress;
import io.ddh.core.Settings;
import io.ddh.core.TensorFile;
import io.ddh.core.TrainingSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every method of this module promises; a new one joins by its line in META-INF/services. */
class MethodContractTest {
  private static final int D = 70;
  private static final int CLASSES = 7;
  private static final Features X = Samples.classes(301, D, CLASSES, 0.5, 1);
  private static final TrainingSet DATA = Samples.training(X, CLASSES);

  /** Methods that draw nothing from their seed. */
  private static final Set<String> SEEDLESS = Set.of("sh");

  static Stream<HashMethod> methods() {
    return ServiceLoader.load(HashMethod.class).stream()
        .map(ServiceLoader.Provider::get)
        .filter(m -> m.getClass().getPackageName().equals("io.ddh.baselines"));
  }

  /** Settings that make slow methods quick; what is promised here does not depend on them. */
  private static final Map<String, Map<String, Object>> QUICK =
      Map.of(
          "bre", Map.of("samples", 100, "pairs", 10, "basis", 5),
          "ksh", Map.of("anchors", 40, "steps", 20),
          "fasth", Map.of("trees", 20, "partners", 20));

  static HashMethod quick(HashMethod method) {
    Map<String, Object> given = QUICK.getOrDefault(method.name(), Map.of());
    return method.configure(Settings.of(method.name(), method.defaults(), given));
  }

  private static Hasher train(HashMethod method, int bits, long seed) {
    return quick(method).train(DATA, bits, seed, Progress.NONE);
  }

  @Test
  void theRowsOfThePaperAreThere() {
    assertThat(methods().map(HashMethod::name))
        .containsExactlyInAnyOrder("random", "lsh", "sh", "itq", "bre", "ksh", "sdh", "fasth");
  }

  @ParameterizedTest
  @MethodSource("methods")
  void statesWhereItComesFrom(HashMethod method) {
    assertThat(method.citation().title()).isNotBlank();
    assertThat(method.deviations()).isNotEmpty().allMatch(d -> d.endsWith("."));
    assertThat(method.features()).isEqualTo("lbp");
  }

  @ParameterizedTest
  @MethodSource("methods")
  void keepsNumberAndLengthOfCodes(HashMethod method) {
    for (int bits : new int[] {1, 12, 24, 36, 48, 65}) {
      Hasher hasher = train(method, bits, 3);
      BinaryCodes codes = hasher.encode(X);
      assertThat(hasher.bits()).isEqualTo(bits);
      assertThat(codes.bits()).isEqualTo(bits);
      assertThat(codes.size()).isEqualTo(X.size());
      assertThat(hasher.encode(new Features(D, new float[0])).size()).isZero();
    }
  }

  @ParameterizedTest
  @MethodSource("methods")
  void everyBitDependsOnTheInput(HashMethod method) {
    BinaryCodes codes = train(method, 48, 3).encode(X);
    for (int k = 0; k < codes.bits(); k++) {
      int ones = 0;
      for (int i = 0; i < codes.size(); i++) {
        ones += codes.bit(i, k) ? 1 : 0;
      }
      assertThat(ones).as("ones of bit %d", k).isBetween(1, codes.size() - 1);
    }
  }

  @ParameterizedTest
  @MethodSource("methods")
  void sameSeedSameCodes(HashMethod method) {
    assertThat(train(method, 24, 5).encode(X)).isEqualTo(train(method, 24, 5).encode(X));
  }

  @ParameterizedTest
  @MethodSource("methods")
  void anotherSeedGivesOtherCodes(HashMethod method) {
    BinaryCodes first = train(method, 24, 5).encode(X);
    BinaryCodes second = train(method, 24, 6).encode(X);
    assertThat(first.equals(second)).isEqualTo(SEEDLESS.contains(method.name()));
  }

  @ParameterizedTest
  @MethodSource("methods")
  void aRowsCodeDoesNotDependOnItsNeighbours(HashMethod method) {
    Hasher hasher = train(method, 36, 5);
    BinaryCodes together = hasher.encode(X);
    for (int i : new int[] {0, 1, 255, 256, 300}) {
      assertThat(hasher.encode(X.select(new int[] {i}))).isEqualTo(together.select(new int[] {i}));
    }
  }

  @ParameterizedTest
  @MethodSource("methods")
  void savedAndLoadedBackEncodesTheSame(HashMethod method, @TempDir Path folder)
      throws IOException {
    Path file = folder.resolve("hasher.ddh");
    for (int bits : new int[] {12, 65}) {
      Hasher hasher = train(method, bits, -9);
      hasher.save(file);
      Hasher loaded = method.load(file);
      assertThat(loaded.bits()).isEqualTo(bits);
      assertThat(loaded.encode(X)).isEqualTo(hasher.encode(X));
    }
  }

  @ParameterizedTest
  @MethodSource("methods")
  void refusesADamagedFile(HashMethod method, @TempDir Path folder) throws IOException {
    Path file = folder.resolve("hasher.ddh");
    train(method, 12, 5).save(file);
    byte[] whole = Files.readAllBytes(file);
    byte[] flipped = whole.clone();
    flipped[whole.length - 12] ^= 1;
    Files.write(file, flipped);
    assertThatThrownBy(() -> method.load(file))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining(file.toString());
    Files.write(file, java.util.Arrays.copyOf(whole, whole.length / 2));
    assertThatThrownBy(() -> method.load(file)).isInstanceOf(BadInputException.class);
  }

  @ParameterizedTest
  @MethodSource("methods")
  void refusesAFileOfAnotherMethodOrWithPartsMissing(HashMethod method, @TempDir Path folder)
      throws IOException {
    Path file = folder.resolve("hasher.ddh");
    new TensorFile("hasher/other", Map.of(), Map.of()).write(file);
    assertThatThrownBy(() -> method.load(file))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("hasher/other");
    new TensorFile("hasher/" + method.name(), Map.of(), Map.of()).write(file);
    assertThatThrownBy(() -> method.load(file))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("' is missing");
  }

  @ParameterizedTest
  @MethodSource("methods")
  void refusesImagesAndOtherDimensions(HashMethod method) {
    Images images = new Images(2, 2, 1, new byte[40]);
    assertThatThrownBy(() -> method.train(Samples.training(images, 2), 12, 5, Progress.NONE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("features");
    Hasher hasher = train(method, 12, 5);
    assertThatThrownBy(() -> hasher.encode(images))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("features");
    assertThatThrownBy(() -> hasher.encode(Samples.gaussian(3, D + 1, 5)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("dimension 70, found 71");
  }

  @ParameterizedTest
  @MethodSource("methods")
  void refusesValuesThatAreNotFinite(HashMethod method) {
    float[] values = X.values().clone();
    values[2 * D + 3] = Float.NaN;
    assertThatThrownBy(
            () ->
                method.train(
                    Samples.training(new Features(D, values), CLASSES), 12, 5, Progress.NONE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("feature 3 of training row 2 must be finite");
  }

  @ParameterizedTest
  @MethodSource("methods")
  void refusesCodeLengthsOutOfRange(HashMethod method) {
    for (int bits : List.of(0, -1, 1025)) {
      assertThatThrownBy(() -> train(method, bits, 5))
          .isInstanceOf(BadInputException.class)
          .hasMessageContaining(method.name() + ": bits must be in [1, 1024], found " + bits);
    }
  }

  @ParameterizedTest
  @MethodSource("methods")
  void everySettingIsCheckedAndTheDefaultsChangeNothing(HashMethod method) {
    Map<String, Object> defaults = method.defaults();
    HashMethod same = method.configure(Settings.of(method.name(), defaults, Map.of()));
    assertThat(same.train(DATA, 12, 5, Progress.NONE).encode(X))
        .isEqualTo(method.train(DATA, 12, 5, Progress.NONE).encode(X));
    defaults.forEach(
        (key, value) -> {
          Object wrong = value instanceof Integer ? (Object) Integer.valueOf(-1) : -1.0;
          Settings bad = Settings.of(method.name(), defaults, Map.of(key, wrong));
          assertThatThrownBy(() -> method.configure(bad))
              .isInstanceOf(BadInputException.class)
              .hasMessageContaining(method.name() + "." + key);
        });
  }
}
