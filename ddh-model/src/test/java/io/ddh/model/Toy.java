package io.ddh.model;

import io.ddh.core.Images;
import io.ddh.core.Split;
import io.ddh.core.TrainingSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** A few easy classes of 32×32×3 images: a coloured block at a place of its own, and noise. */
record Toy(Images images, int[] labels, Split split) {
  static Toy of(int classes, int each, long seed) {
    int n = classes * each;
    SplittableRandom random = new SplittableRandom(seed);
    byte[] pixels = new byte[n * 32 * 32 * 3];
    int[] labels = IntStream.range(0, n).map(i -> i % classes).toArray();
    for (int i = 0; i < n; i++) {
      int at = 3 + labels[i] * 20 / classes;
      for (int y = 0; y < 32; y++) {
        for (int x = 0; x < 32; x++) {
          boolean block = Math.abs(y - at) < 4 && Math.abs(x - 31 + at) < 4;
          for (int c = 0; c < 3; c++) {
            int v = (block && c == labels[i] % 3 ? 160 : 40) + random.nextInt(60);
            pixels[((i * 32 + y) * 32 + x) * 3 + c] = (byte) v;
          }
        }
      }
    }
    int[] train = IntStream.range(0, n).filter(i -> i / classes >= each / 4).toArray();
    int[] validation = IntStream.range(0, n).filter(i -> i / classes < each / 4).toArray();
    Split split = new Split("toy", seed, train, validation, new int[0], train, classes, List.of());
    return new Toy(new Images(32, 32, 3, pixels), labels, split);
  }

  TrainingSet training() {
    return TrainingSet.of(images, labels, split);
  }
}
