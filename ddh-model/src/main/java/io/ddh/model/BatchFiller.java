package io.ddh.model;

import io.ddh.core.Images;
import io.ddh.model.kernel.Lanes;
import io.ddh.model.kernel.OffHeap;
import java.nio.FloatBuffer;
import java.util.SplittableRandom;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Turns byte images into scaled network inputs, n×H×W×C, augmented if asked. */
public final class BatchFiller {
  private final Images images;
  private final float[] table;
  private final Lanes lanes;

  /**
   * Fills batches from a data set.
   *
   * @param images the data set
   * @param scaling of the pixels
   * @param lanes lanes that share a batch
   */
  public BatchFiller(Images images, Scaling scaling, Lanes lanes) {
    this.images = images;
    this.table = scaling.table();
    this.lanes = lanes;
  }

  /** Pixel values of one image. */
  int imageLength() {
    return images.imageLength();
  }

  /** Memory for the inputs of n images. */
  INDArray input(int n) {
    return Nd4j.create(DataType.FLOAT, n, images.height(), images.width(), images.channels());
  }

  /** The first rows of an array. */
  static INDArray head(INDArray array, int rows) {
    return rows == array.size(0) ? array : array.get(NDArrayIndex.interval(0, rows));
  }

  /**
   * Fills rows[from, to) as they are.
   *
   * @param rows row numbers of the images
   * @param from first position
   * @param to position behind the last
   * @param out receives the scaled values, row-major
   */
  public void fill(int[] rows, int from, int to, FloatBuffer out) {
    fill(rows, from, to, Augmentation.NONE, 0, out);
  }

  /** The first rows of the memory, filled with rows[from, to) as they are. */
  INDArray fill(int[] rows, int from, int to, INDArray memory) {
    INDArray out = head(memory, to - from);
    fill(rows, from, to, OffHeap.of(out).buffer());
    return out;
  }

  /**
   * Fills rows[from, to).
   *
   * @param rows row numbers of the images
   * @param from first position
   * @param to position behind the last
   * @param augmentation random changes of the images
   * @param seed of this epoch: an image's change depends on it and the image's row alone
   * @param out receives the scaled values, row-major
   */
  public void fill(
      int[] rows, int from, int to, Augmentation augmentation, long seed, FloatBuffer out) {
    int length = images.imageLength();
    lanes.run(
        to - from,
        (lane, a, b) -> {
          float[] image = new float[length];
          for (int i = a; i < b; i++) {
            int row = rows[from + i];
            // Seeds that differ by a multiple of SplittableRandom's own step give shifted copies of
            // one stream, so an image's seed is drawn from a generator of its own first.
            SplittableRandom random =
                new SplittableRandom(new SplittableRandom(seed ^ row).nextLong());
            boolean flip = augmentation.flip() && random.nextBoolean();
            int dy = shift(random, augmentation.shift());
            int dx = shift(random, augmentation.shift());
            read(row, flip, dy, dx, image);
            out.put(i * length, image);
          }
        });
  }

  private static int shift(SplittableRandom random, int limit) {
    return limit == 0 ? 0 : random.nextInt(2 * limit + 1) - limit;
  }

  private void read(int row, boolean flip, int dy, int dx, float[] out) {
    byte[] pixels = images.pixels();
    int base = row * images.imageLength();
    if (!flip && dy == 0 && dx == 0) {
      for (int i = 0; i < out.length; i++) {
        out[i] = table[pixels[base + i] & 0xff];
      }
      return;
    }
    int h = images.height();
    int w = images.width();
    int c = images.channels();
    int to = 0;
    for (int y = 0; y < h; y++) {
      int sy = Math.max(0, Math.min(h - 1, y + dy));
      for (int x = 0; x < w; x++) {
        int sx = Math.max(0, Math.min(w - 1, (flip ? w - 1 - x : x) + dx));
        int at = base + (sy * w + sx) * c;
        for (int k = 0; k < c; k++) {
          out[to++] = table[pixels[at + k] & 0xff];
        }
      }
    }
  }
}
