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

/** Converts byte images to scaled network inputs, n×H×W×C, with or without augmentation. */
public final class BatchFiller {
  private final Images images;
  private final float[] table;
  private final Lanes lanes;

  /**
   * Creates a filler for the images of a data set.
   *
   * @param images the data set
   * @param scaling how pixel values become network inputs
   * @param lanes the lanes that divide the images of a batch among themselves
   */
  public BatchFiller(Images images, Scaling scaling, Lanes lanes) {
    this.images = images;
    this.table = scaling.table();
    this.lanes = lanes;
  }

  /** Returns the number of pixel values of one image, H·W·C. */
  int imageLength() {
    return images.imageLength();
  }

  /** Allocates an array for the inputs of n images. */
  INDArray input(int n) {
    return Nd4j.create(DataType.FLOAT, n, images.height(), images.width(), images.channels());
  }

  /** Returns a view of the first rows of an array. */
  static INDArray head(INDArray array, int rows) {
    return rows == array.size(0) ? array : array.get(NDArrayIndex.interval(0, rows));
  }

  /**
   * Writes the scaled images rows[from] to rows[to − 1], without augmentation.
   *
   * @param rows row numbers of the images
   * @param from position of the first image in {@code rows}
   * @param to position in {@code rows} after the last image
   * @param out receives the scaled values, row-major
   */
  public void fill(int[] rows, int from, int to, FloatBuffer out) {
    fill(rows, from, to, Augmentation.NONE, 0, out);
  }

  /**
   * Writes the scaled images rows[from] to rows[to − 1], without augmentation, to the start of an
   * array and returns that part.
   */
  INDArray fill(int[] rows, int from, int to, INDArray memory) {
    INDArray out = head(memory, to - from);
    fill(rows, from, to, OffHeap.of(out).buffer());
    return out;
  }

  /**
   * Writes the scaled and augmented images rows[from] to rows[to − 1].
   *
   * @param rows row numbers of the images
   * @param from position of the first image in {@code rows}
   * @param to position in {@code rows} after the last image
   * @param augmentation random changes of the images
   * @param seed the epoch's seed; how an image is changed depends only on this seed and on the
   *     image's row number
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
            // Seeds that differ by a multiple of SplittableRandom's increment give shifted
            // copies of one stream. Therefore each image's seed is the first output of a generator
            // of its own.
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
