package io.ddh.vision.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.ddh.vision.align.FacePoint;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each face is complete and large enough in a tile or in the whole photo. */
class PhotoTilesTest {
  private static FoundFace face(double x, double y, double size) {
    return new FoundFace(new FacePoint(x, y), size, size, 1, List.of());
  }

  @ParameterizedTest
  @CsvSource({
    "6000,4000,0.1,40",
    "4000,6000,0.1,40",
    "6000,700,0.1,40",
    "1000,1000,0.15,40",
    "6000,4000,0.025,40",
    "1500,481,0.1,24"
  })
  void noFaceIsLost(int width, int height, double smallest, int face) {
    List<PhotoTiles.Tile> tiles = PhotoTiles.of(width, height, smallest, face);
    PhotoTiles.Tile whole = PhotoTiles.Tile.whole(width, height);
    Random random = new Random(9);
    for (int i = 0; i < 3000; i++) {
      double size = face * Math.pow(Math.min(width, height) / (double) face, random.nextDouble());
      FoundFace any =
          face(
              size / 2 + random.nextDouble() * (width - size),
              size / 2 + random.nextDouble() * (height - size),
              size);
      boolean inWhole = size >= smallest * whole.size() / 1.2;
      assertThat(inWhole || tiles.stream().anyMatch(t -> shows(t, any, smallest, width, height)))
          .as(any.toString())
          .isTrue();
    }
  }

  private static boolean shows(
      PhotoTiles.Tile tile, FoundFace face, double smallest, int width, int height) {
    FacePoint at = face.centre();
    boolean inside =
        at.x() > tile.x()
            && at.x() < tile.x() + tile.size()
            && at.y() > tile.y()
            && at.y() < tile.y() + tile.size();
    return inside && face.size() >= smallest * tile.size() && !tile.cuts(face, width, height);
  }

  @Test
  void smallPhotosHaveNoTiles() {
    assertThat(PhotoTiles.of(250, 250, 0.1, 40)).isEmpty();
    assertThat(PhotoTiles.of(1, 1, 0.1, 40)).isEmpty();
    assertThat(PhotoTiles.of(500, 400, 0.1, 40)).hasSize(2);
  }

  @Test
  void onlyInnerEdgesCut() {
    PhotoTiles.Tile left = new PhotoTiles.Tile(0, 0, 400);
    assertThat(left.cuts(face(5, 200, 40), 1000, 400)).isFalse();
    assertThat(left.cuts(face(390, 200, 40), 1000, 400)).isTrue();
    assertThat(left.cuts(face(370, 390, 40), 1000, 400)).isFalse();
  }
}
