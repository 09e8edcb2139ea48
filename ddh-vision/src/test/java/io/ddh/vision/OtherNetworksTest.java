package io.ddh.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ddh.core.BadInputException;
import io.ddh.core.Images;
import io.ddh.core.Sha256;
import io.ddh.core.Shown;
import io.ddh.vision.convert.TinyDetectors;
import io.ddh.vision.model.ModelStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** YuNet with a network of the ArcFace kind, as small files in their layouts. */
class OtherNetworksTest {
  private static final float[] BOX = {0.5f, 0.5f, (float) Math.log(2), (float) Math.log(2)};
  private static final float[] POINTS = {0, 0, 1, 0, 0.5f, 0.5f, 0, 1, 1, 1};

  @TempDir Path folder;

  private static String entry(String name, String kind, byte[] onnx, String rest) {
    return Shown.format(
        """
        {"name": "%s", "title": "a test", "kind": "%s", "format": "onnx", "home": "",
         "terms": {"licence": "none", "free": true, "training": "none", "trainedOn": []},
         "files": [{"name": "%s.onnx", "bytes": %d, "sha256": "%s", "sources": [], "tried": false}],
         %s}
        """,
        name, kind, name, onnx.length, Sha256.hex(onnx), rest);
  }

  private ModelStore store(byte[] detector, byte[] network) throws IOException {
    String one = "[1]";
    String shapes = (one + ",").repeat(11) + one;
    String yunet =
        """
        "input": {"side": 640, "order": "planes", "colours": "bgr", "mean": 0, "divide": 1},
        "output": {"shapes": [%s], "template": "none", "distance": "none"}
        """;
    String arcFace =
        """
        "input": {"side": 112, "order": "planes", "colours": "rgb", "mean": 127.5, "divide": 127.5},
        "output": {"shapes": [[6]], "template": "arcface", "distance": "cosine"}
        """;
    Files.writeString(
        folder.resolve("models.json"),
        "["
            + entry("yunet", "detector", detector, Shown.format(yunet, shapes))
            + ","
            + entry("halves", "embedding", network, arcFace)
            + "]");
    ModelStore store = ModelStore.at(folder);
    store.install("yunet", Map.of("yunet.onnx", detector));
    store.install("halves", Map.of("halves.onnx", network));
    return store;
  }

  private static FaceOptions options() {
    return new FaceOptions("yunet", "halves", true, false, 0.9, 40, 1);
  }

  /** The test's YuNet takes blue for a face. The vector shows a chip with much blue. */
  @Test
  void foundAlignedAndEmbedded() throws IOException {
    Images photo = FacePhotos.plain(900, 700);
    byte[] pixels = photo.pixels();
    for (int p = 0; p < pixels.length; p++) {
      int x = p / 3 % 900;
      int y = p / 3 / 900;
      boolean blue = x >= 300 && x < 500 && y >= 200 && y < 400;
      pixels[p] = (byte) (blue && p % 3 == 2 ? 255 : 0);
    }
    ModelStore store =
        store(TinyDetectors.yuNet(640, BOX, POINTS), TinyDetectors.halves(112, 1, false));
    try (FaceFinder finder = FaceFinder.open(store, options())) {
      List<PhotoFace> faces = finder.find(photo, 0);
      assertThat(faces).isNotEmpty();
      for (PhotoFace face : faces) {
        assertThat(face.points()).hasSize(5);
        assertThat(face.box().x() + face.box().width() / 2).isBetween(300, 500);
        assertThat(face.box().y() + face.box().height() / 2).isBetween(200, 400);
        double squares = 0;
        for (float value : face.vector()) {
          squares += (double) value * value;
        }
        assertThat(squares).as("squared length").isCloseTo(1, within(1e-5));
        assertThat(face.vector()[4]).as("blue").isGreaterThan(face.vector()[0] + 0.1f);
      }
      assertThat(finder.find(FacePhotos.plain(90, 70), 0)).isEmpty();
      assertThat(finder.identity()).startsWith("yunet ").contains(", halves ");
    }
  }

  @Test
  void aDetectorWithOtherTensorsIsRefused() throws IOException {
    byte[] halves = TinyDetectors.halves(112, 1, false);
    ModelStore store = store(halves, halves);
    assertThatThrownBy(() -> FaceFinder.open(store, options()))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("yunet.onnx: output ")
        .hasMessageContaining("valid: cls_8 [?, 6400, 1] of 32-bit floats");
  }
}
