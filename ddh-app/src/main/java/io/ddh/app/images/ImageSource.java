package io.ddh.app.images;

import io.ddh.app.model.HashModel;
import io.ddh.core.BadInputException;
import io.ddh.core.Dataset;
import io.ddh.core.Images;
import io.ddh.data.read.folder.ImageStream;
import io.ddh.data.read.image.FaceScaler;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * The images to be hashed. The images are read and prepared in order, a batch at a time. Not
 * thread-safe.
 *
 * @param size number of images
 * @param labels returns the name of the person shown in the image with a given number; the name is
 *     empty if not known
 * @param sources returns the path of the image with a given number, or {@code #number} if images
 *     have no paths
 * @param problems one line for each file that cannot be read at all
 * @param stamp a string that changes if any image, the order of the images or their preparation
 *     changes
 * @param batches reads the images
 * @param files the open files, which are closed with this source
 */
public record ImageSource(
    int size,
    IntFunction<String> labels,
    IntFunction<String> sources,
    List<String> problems,
    String stamp,
    Batches batches,
    Closeable files)
    implements Closeable {

  /** Reads images in batches. */
  @FunctionalInterface
  public interface Batches {
    /**
     * {@return the images [from, to)} Images can only be read forwards, so {@code from} must be at
     * least {@code to} of the previous call.
     *
     * @param from number of the first image, counted from 0
     * @param to number of the last image + 1
     * @throws IOException if a file can't be read
     */
    ImageStream.Batch read(int from, int to) throws IOException;
  }

  /**
   * {@return a source of images that are separate files}
   *
   * @param images the image files, in order
   * @param scaler cuts out and scales the faces
   */
  public static ImageSource of(ImageStream images, FaceScaler scaler) {
    return new ImageSource(
        images.size(),
        images::label,
        images::source,
        images.problems(),
        images.stamp() + " " + scaler,
        (from, to) -> images.read(from, to, scaler),
        images);
  }

  /**
   * {@return a source of the images of a data set that has been read into memory}
   *
   * @param data the data set
   * @param model the model that will encode the images
   * @throws BadInputException if the shape of the images differs from that of the model
   */
  public static ImageSource of(Dataset data, HashModel model) {
    Images images = data.images().images();
    if (!images.shape().equals(model.shape())) {
      throw BadInputException.of(
          "%s: its images are %s; valid for this model: %s",
          data.name(), images.shape(), model.shape());
    }
    return new ImageSource(
        images.size(),
        i -> data.images().identities().get(data.images().labels()[i]),
        i -> "#" + i,
        List.of(),
        data.digest(),
        (from, to) -> {
          int[] rows = IntStream.range(from, to).toArray();
          return new ImageStream.Batch(rows, images.select(rows), List.of());
        },
        () -> {});
  }

  @Override
  public void close() throws IOException {
    files.close();
  }
}
