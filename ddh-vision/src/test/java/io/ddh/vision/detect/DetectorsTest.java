package io.ddh.vision.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ddh.core.BadInputException;
import io.ddh.vision.align.FacePoint;
import io.ddh.vision.convert.TinyDetectors;
import io.ddh.vision.convert.TinyNetworks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How the outputs of BlazeFace and YuNet are read, against arithmetic by hand. */
class DetectorsTest {
  @TempDir Path folder;

  private Path file(byte[] onnx) throws IOException {
    return Files.write(folder.resolve("some.onnx"), onnx);
  }

  private static void assertNear(FacePoint found, double x, double y) {
    assertThat(found.x()).isCloseTo(x, within(1e-4));
    assertThat(found.y()).isCloseTo(y, within(1e-4));
  }

  private static float[] filled(int length, float value) {
    float[] out = new float[length];
    Arrays.fill(out, value);
    return out;
  }

  /** Writes box and points of an anchor: point p is at (10·p, p) from the anchor. */
  private static void set(
      float[] boxes, int anchor, float dx, float dy, float width, float height) {
    float[] values = {dx, dy, width, height, 0, 0, 10, 1, 20, 2, 30, 3, 40, 4, 50, 5};
    System.arraycopy(values, 0, boxes, 16 * anchor, 16);
  }

  /**
   * Short range: anchor 2·(16·3+5) is at ((5+½)·8, (3+½)·8) = (44, 28); anchor 512+6·(8·2+1)+4 is
   * at (1½·16, 2½·16) = (24, 40).
   */
  @Test
  void theShortRangesAnchors() throws IOException {
    float[] boxes = new float[896 * 16];
    float[] scores = filled(896, -20);
    set(boxes, 106, 2, -3, 20, 22);
    scores[106] = 2;
    set(boxes, 618, 1, 1, 8, 9);
    scores[618] = 0.5f;
    try (BlazeFace network =
        BlazeFace.shortRange(file(TinyDetectors.blazeFace(128, boxes, scores)))) {
      List<FoundFace> found = network.find(new float[128 * 128 * 3], 0.5);
      assertThat(found).hasSize(2);
      FoundFace first = found.get(0);
      assertThat(first.score()).isCloseTo(1 / (1 + Math.exp(-2)), within(1e-9));
      assertNear(first.centre(), 46, 25);
      assertThat(first.width()).isEqualTo(20);
      assertThat(first.height()).isEqualTo(22);
      assertThat(first.points()).hasSize(6);
      assertNear(first.points().get(5), 94, 33);
      assertNear(found.get(1).centre(), 25, 41);
      assertThat(network.find(new float[128 * 128 * 3], 0.7)).hasSize(1);
    }
  }

  /** Full range: anchor 48·10+7 is at (7½·4, 10½·4) = (30, 42). Its neighbour is 4 pixels right. */
  @Test
  void boxesOfTheSameFaceAreAveragedByScore() throws IOException {
    float[] boxes = new float[2304 * 16];
    float[] scores = filled(2304, -20);
    set(boxes, 487, 0, 0, 40, 40);
    scores[487] = 1;
    set(boxes, 488, 0, 0, 44, 44);
    scores[488] = 0;
    Path file = file(TinyDetectors.blazeFace(192, boxes, scores));
    try (BlazeFace network = BlazeFace.fullRange(file)) {
      List<FoundFace> found = network.find(new float[192 * 192 * 3], 0.5);
      double p = 1 / (1 + Math.exp(-1));
      double share = 0.5 / (0.5 + p);
      assertThat(found).hasSize(1);
      assertThat(found.get(0).score()).isCloseTo(p, within(1e-6));
      assertNear(found.get(0).centre(), 30 + 4 * share, 42);
      assertThat(found.get(0).width()).isCloseTo(40 + 4 * share, within(1e-4));
      assertNear(found.get(0).points().get(2), 50 + 4 * share, 44);
    }
    assertThatThrownBy(() -> BlazeFace.shortRange(file))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("some.onnx: output ")
        .hasMessageEndingWith("valid: [?, 896, 16] of 32-bit floats");
  }

  private static float[] bright(int x0, int y0, int size, int channel) {
    float[] rgb = new float[640 * 640 * 3];
    for (int y = y0; y < y0 + size; y++) {
      for (int x = x0; x < x0 + size; x++) {
        rgb[(y * 640 + x) * 3 + channel] = 255;
      }
    }
    return rgb;
  }

  /** A blue cell of 8×8 pixels has score √(1·1), and √(¼·1) in the grid of 16 pixels. */
  @Test
  void yuNetsGrids() throws IOException {
    float[] box = {0.5f, 0.25f, (float) Math.log(2), (float) Math.log(3)};
    float[] points = {0, 0, 1, 0, 0.5f, 0.5f, 0, 1, 1, 1};
    try (YuNet network = new YuNet(file(TinyDetectors.yuNet(640, box, points)))) {
      assertThat(network.corners()).isTrue();
      List<FoundFace> found = network.find(bright(8 * 33, 8 * 21, 8, 2), 0.6);
      assertThat(found).hasSize(1);
      FoundFace face = found.get(0);
      assertThat(face.score()).isCloseTo(1, within(1e-6));
      assertNear(face.centre(), 33.5 * 8, 21.25 * 8);
      assertThat(face.width()).isCloseTo(16, within(1e-4));
      assertThat(face.height()).isCloseTo(24, within(1e-4));
      assertNear(face.points().get(4), 34 * 8, 22 * 8);
      assertThat(network.find(bright(8 * 33, 8 * 21, 8, 2), 0.45)).hasSize(2);
      assertThat(network.find(bright(32 * 3, 32 * 5, 32, 2), 0.6))
          .anySatisfy(large -> assertNear(large.centre(), 3.5 * 32, 5.25 * 32));
      assertThat(network.find(bright(8 * 33, 8 * 21, 8, 0), 0.3)).as("red").isEmpty();
    }
  }

  @Test
  void anotherNetworkIsNoYuNet() throws IOException {
    Path other = file(TinyNetworks.embedding(112, 128));
    assertThatThrownBy(() -> new YuNet(other))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("valid: cls_8 [?, 6400, 1] of 32-bit floats");
  }
}
