package io.ddh.data.check;

import io.ddh.core.Images;
import io.ddh.core.Parallel;
import io.ddh.core.Progress;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Hashes and thumbnails of images, used to find near duplicates. Each image has a 64-bit difference
 * hash. To compute this hash, the image is reduced to a 9×8 grid of grey means. Each bit compares
 * two horizontal neighbours in this grid and is 1 if the left one is darker. Each image also has a
 * thumbnail of 16×16 grey means, normalised to mean 0 and Euclidean norm 1, so that the dot product
 * of two thumbnails is their correlation.
 */
final class Thumbnails {
  static final int SIDE = 16;
  private static final int BLOCK = 256;
  private static final int CELLS = SIDE * SIDE;

  /**
   * Euclidean norm of every stored thumbnail. With this norm, the dot product of two thumbnails
   * fits an int, no matter in which order its terms are added.
   */
  private static final double UNIT = 32_000;

  /**
   * An image counts as blank if the standard deviation of its 16×16 means, in grey levels, is below
   * this value.
   */
  private static final double BLANK = 1.5;

  private final long[] hashes;
  private final short[] values;

  private Thumbnails(int n) {
    hashes = new long[n];
    values = new short[n * CELLS];
  }

  /** Computes the hashes and thumbnails of all images, in parallel. */
  static Thumbnails of(Images images, Progress progress) {
    int n = images.size();
    Thumbnails out = new Thumbnails(n);
    AtomicInteger done = new AtomicInteger();
    Parallel.blocks(
        n,
        BLOCK,
        (from, to) -> {
          GreyGrid grid = new GreyGrid(images);
          double[] means = new double[CELLS];
          for (int i = from; i < to; i++) {
            grid.fill(i);
            grid.means(9, 8, means);
            out.hashes[i] = hash(means);
            grid.means(SIDE, SIDE, means);
            out.keep(i, means);
          }
          progress.report("images hashed", done.addAndGet(to - from), n);
        });
    return out;
  }

  private static long hash(double[] means) {
    long bits = 0;
    for (int y = 0; y < 8; y++) {
      for (int x = 0; x < 8; x++) {
        bits = bits << 1 | (means[y * 9 + x] < means[y * 9 + x + 1] ? 1 : 0);
      }
    }
    return bits;
  }

  private void keep(int i, double[] means) {
    double mean = 0;
    for (double value : means) {
      mean += value / CELLS;
    }
    double square = 0;
    for (double value : means) {
      square += (value - mean) * (value - mean);
    }
    boolean blank = Math.sqrt(square / CELLS) < BLANK;
    double scale = blank ? 0 : UNIT / Math.sqrt(square);
    for (int c = 0; c < CELLS; c++) {
      values[i * CELLS + c] = (short) Math.round((means[c] - mean) * scale);
    }
  }

  int size() {
    return hashes.length;
  }

  long hash(int i) {
    return hashes[i];
  }

  /**
   * Returns the correlation of the thumbnails of two images, −1..1, or 0 if either image is blank.
   */
  double correlation(int i, int j) {
    int a = i * CELLS;
    int b = j * CELLS;
    int sum = 0;
    for (int c = 0; c < CELLS; c++) {
      sum += values[a + c] * values[b + c];
    }
    return sum / (UNIT * UNIT);
  }
}
