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
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** BlazeFace against an evaluation in float64, and damaged files. */
class LiteToOnnxTest {
  @TempDir Path folder;

  /** Reference values: blazeface.py of src/test/reference. */
  @ParameterizedTest
  @CsvSource({"full, 192, 2304", "short, 128, 896"})
  void theOutputsAreThoseOfAnEvaluationInFloat64(String name, int side, int anchors)
      throws IOException {
    byte[] onnx =
        LiteToOnnx.convert(name, RealModels.file("face_detection_" + name + "_range.tflite"));
    Path file = Files.write(folder.resolve("blaze.onnx"), onnx);
    Map<String, double[]> expected = ReferenceImages.numbers("blazeface.txt");
    float[] input = ReferenceImages.image(5, side);
    for (int i = 0; i < input.length; i++) {
      input[i] = input[i] / 127.5f - 1;
    }
    List<TensorSpec> outputs =
        List.of(
            new TensorSpec("output_0", TensorSpec.ANY, anchors, 16),
            new TensorSpec("output_1", TensorSpec.ANY, anchors, 1));
    TensorSpec in = new TensorSpec("input", TensorSpec.ANY, side, side, 3);
    try (OnnxNetwork network = OnnxNetwork.open(file, in, outputs)) {
      float[][] found = network.run(input, 1, side, side, 3);
      compare(found[0], expected.get(name + " boxes"), 149);
      compare(found[1], expected.get(name + " scores"), 11);
    }
  }

  /** The first number is the sum of all absolute values, the others every {@code step}-th value. */
  private static void compare(float[] found, double[] expected, int step) {
    double sum = 0;
    for (float value : found) {
      sum += Math.abs(value);
    }
    assertThat(sum).isCloseTo(expected[0], within(1e-5 * expected[0]));
    assertThat(expected).hasSize(1 + (found.length + step - 1) / step);
    for (int i = 1; i < expected.length; i++) {
      assertThat((double) found[(i - 1) * step]).isCloseTo(expected[i], within(5e-4));
    }
  }

  @Test
  void whatIsNoTensorFlowLiteFileIsRefused() {
    for (String text : List.of("", "TFL", "a text that is no network", "\0\0\0\0TFL3")) {
      assertThatThrownBy(() -> LiteToOnnx.convert("x", text.getBytes(StandardCharsets.ISO_8859_1)))
          .isInstanceOf(BadInputException.class)
          .hasMessageStartingWith("x: ");
    }
  }

  @Test
  void anotherOperatorIsNamed() throws IOException {
    byte[] file = RealModels.file("face_detection_short_range.tflite");
    assertThatThrownBy(() -> LiteToOnnx.convert("x", withCode(file, 19, 25)))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("operator 25 of TensorFlow Lite; valid: those of BlazeFace");
  }

  /** Changes the number of an operator where the file lists those that it uses. */
  private static byte[] withCode(byte[] file, int from, int to) {
    FlatTable root = FlatTable.root("x", file, "TFL3");
    byte[] out = file.clone();
    for (FlatTable code : root.tables(1)) {
      for (int field = 0; field <= 3; field += 3) {
        int at = code.at() + fieldOffset(file, code.at(), field);
        out[at] = at > code.at() && file[at] == from ? (byte) to : out[at];
      }
    }
    return out;
  }

  private static int fieldOffset(byte[] file, int table, int field) {
    int fields = table - (file[table] & 255 | (file[table + 1] & 255) << 8 | file[table + 2] << 16);
    boolean stored = (file[fields] & 255) > 4 + 2 * field;
    return stored ? file[fields + 4 + 2 * field] & 255 : 0;
  }

  @Test
  void truncatedFilesAreRefused() throws IOException {
    byte[] file = RealModels.file("face_detection_short_range.tflite");
    for (int length = 0; length < file.length; length += 1 + length / 9) {
      byte[] part = Arrays.copyOf(file, length);
      assertThatThrownBy(() -> LiteToOnnx.convert("x", part))
          .isInstanceOf(BadInputException.class)
          .hasMessageStartingWith("x: ");
    }
  }

  /** 150 files with damaged structure: each is converted, or refused in one line. */
  @Test
  void changedBytesNeverFailOtherwise() throws IOException {
    byte[] file = RealModels.file("face_detection_short_range.tflite");
    int structure = structure(file);
    Random random = new Random(1);
    int refused = 0;
    for (int i = 0; i < 150; i++) {
      byte[] changed = file.clone();
      for (int k = 0; k <= random.nextInt(3); k++) {
        changed[structure + random.nextInt(file.length - structure)] = (byte) random.nextInt(256);
      }
      try {
        LiteToOnnx.convert("x", changed);
      } catch (BadInputException e) {
        assertThat(e.getMessage()).startsWith("x: ").doesNotContain("\n");
        refused++;
      }
    }
    assertThat(refused).isGreaterThan(30);
  }

  /** Tables stand behind the constants: this is where the graph begins. */
  private static int structure(byte[] file) {
    FlatTable root = FlatTable.root("x", file, "TFL3");
    return Math.min(root.tables(2)[0].at(), file.length * 3 / 4);
  }
}
