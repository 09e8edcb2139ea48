package io.ddh.data.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ddh.core.Images;
import io.ddh.core.LabeledImages;
import io.ddh.core.Progress;
import io.ddh.core.Split;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TwinFinderTest {
  private static final int SIDE = 32;

  /** A smooth image, so that neighbouring pixels are alike as in photos. */
  private static double[] image(Random random) {
    double[] out = new double[SIDE * SIDE];
    for (int wave = 0; wave < 8; wave++) {
      double fx = random.nextDouble() * 0.5;
      double fy = random.nextDouble() * 0.5;
      double phase = random.nextDouble() * 6;
      double height = 5 + random.nextDouble() * 15;
      for (int p = 0; p < out.length; p++) {
        out[p] += height * Math.sin(fx * (p % SIDE) + fy * Math.floorDiv(p, SIDE) + phase);
      }
    }
    return out;
  }

  private static byte[] bytes(double[] image, double contrast, double light, Random noise) {
    byte[] out = new byte[image.length];
    for (int p = 0; p < out.length; p++) {
      double value = 128 + light + contrast * image[p] + noise.nextGaussian();
      out[p] = (byte) Math.max(0, Math.min(255, Math.round(value)));
    }
    return out;
  }

  private static LabeledImages images(List<byte[]> all, int[] labels) {
    byte[] pixels = new byte[all.size() * SIDE * SIDE];
    for (int i = 0; i < all.size(); i++) {
      System.arraycopy(all.get(i), 0, pixels, i * SIDE * SIDE, SIDE * SIDE);
    }
    List<String> people =
        IntStream.rangeClosed(0, Arrays.stream(labels).max().orElse(0))
            .mapToObj(Integer::toString)
            .toList();
    return new LabeledImages(new Images(SIDE, SIDE, 1, pixels), labels, people);
  }

  private static Split split(int[] query, int[] gallery) {
    return new Split("test", 1, gallery, new int[0], query, gallery, 2, List.of());
  }

  @Test
  void copiesBrightenedAndNoisyAreTwinsAndOthersAreNot() {
    Random random = new Random(3);
    List<byte[]> all = new ArrayList<>();
    int[] labels = new int[45];
    for (int i = 0; i < 40; i++) {
      all.add(bytes(image(random), 1, 0, random));
      labels[i] = i / 10;
    }
    double[] shown = image(random);
    all.add(bytes(shown, 1, 0, random)); // 40, person 4
    all.add(bytes(shown, 0.8, 12, random)); // 41, person 4, asks
    all.add(bytes(shown, 1.1, -10, random)); // 42, person 5
    all.add(all.get(7)); // 43, of another person than 7
    all.add(bytes(image(random), 1, 0, random)); // 44
    labels[40] = 4;
    labels[41] = 4;
    labels[42] = 5;
    labels[43] = 5;
    labels[44] = 5;
    LabeledImages data = images(all, labels);
    int[] gallery = IntStream.range(0, 45).filter(i -> i != 41 && i != 44).toArray();
    Optional<Split> split = Optional.of(split(new int[] {41, 44}, gallery));
    Twins twins = TwinFinder.find(data, split, 3, Progress.NONE);
    assertThat(twins.images()).isEqualTo(5);
    assertThat(twins.pairs()).isEqualTo(4);
    assertThat(twins.acrossPeople()).isEqualTo(3);
    assertThat(twins.queries()).isEqualTo(1);
    assertThat(twins.queriesOtherPerson()).isEqualTo(1);
    assertThat(twins.samples()).hasSize(3).allMatch(pair -> !pair.samePerson());
    assertThat(twins.samples().get(0).first()).as("the exact copy first").isEqualTo(7);
    assertThat(twins.samples().get(0).correlation()).isCloseTo(1, within(0.001));
    Twins whole = TwinFinder.find(data, Optional.empty(), 0, Progress.NONE);
    assertThat(whole.pairs()).isEqualTo(4);
    assertThat(whole.queries()).isZero();
    assertThat(whole.samples()).isEmpty();
  }

  /** Parity with comparing everything with everything, at every distance. */
  @ParameterizedTest
  @CsvSource({"0", "1", "3", "7"})
  void theIndexFindsEachPairOnceAndMissesNone(int distance) {
    Random random = new Random(11);
    List<byte[]> all = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      double[] shown = image(random);
      for (int copy = 0; copy < 5; copy++) {
        all.add(bytes(shown, 1, copy, random));
      }
    }
    Thumbnails thumbnails = Thumbnails.of(images(all, new int[all.size()]).images(), Progress.NONE);
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      for (int j = i + 1; j < all.size(); j++) {
        if (Long.bitCount(thumbnails.hash(i) ^ thumbnails.hash(j)) <= distance) {
          expected.add(i + " " + j);
        }
      }
    }
    assertThat(expected).isNotEmpty();
    List<String> found = new ArrayList<>();
    Bands bands = new Bands(thumbnails);
    for (int i = 0; i < all.size(); i++) {
      bands.after(i, distance, (a, b) -> found.add(a + " " + b));
    }
    assertThat(found).containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void blankImagesAreNoTwins() {
    byte[] grey = new byte[SIDE * SIDE];
    Arrays.fill(grey, (byte) 90);
    LabeledImages data = images(List.of(grey, grey.clone(), grey.clone()), new int[3]);
    assertThat(TwinFinder.find(data, Optional.empty(), 5, Progress.NONE).pairs()).isZero();
    assertThat(PixelFacts.of(data.images())).isEqualTo(new PixelFacts(3, 3));
    assertThat(Copies.find(data, Optional.empty()).surplus()).isEqualTo(2);
  }

  @Test
  void copiesAreFoundByEveryByte() {
    Random random = new Random(8);
    byte[] first = bytes(image(random), 1, 0, random);
    byte[] nearly = first.clone();
    nearly[700]++;
    byte[] other = bytes(image(random), 1, 0, random);
    LabeledImages data =
        images(
            List.of(first, nearly, other, first.clone(), other.clone(), first.clone()),
            new int[] {0, 0, 1, 0, 0, 0});
    Copies copies = Copies.find(data, Optional.of(split(new int[] {3, 4}, new int[] {0, 1, 5})));
    assertThat(copies.groups()).hasSize(2);
    assertThat(copies.groups().get(0)).containsExactly(0, 3, 5);
    assertThat(copies.groups().get(1)).containsExactly(2, 4);
    assertThat(copies.surplus()).isEqualTo(3);
    assertThat(copies.acrossPeople()).isEqualTo(1);
    assertThat(copies.queries()).isEqualTo(1);
  }
}
