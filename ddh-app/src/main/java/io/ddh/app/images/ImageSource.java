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
 * Images to be hashed, which are read and prepared in order, a few at a time. For one thread.
 *
 * @param size number of images
 * @param labels name of the person in each image; empty: not known
 * @param sources path of each image, or its number
 * @param problems files that cannot be read at all, one line each
 * @param stamp changes when an image, the order or the preparation changes
 * @param batches reads the images
 * @param files closed with the source
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

  /** Reads images. */
  @FunctionalInterface
  public interface Batches {
    /**
     * {@return the images [from, to); a later call starts at {@code to} or after it}
     *
     * @param from number of the first image, from 0
     * @param to number after the last image
     * @throws IOException if a file can't be read
     */
    ImageStream.Batch read(int from, int to) throws IOException;
  }

  /**
   * {@return the images in files of their own}
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
   * {@return the images of a data set that is one file; they are in memory already}
   *
   * @param data the data set
   * @param model the model
   * @throws BadInputException if their shape is not the model's
   */
  public static ImageSource of(Dataset data, HashModel model) {
    Images images = data.images().images();
    if (!images.shape().equals(model.shape())) {
      throw BadInputException.of(
          "%s: its images are %s, the model encodes %s",
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
