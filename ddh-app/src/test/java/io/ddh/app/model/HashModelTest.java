package io.ddh.app.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ddh.core.BadInputException;
import io.ddh.core.BinaryCodes;
import io.ddh.core.Images;
import io.ddh.core.TensorFile;
import io.ddh.experiments.registry.Registry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a model file must keep, over every row that the class path has. */
class HashModelTest {
  private static final Images ASKED = ToyModels.images(37);

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void name() {
    file = folder.resolve("m.ddhm");
  }

  static List<String> rows() {
    return ToyModels.rows();
  }

  @Test
  void everyMethodWithAllFeaturesIsThere() {
    assertThat(rows())
        .contains("ddh", "ddh+aug", "ddh-paper", "cnnh", "dsh", "deephash", "csq", "class-id")
        .contains("sdh+cnn", "sdh+lbp", "sdh+pixels", "fasth+cnn", "random+lbp", "bre+cnn")
        .hasSize(8 + 8 * 3);
  }

  /** Cut off at every KB; each byte of the head and three of each section flipped. */
  @ParameterizedTest
  @MethodSource("rows")
  void comesBackBitForBitOrIsRefused(String row) throws IOException {
    ToyModels.Trained trained = ToyModels.train(row, 13);
    BinaryCodes expected = trained.encode(ASKED);
    HashModel written = trained.write(file);
    HashModel read = HashModel.read(file, ToyModels.REGISTRY);
    assertThat(read.encode(ASKED)).isEqualTo(expected);
    assertThat(written.encode(ASKED)).isEqualTo(expected);
    int[] one = {7};
    if (!row.equals("random+cnn")) { // a hash of all digits of a float, the last ones included
      assertThat(read.encode(ASKED.select(one))).isEqualTo(expected.select(one));
    }
    assertThat(read.digest()).isEqualTo(written.digest()).matches("[0-9a-f]{64}");
    assertThat(read.card()).isEqualTo(trained.card());
    assertThat(read.bits()).isEqualTo(13);

    byte[] whole = Files.readAllBytes(file);
    int step = whole.length < 1 << 20 ? 1024 : 16 * 1024; // CNNH and DSH have millions of weights
    for (int length = 0; length < whole.length; length += step) {
      refused(Arrays.copyOf(whole, length));
    }
    refused(Arrays.copyOf(whole, whole.length - 1));
    refused(Arrays.copyOf(whole, whole.length + 1));
    int at = whole.length;
    ModelFile parts = ModelFile.parse(whole, "m");
    for (byte[] section : parts.sections().values()) {
      at -= section.length;
    }
    int head = at;
    for (int i = 0; i < head; i++) {
      refused(flipped(whole, i));
    }
    for (byte[] section : parts.sections().values()) {
      for (int i : new int[] {0, section.length / 2, section.length - 1}) {
        refused(flipped(whole, at + i));
      }
      at += section.length;
    }
  }

  private static byte[] flipped(byte[] bytes, int at) {
    byte[] out = bytes.clone();
    out[at] ^= 1;
    return out;
  }

  private void refused(byte[] bytes) {
    assertThatThrownBy(() -> HashModel.parse(bytes, file.toString(), ToyModels.REGISTRY))
        .isInstanceOf(BadInputException.class)
        .hasMessageStartingWith(file.toString())
        .hasMessageNotContaining("\n");
  }

  private void refused(Map<String, byte[]> sections, String... parts) throws IOException {
    Files.write(file, new ModelFile(sections).bytes());
    assertThatThrownBy(() -> HashModel.read(file, ToyModels.REGISTRY))
        .isInstanceOf(BadInputException.class)
        .hasMessageStartingWith(file.toString())
        .hasMessageContainingAll(parts);
  }

  @Test
  void saysWhatIsWrongWithTheWholeFile() throws IOException {
    refused("hello, this is a text file".getBytes(StandardCharsets.UTF_8));
    assertThatThrownBy(() -> HashModel.read(folder)).hasMessageContaining("not a file");
    assertThatThrownBy(() -> HashModel.read(folder.resolve("no.ddhm")))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("no such file");
    ToyModels.train("lsh+lbp", 12).write(file);
    byte[] newer = Files.readAllBytes(file);
    ByteBuffer.wrap(newer).putInt(4, 2);
    Files.write(file, newer);
    assertThatThrownBy(() -> HashModel.read(file))
        .isInstanceOf(BadInputException.class)
        .hasMessageEndingWith("model version 2; this program reads version 1");
  }

  @Test
  void refusesMethodsThatAreNotHere() throws IOException {
    ToyModels.train("lsh+lbp", 12).write(file);
    Registry none = Registry.of(List.of(), List.of(), List.of(), List.of());
    assertThatThrownBy(() -> HashModel.read(file, none))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("method 'lsh' is not on the class path");
    Registry noFeatures =
        Registry.of(ToyModels.REGISTRY.methods().values(), List.of(), List.of(), List.of());
    assertThatThrownBy(() -> HashModel.read(file, noFeatures))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("features 'lbp' is not on the class path");
  }

