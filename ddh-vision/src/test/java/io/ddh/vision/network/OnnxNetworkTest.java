package io.ddh.vision.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ddh.core.BadInputException;
import io.ddh.vision.convert.TinyDetectors;
import io.ddh.vision.convert.TinyNetworks;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that are no network, or another one, and several threads at once. */
class OnnxNetworkTest {
  private static final long ANY = TensorSpec.ANY;
  private static final TensorSpec INPUT = new TensorSpec("", ANY, 3, 8, 8);
  private static final TensorSpec OUTPUT = new TensorSpec("", ANY, 6);

  @TempDir Path folder;

  private OnnxNetwork open(byte[] content, TensorSpec input, TensorSpec output) throws IOException {
    return OnnxNetwork.open(
        Files.write(folder.resolve("some.onnx"), content), input, List.of(output));
  }

  private void refused(byte[] content, TensorSpec input, TensorSpec output, String message) {
    assertThatThrownBy(() -> open(content, input, output))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("some.onnx: ")
        .hasMessageContaining(message)
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n"));
  }

  @Test
  void whatIsNoNetworkIsRefused() {
    byte[] onnx = TinyDetectors.halves(8, -1, false);
    byte[] half = Arrays.copyOf(onnx, onnx.length / 2);
    String valid = "ONNX Runtime can't run this file, valid: an ONNX network";
    refused("a text".getBytes(StandardCharsets.UTF_8), INPUT, OUTPUT, valid);
    refused(half, INPUT, OUTPUT, valid);
    refused(TinyNetworks.unknownOperator(8, 6), INPUT, OUTPUT, "NoSuchThing");
    assertThatThrownBy(() -> OnnxNetwork.open(folder.resolve("none"), INPUT, List.of(OUTPUT)))
        .hasMessageEndingWith("none: can't be read as a file; valid: an ONNX network");
  }

  @Test
  void anotherNetworkIsRefused() {
    byte[] onnx = TinyDetectors.halves(8, -1, false);
    refused(onnx, new TensorSpec("", ANY, 3, 9, 9), OUTPUT, "input [input.1 [?, 3, 8, 8]], valid:");
    refused(onnx, new TensorSpec("data", ANY, 3, 8, 8), OUTPUT, "valid: data [?, 3, 8, 8]");
    refused(
        onnx, INPUT, new TensorSpec("cls_8", ANY, 6), "output [683 [?, 6]], valid: cls_8 [?, 6]");
    refused(onnx, INPUT, new TensorSpec("", ANY, 6, 1), "output [683 [?, 6]], valid: [?, 6, 1]");
  }

  /** The file leaves the length open; it shows when the network runs. */
  @Test
  void anOutputOfAnotherLengthIsRefused() throws IOException {
    byte[] onnx = TinyDetectors.halves(8, -1, true);
    try (OnnxNetwork network = open(onnx, INPUT, new TensorSpec("", ANY, 5))) {
      assertThatThrownBy(() -> network.run(new float[192], 1, 3, 8, 8))
          .isInstanceOf(BadInputException.class)
          .hasMessageEndingWith("some.onnx: output 683 has shape [1, 6], valid: [?, 5]");
    }
  }

  /** Beside the network there are weights of the right length; no digest covers them. */
  @Test
  void weightsInAnotherFileAreRefused() throws IOException {
    Files.write(folder.resolve("weights.bin"), new byte[72]);
    for (String place : List.of("weights.bin", "../weights.bin", folder + "/weights.bin")) {
      refused(TinyNetworks.weightsIn(place), INPUT, OUTPUT, "(its weights are in another file)");
    }
  }

  @Test
  void valuesThatAreNotFiniteAreRefused() throws IOException {
    try (OnnxNetwork network = open(TinyDetectors.halves(8, -1, false), INPUT, OUTPUT)) {
      float[] values = new float[192];
      values[191] = Float.NaN;
      assertThatThrownBy(() -> network.run(values, 1, 3, 8, 8))
          .isInstanceOf(BadInputException.class)
          .hasMessageEndingWith("some.onnx: output 683 contains NaN, valid: finite values");
    }
  }

  @Test
  void theFileMayLimitTheNumberOfImagesByItsOutput() throws IOException {
    try (OnnxNetwork network = open(TinyNetworks.embedding(8, 6, 1), INPUT, OUTPUT)) {
      assertThat(network.batch()).isEqualTo(1);
    }
    try (OnnxNetwork network = open(TinyNetworks.embedding(8, 6), INPUT, OUTPUT)) {
      assertThat(network.batch()).isEqualTo(ANY);
    }
  }

  @Test
  void threadsDoNotDisturbEachOther() throws IOException {
    try (OnnxNetwork network = open(TinyDetectors.halves(8, -1, false), INPUT, OUTPUT)) {
      IntStream.range(0, 400)
          .parallel()
          .forEach(
              i -> {
                int batch = 1 + i % 3;
                float[] values = new float[batch * 192];
                Arrays.fill(values, i);
                float[] out = network.run(values, batch, 3, 8, 8)[0];
                assertThat(out).hasSize(6 * batch).containsOnly(i);
              });
    }
  }
}
