package io.ddh.vision.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ddh.core.BadInputException;
import io.ddh.vision.align.FaceTemplate;
import io.ddh.vision.convert.TinyDetectors;
import io.ddh.vision.network.InputLayout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Layouts, the mirrored mean and unit length, with a network that returns means of half planes. */
class FaceEmbedderTest {
  private static final int SIDE = 112;

  @TempDir Path folder;

  /** A chip whose left half has one colour and whose right half has another. */
  private static float[] chip(float[] left, float[] right) {
    float[] out = new float[SIDE * SIDE * 3];
    for (int p = 0; p < out.length; p++) {
      out[p] = p / 3 % SIDE < SIDE / 2 ? left[p % 3] : right[p % 3];
    }
    return out;
  }

  private FaceEmbedder open(long batch, int length, InputLayout layout, boolean unit)
      throws IOException {
    Path file = folder.resolve("halves.onnx");
    Files.write(file, TinyDetectors.halves(SIDE, batch, false));
    return new FaceEmbedder(
        file, new FaceEmbedder.Form(FaceTemplate.arcFace(), layout, length, unit));
  }

  /** (128 − 127.5) / 127.5 and so on; both halves have the same mean after mirroring. */
  @ParameterizedTest
  @CsvSource({"false,-1", "true,-1", "false,1", "true,1"})
  void coloursAreOrderedScaledAndMirrored(boolean bgr, long batch) throws IOException {
    InputLayout layout = new InputLayout(true, bgr, 127.5f, 127.5f);
    try (FaceEmbedder embedder = open(batch, 6, layout, false)) {
      List<float[]> chips = new ArrayList<>();
      for (int i = 0; i < 19; i++) {
        chips.add(chip(new float[] {255, i, 0}, new float[] {255, i, 255}));
      }
      List<float[]> found = embedder.embed(chips);
      assertThat(found).hasSize(19);
      for (int i = 0; i < 19; i++) {
        float green = (i - 127.5f) / 127.5f;
        float[] expected = {1, 1, green, green, 0, 0};
        float[] other = {0, 0, green, green, 1, 1};
        assertThat(found.get(i)).containsExactly(bgr ? other : expected, within(1e-4f));
      }
    }
  }

  @Test
  void vectorsThatAreComparedByAngleHaveLengthOne() throws IOException {
    try (FaceEmbedder embedder = open(-1, 6, new InputLayout(true, false, 0, 1), true)) {
      float[] found =
          embedder.embed(List.of(chip(new float[] {3, 0, 4}, new float[] {3, 0, 4}))).get(0);
      float half = (float) Math.sqrt(0.5);
      assertThat(found)
          .containsExactly(
              new float[] {0.6f * half, 0.6f * half, 0, 0, 0.8f * half, 0.8f * half},
              within(1e-6f));
      assertThat(embedder.embed(List.of())).isEmpty();
    }
  }

  @Test
  void anotherFormIsRefused() {
    InputLayout layout = new InputLayout(true, false, 0, 1);
    assertThatThrownBy(() -> open(-1, 7, layout, false))
        .isInstanceOf(BadInputException.class)
        .hasMessageEndingWith("halves.onnx: output [683 [?, 6]], valid: [?, 7] of 32-bit floats");
    InputLayout pixels = new InputLayout(false, false, 0, 1);
    assertThatThrownBy(() -> open(-1, 6, pixels, false))
        .hasMessageEndingWith(
            "input [input.1 [?, 3, 112, 112]], valid: [?, 112, 112, 3] of 32-bit floats");
  }
}