  /** Checksums are right, content is not: what somebody could have made on purpose. */
  @Test
  void refusesWhatMakesNoSense() throws IOException {
    ToyModels.train("ddh", 12).write(file);
    Map<String, byte[]> good = ModelFile.parse(Files.readAllBytes(file), "m").sections();
    String card = new String(good.get("card"), StandardCharsets.UTF_8);
    refused(with(good, "card", "[]"), "damaged", "JSON object");
    refused(with(good, "card", card + "x"), "damaged", "JSON");
    refused(with(good, "card", card.replace("\"bits\":12", "\"bits\":0")), "bits");
    refused(with(good, "card", card.replace("\"bits\":12", "\"bits\":\"a\"")), "bits");
    refused(with(good, "card", card.replace("\"bits\":12", "\"bits\":13")), "12 bits");
    refused(with(good, "card", card.replace("\"bits\":12", "\"bits\":12,\"bits\":12")), "JSON");
    refused(with(good, "card", card.replace("\"size\":28", "\"size\":2000")), "size");
    refused(with(good, "card", card.replace("\"size\":28", "\"size\":32")), "32x32x1");
    refused(with(good, "card", card.replace("\"epochs\":2", "\"epocks\":2")), "epocks");
    refused(with(good, "card", card.replace("\"name\":\"ddh\"", "\"name\":\"dsh\"")), "'beta'");
    refused(
        with(good, "card", card.replace("\"name\":\"ddh\"", "\"name\":\"ddh+aug\"")),
        "holds 'hasher/ddh'");
    refused(with(good, "card", "{\"a\":".repeat(5000)), "JSON");
    Map<String, byte[]> without = new LinkedHashMap<>(good);
    without.remove("hasher");
    refused(without, "no section 'hasher'");
  }

  private static Map<String, byte[]> with(Map<String, byte[]> all, String name, String text) {
    Map<String, byte[]> out = new LinkedHashMap<>(all);
    out.put(name, text.getBytes(StandardCharsets.UTF_8));
    return out;
  }

  /** A few bytes that ask for a network of many GB get none. */
  @Test
  void sizesAskForNoMemory() throws IOException {
    ToyModels.train("sdh+cnn", 12).write(file);
    Map<String, byte[]> cnn = ModelFile.parse(Files.readAllBytes(file), "m").sections();
    for (Map<String, String> other :
        List.of(
            Map.of("width", "65536", "side", "1024"),
            Map.of("identities", "10000000"),
            Map.of("identities", "2000000000"),
            Map.of("width", "-1"),
            Map.of("side", "1000000"),
            Map.of("channels", "2"),
            Map.of("mean", "NaN"),
            Map.of("side", "many"))) {
      refused(changed(cnn, "features", "extractor/cnn", other), "damaged");
    }
    for (String row : List.of("ddh", "cnnh", "deephash")) {
      ToyModels.train(row, 12).write(file);
      Map<String, byte[]> good = ModelFile.parse(Files.readAllBytes(file), "m").sections();
      for (Map<String, String> other :
          List.of(
              Map.of("bits", "1024", "group", "64", "side", "1024", "dense", "65536"),
              Map.of("bits", "2000000000"),
              Map.of("side", "46341"))) {
        refused(changed(good, "hasher", "hasher/" + row, other), "damaged");
      }
    }
    ToyModels.train("deephash", 12).write(file);
    Map<String, byte[]> wide = ModelFile.parse(Files.readAllBytes(file), "m").sections();
    String kind = "hasher/deephash";
    refused(changed(wide, "hasher", kind, Map.of("side", "1024")), "too large"); // as many weights
    refused(changed(wide, "hasher", kind, Map.of("trunk", "huge")), "trunk", "huge");
  }

  private static Map<String, byte[]> changed(
      Map<String, byte[]> all, String section, String kind, Map<String, String> texts)
      throws IOException {
    byte[] old = all.get(section);
    TensorFile state =
        TensorFile.read(new java.io.ByteArrayInputStream(old), old.length, "m", kind);
    Map<String, String> merged = new LinkedHashMap<>(state.texts());
    merged.putAll(texts);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    new TensorFile(kind, merged, state.arrays()).write(bytes);
    Map<String, byte[]> out = new LinkedHashMap<>(all);
    out.put(section, bytes.toByteArray());
    return out;
  }

  /** Seeded damage behind right checksums: a model or bad input, never anything else. */
  @ParameterizedTest
  @MethodSource("fuzzed")
  void damageBehindRightChecksumsIsBadInputAtWorst(String row) throws IOException {
    ToyModels.train(row, 12).write(file);
    Map<String, byte[]> good = ModelFile.parse(Files.readAllBytes(file), "m").sections();
    SplittableRandom random = new SplittableRandom(row.hashCode());
    int refused = 0;
    for (int round = 0; round < 30; round++) {
      Map<String, byte[]> other = new LinkedHashMap<>();
      String hit = List.copyOf(good.keySet()).get(random.nextInt(good.size()));
      good.forEach((name, bytes) -> other.put(name, bytes.clone()));
      byte[] bytes = other.get(hit);
      int at = random.nextInt(Math.min(bytes.length - 8, 400));
      bytes[at] = (byte) random.nextInt(256);
      resum(bytes, hit);
      Files.write(file, new ModelFile(other).bytes());
      try {
        HashModel.read(file, ToyModels.REGISTRY).encode(ASKED);
      } catch (BadInputException e) {
        assertThat(e).hasMessageStartingWith(file.toString());
        refused++;
      }
    }
    assertThat(refused).isPositive();
  }

  static List<String> fuzzed() {
    return List.of("ddh+aug", "fasth+lbp", "sh+pixels", "sdh+cnn", "class-id");
  }

  /** Makes the inner checksum right again. */
  private static void resum(byte[] tensors, String section) {
    if (!section.equals("card")) {
      java.util.zip.CRC32 sum = new java.util.zip.CRC32();
      sum.update(tensors, 0, tensors.length - 8);
      ByteBuffer.wrap(tensors).putLong(tensors.length - 8, sum.getValue());
    }
  }
}
