package io.ddh.vision.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ddh.core.BadInputException;
import io.ddh.vision.RealModels;
import io.ddh.vision.network.OnnxNetwork;
import io.ddh.vision.network.TensorSpec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** dlib's network against face-api's own program, and damaged weights. */
class DlibToOnnxTest {
  private static final String ONE =
      "[{\"weights\":[{\"name\":\"fc\",\"shape\":[2,3],\"dtype\":\"float32\"}]}]";

  @TempDir Path folder;

  private static byte[] manifest() throws IOException {
    return RealModels.file("face_recognition_model-weights_manifest.json");
  }

  private static byte[] weights() throws IOException {
    return RealModels.file("face_recognition_model.bin");
  }

  /** Reference values: face_api.js of src/test/reference. Single images and batches. */
  @Test
  void theOutputsAreThoseOfFaceApi() throws IOException {
    byte[] onnx = DlibToOnnx.convert("dlib-face", manifest(), weights());
    Path file = Files.write(folder.resolve("dlib.onnx"), onnx);
    Map<String, double[]> expected = ReferenceImages.numbers("face-api.txt");
    assertThat(expected).containsOnlyKeys("image1", "image9");
    TensorSpec input = new TensorSpec("input", TensorSpec.ANY, 3, 150, 150);
    TensorSpec output = new TensorSpec("embedding", TensorSpec.ANY, 128);
    try (OnnxNetwork network = OnnxNetwork.open(file, input, List.of(output))) {
      float[] one = ReferenceImages.planes(ReferenceImages.image(1, 150));
      float[] nine = ReferenceImages.planes(ReferenceImages.image(9, 150));
      float[] both = new float[2 * one.length];
      System.arraycopy(one, 0, both, 0, one.length);
      System.arraycopy(nine, 0, both, one.length, one.length);
      float[] found = network.run(both, 2, 3, 150, 150)[0];
      float[] alone = network.run(nine, 1, 3, 150, 150)[0];
      for (int i = 0; i < 128; i++) {
        assertThat((double) found[i]).isCloseTo(expected.get("image1")[i], within(5e-6));
        assertThat((double) found[128 + i]).isCloseTo(expected.get("image9")[i], within(5e-6));
        assertThat((double) alone[i]).isCloseTo(expected.get("image9")[i], within(5e-6));
      }
    }
  }

  @Test
  void conversionIsReproducible() throws IOException {
    assertThat(DlibToOnnx.convert("dlib-face", manifest(), weights()))
        .isEqualTo(DlibToOnnx.convert("dlib-face", manifest(), weights()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[3,3,32,64] | [3,3,64,32]  | shape \\[3, 3, 64, 32\\], expected \\[3, 3, 32, 64\\]",
        "[256,128]   | [256,129]    | weight 'fc' has shape .*, but only 32768 bytes are left",
        "[256,128]   | [256,127]    | the weights need 6443776 bytes, found 6444032",
        "[256,128]   | [32768]      | shape \\[32768\\], expected \\[256, 128\\]",
        "[256,128]   | [65536,65536,65536,65536,16] | weight 'fc' has shape .*, but only .*",
        "[256,128]   | [-256,-128]  | weight 'fc' has shape .*, but only .*",
        "\"fc\"      | \"gc\"       | weight 'fc' has shape none, expected \\[256, 128\\]",
        "\"float32\" | \"int32\"    | weight 'conv32_down/conv/filters' must have a shape and .*",
        "\"uint8\"   | \"uint16\"   | weight 'conv32_down/conv/filters' must have a shape and .*",
      })
  void aManifestWithOtherShapesIsRefused(String from, String to, String message)
      throws IOException {
    String text = new String(manifest(), StandardCharsets.UTF_8);
    byte[] changed = text.replaceFirst(Pattern.quote(from), to).getBytes(StandardCharsets.UTF_8);
    byte[] weights = weights();
    assertThatThrownBy(() -> DlibToOnnx.convert("x", changed, weights))
        .isInstanceOf(BadInputException.class)
        .hasMessageMatching("x: " + ".*" + message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{            | the manifest is not a JSON list of weights with names and shapes",
        "{\"a\":1}    | the manifest is not a JSON list of weights with names and shapes",
        "[1]          | the manifest is not a JSON list of weights with names and shapes",
        "[null]       | the manifest is not a JSON list of weights with names and shapes",
        "[]           | the manifest has 0 groups of weights; valid: 1 group",
        "[{}]         | the manifest has 1 groups of weights; valid: 1 group",
        "[{\"weights\":[null]}] | the manifest is not a JSON list of weights with names and shapes",
        "[{\"weights\":[{}]}]   | weight 'null' must have a shape and the type float32",
      })
  void anotherJsonIsRefused(String json, String message) {
    assertThatThrownBy(
            () -> DlibToOnnx.convert("x", json.getBytes(StandardCharsets.UTF_8), new byte[24]))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("x: damaged: " + message);
  }

  @Test
  void weightsOfAnotherNetworkAreRefused() {
    assertThatThrownBy(
            () -> DlibToOnnx.convert("x", ONE.getBytes(StandardCharsets.UTF_8), new byte[24]))
        .isInstanceOf(BadInputException.class)
        .hasMessage("x: weight 'conv32_down/conv/filters' has shape none, expected [7, 7, 3, 32]");
  }

  /** 100 changes of one byte of the manifest: read, or refused in one line. */
  @Test
  void changedBytesOfTheManifestNeverFailOtherwise() throws IOException {
    byte[] manifest = manifest();
    byte[] weights = weights();
    Random random = new Random(1);
    int refused = 0;
    for (int i = 0; i < 100; i++) {
      byte[] changed = manifest.clone();
      changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
      try {
        WeightsManifest.read("x", changed, weights);
      } catch (BadInputException e) {
        assertThat(e.getMessage()).startsWith("x: ").doesNotContain("\n");
        refused++;
      }
    }
    assertThat(refused).isGreaterThan(30);
  }
}
