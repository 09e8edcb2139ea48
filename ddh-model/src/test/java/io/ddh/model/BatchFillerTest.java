package io.ddh.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.ddh.core.Images;
import io.ddh.model.kernel.Lanes;
import java.nio.FloatBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class BatchFillerTest {
  private static final int SIDE = 9;
  private static final int COUNT = 400;

  /** Images that name their own pixel: value = 25·row + column, the same in all images. */
  private static Images coordinates() {
    byte[] pixels = new byte[COUNT * SIDE * SIDE];
    for (int i = 0; i < pixels.length; i++) {
      int at = i % (SIDE * SIDE);
      pixels[i] = (byte) (25 * (at / SIDE) + at % SIDE);
    }
    return new Images(SIDE, SIDE, 1, pixels);
  }

  private static float[] fill(Augmentation augmentation, long seed, int lanes) {
    Images images = coordinates();
    int[] rows = new int[COUNT];
    Arrays.setAll(rows, i -> i);
    FloatBuffer out = FloatBuffer.allocate(COUNT * SIDE * SIDE);
    new BatchFiller(images, new Scaling(0, 25.5), new Lanes(lanes))
        .fill(rows, 0, COUNT, augmentation, seed, out);
    return out.array();
  }

  /** Centre pixel of each image as the (row, column) it came from, undone from the scaling. */
  private static int[][] centres(float[] values) {
    int[][] out = new int[COUNT][];
    for (int i = 0; i < COUNT; i++) {
      int v = Math.round(values[i * SIDE * SIDE + SIDE * SIDE / 2] * 255);
      out[i] = new int[] {v / 25, v % 25};
    }
    return out;
  }

  @Test
  void unchangedWithoutAugmentation() {
    for (int[] centre : centres(fill(Augmentation.NONE, 1, 2))) {
      assertThat(centre).containsExactly(4, 4);
    }
  }

  @Test
  void shiftsStayInRangeAndNeighboursAreIndependent() {
    int[][] centres = centres(fill(new Augmentation(false, 2), 5, 2));
    int sameAsNeighbour = 0;
    int[] rows = new int[SIDE];
    for (int i = 0; i < COUNT; i++) {
      assertThat(centres[i][0]).isBetween(2, 6);
      assertThat(centres[i][1]).isBetween(2, 6);
      rows[centres[i][0]]++;
      sameAsNeighbour += i > 0 && centres[i][0] == centres[i - 1][1] ? 1 : 0;
    }
    // Each of 5 shifts 80 of 400 times, sd 8; a neighbour's other shift equals it as often.
    // Six deviations: false alarm below 1e-7.
    for (int shift = 2; shift < 7; shift++) {
      assertThat(Math.abs(rows[shift] - 80)).isLessThan(48);
    }
    assertThat(Math.abs(sameAsNeighbour - 80)).isLessThan(48);
  }

  @Test
  void halfOfTheImagesAreFlipped() {
    float[] values = fill(new Augmentation(true, 0), 7, 1);
    int flipped = 0;
    for (int i = 0; i < COUNT; i++) {
      flipped += values[i * SIDE * SIDE] > values[i * SIDE * SIDE + SIDE - 1] ? 1 : 0;
    }
    assertThat(Math.abs(flipped - 200)).isLessThan(60); // six deviations of 10
  }

  @Test
  void doesNotDependOnLanesOrOrder() {
    Augmentation both = new Augmentation(true, 2);
    assertThat(fill(both, 3, 1)).isEqualTo(fill(both, 3, 3)).isNotEqualTo(fill(both, 4, 1));
  }
}
