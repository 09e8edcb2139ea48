package io.ddh.experiments.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.ddh.core.BinaryCodes;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TsneTest {
  private static final int EACH = 30;

  /** Three people of 30 codes with up to so many flipped bits; none: all codes are equal. */
  private static BinaryCodes people(int flips) {
    SplittableRandom random = new SplittableRandom(2);
    long[] centres = {random.nextLong() >>> 16, random.nextLong() >>> 16, random.nextLong() >>> 16};
    long[] words = new long[3 * EACH];
    for (int i = 0; i < words.length; i++) {
      words[i] = centres[i / EACH];
      for (int f = 0; f < flips; f++) {
        words[i] ^= 1L << random.nextInt(48);
      }
    }
    return new BinaryCodes(48, words);
  }

  private static double distance(double[] a, double[] b) {
    return Math.hypot(a[0] - b[0], a[1] - b[1]);
  }

  /** Identical codes, more of them than the perplexity, are what trips Smile's own search. */
  @Test
  void peopleLieApart() {
    for (int flips : new int[] {0, 4}) {
      double[][] map = Tsne.of(people(flips), 1);
      assertThat(map).hasDimensions(3 * EACH, 2);
      double widest = 0;
      double nearest = Double.POSITIVE_INFINITY;
      for (int i = 0; i < map.length; i++) {
        for (int j = 0; j < i; j++) {
          double d = distance(map[i], map[j]);
          assertThat(d).isFinite();
          if (i / EACH == j / EACH) {
            widest = Math.max(widest, d);
          } else {
            nearest = Math.min(nearest, d);
          }
        }
      }
      assertThat(nearest).as("%d flips", flips).isGreaterThan(widest);
    }
  }

  @Test
  void sameSeedSameMap() {
    double[][] a = Tsne.of(people(9), 7);
    assertThat(Arrays.deepEquals(a, Tsne.of(people(9), 7))).isTrue();
    assertThat(Arrays.deepEquals(a, Tsne.of(people(9), 8))).isFalse();
  }

  @Test
  void aFewCodesAreEnough() {
    assertThat(Tsne.of(new BinaryCodes(3, new long[] {0, 1, 7, 7}), 1)).hasDimensions(4, 2);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Tsne.of(new BinaryCodes(3, new long[3]), 1));
  }
}
