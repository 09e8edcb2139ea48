package io.ddh.vision.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ddh.core.BadInputException;
import io.ddh.core.Sha256;
import io.ddh.vision.FaceFinder;
import io.ddh.vision.RealModels;
import io.ddh.vision.convert.TinyNetworks;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The folder of the networks, and what happens to files in it. */
class ModelStoreTest {
  private static final byte[] TINY = TinyNetworks.embedding(8, 6);

  @TempDir Path folder;

  private ModelStore store(byte[] onnx) throws IOException {
    ModelListTest.write(folder, onnx);
    ModelStore store = ModelStore.at(folder);
    store.install("own", Map.of("own.onnx", onnx));
    return store;
  }

  private static void refused(Runnable call, String... parts) {
    assertThatThrownBy(call::run)
        .isInstanceOf(BadInputException.class)
        .hasMessageContainingAll(parts)
        .hasMessageNotContaining("\n");
  }

  @Test
  void theDefaultNetworksAreConvertedCheckedAndRun() throws IOException {
    ModelStore store = RealModels.store(folder);
    for (String name : ModelList.DEFAULTS) {
      Path file = store.require(name);
      assertThat(store.digest(name)).isEqualTo(Sha256.hex(Files.readAllBytes(file)));
      assertThat(store.problem(name)).isEmpty();
      FaceFinder.tryOut(store, name);
    }
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).hasSize(6);
    }
  }

  @Test
  void theFolderComesFromTheEnvironment() {
    assertThat(ModelStore.of(Map.of("DDH_MODELS", folder.toString())).folder()).isEqualTo(folder);
    assertThat(ModelStore.of(Map.of("DDH_MODELS", " ")).folder())
        .isEqualTo(Path.of(System.getProperty("user.home"), ".ddh", "models"));
  }

  @Test
  void aMissingNetworkIsBroughtByTheCommandThatIsNamed() {
    ModelStore store = ModelStore.at(folder.resolve("none"));
    refused(
        () -> store.require("dlib-face"),
        "network dlib-face is not in " + folder.resolve("none"),
        "next: ddh models get dlib-face");
    assertThat(store.has("dlib-face")).isFalse();
    refused(() -> store.digest("dlib"), "unknown network 'dlib'; valid: ");
  }

  @Test
  void aDamagedOrExchangedNetworkIsRefusedUntilItIsStoredAgain() throws IOException {
    ModelStore store = store(TINY);
    Path file = store.require("own");
    byte[] changed = TINY.clone();
    changed[changed.length / 2] ^= 1;
    Files.write(file, changed);
    refused(() -> store.require("own"), file + ": damaged or replaced: SHA-256 ", "get own");
    Files.write(file, new byte[] {1, 2, 3});
    refused(() -> store.require("own"), "3 bytes, expected " + TINY.length);
    for (String note : new String[] {"{}", "null", "", "[]"}) {
      Files.writeString(folder.resolve("own.json"), note);
      refused(() -> store.require("own"), file + ": ", "next: ddh models get own");
    }
    Files.delete(folder.resolve("own.json"));
    refused(
        () -> store.require("own"), file + ": ", "own.json is missing; next: ddh models get own");
    Files.delete(file);
    refused(() -> store.require("own"), "network own is not in " + folder);
    assertThat(store.problem("own")).isPresent();
    store.install("own", Map.of("own.onnx", TINY));
    assertThat(store.require("own")).hasBinaryContent(TINY);
  }

  @Test
  void aNetworkThatTheFolderDescribesOtherwiseHasAnotherIdentity() throws IOException {
    String first = store(TINY).identity("own");
    assertThat(first).startsWith("own " + Sha256.hex(TINY) + " ").contains("divide=1.0");
    Path list = folder.resolve("models.json");
    Files.writeString(list, Files.readString(list).replace("\"divide\": 1", "\"divide\": 2"));
    assertThat(ModelStore.at(folder).identity("own")).isNotEqualTo(first);
    refused(() -> ModelStore.at(list), list + ": is a file; valid: the folder of the networks");
  }

  @Test
  void aNetworkFromOtherPublishedFilesIsNotTaken() throws IOException {
    ModelStore store = store(TINY);
    byte[] other = TinyNetworks.embedding(8, 9);
    ModelListTest.write(folder, other);
    ModelStore later = ModelStore.at(folder);
    refused(() -> later.require("own"), "made by another converter, or from other published files");
    refused(
        () -> install(later, Map.of("own.onnx", TINY)),
        "own: own.onnx is not the published file: SHA-256 " + Sha256.hex(TINY),
        "expected SHA-256 " + Sha256.hex(other));
    refused(() -> install(later, Map.of()), "own: own.onnx is missing or empty");
    assertThat(store.folder().resolve("own.onnx")).hasBinaryContent(TINY);
  }

  private static void install(ModelStore store, Map<String, byte[]> files) {
    store.install("own", files);
  }

  @Test
  void anOnnxFileThatIsNotWhatItShouldBeIsRefusedInOneLine() throws IOException {
    FaceFinder.tryOut(store(TINY), "own");
    String file = folder.resolve("own.onnx").toString();
    ModelStore wrongInput = store(TinyNetworks.embedding(16, 6));
    refused(() -> FaceFinder.tryOut(wrongInput, "own"), file, "input", "3, 16, 16", "3, 8, 8");
    ModelStore wrongOutput = store(TinyNetworks.embedding(8, 7));
    refused(() -> FaceFinder.tryOut(wrongOutput, "own"), file, "output", "7", "6");
    ModelStore operator = store(TinyNetworks.unknownOperator(8, 6));
    refused(() -> FaceFinder.tryOut(operator, "own"), file, "NoSuchThing");
    ModelStore text = store("no network".getBytes(StandardCharsets.UTF_8));
    refused(() -> FaceFinder.tryOut(text, "own"), file, "ONNX");
  }

  /** Four threads store the same network while a fifth reads it: it is never half there. */
  @Test
  void severalAtOnceDoNotDisturbEachOther() throws Exception {
    ModelStore store = store(TINY);
    List<Thread> threads =
        Stream.generate(
                () ->
                    new Thread(
                        () -> {
                          for (int i = 0; i < 50; i++) {
                            install(store, Map.of("own.onnx", TINY));
                          }
                        }))
            .limit(4)
            .toList();
    threads.forEach(Thread::start);
    while (threads.stream().anyMatch(Thread::isAlive)) {
      assertThat(store.problem("own")).isEmpty();
    }
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).hasSize(3); // no temporary file is left
    }
  }
}
