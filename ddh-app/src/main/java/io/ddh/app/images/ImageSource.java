package io.ddh.app.images;

import io.ddh.app.model.HashModel;
import io.ddh.core.BadInputException;
import io.ddh.core.Check;
import io.ddh.core.Dataset;
import io.ddh.core.Images;
import io.ddh.data.read.FaceScaler;
import io.ddh.data.read.ImageStream;
import java.io.Closeable;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/** Pictures to be hashed, prepared a few at a time and in order. For one thread. */
public interface ImageSource extends Closeable {
  /** Number of pictures. */
  int size();

  /** Whose face it is; empty: not known. */
  String label(int i);

  /** Where the picture lies. */
  String source(int i);

  /** What can't be read at all, a line each. */
  List<String> problems();

  /** Changes when a picture, the order or the preparation changes. */
  String stamp();

  /** The pictures [from, to); a later call begins at {@code to} or behind it. */
  ImageStream.Batch read(int from, int to) throws IOException;

  /** Pictures in files of their own. */
  static ImageSource of(ImageStream pictures, FaceScaler scaler) {
    return new ImageSource() {
      @Override
      public int size() {
        return pictures.size();
      }

      @Override
      public String label(int i) {
        return pictures.label(i);
      }

      @Override
      public String source(int i) {
        return pictures.source(i);
      }

      @Override
      public List<String> problems() {
        return pictures.problems();
      }

      @Override
      public String stamp() {
        return pictures.stamp() + " " + scaler;
      }

      @Override
      public ImageStream.Batch read(int from, int to) throws IOException {
        return pictures.read(from, to, scaler);
      }

      @Override
      public void close() throws IOException {
        pictures.close();
      }
    };
  }

  /**
   * Images of a set that keeps all in one file, which are in memory and as they are to be encoded.
   *
   * @throws BadInputException if they are of another size than the model's
   */
  static ImageSource of(Dataset data, HashModel model) {
    Images images = data.images().images();
    if (!images.shape().equals(model.shape())) {
      throw new BadInputException(
          data.name()
              + ": its images are "
              + images.shape()
              + ", the model encodes "
              + model.shape());
    }
    return new ImageSource() {
      @Override
      public int size() {
        return images.size();
      }

      @Override
      public String label(int i) {
        return data.images().identities().get(data.images().labels()[i]);
      }

      @Override
      public String source(int i) {
        Check.inRange("row", i, 0, images.size() - 1);
        return "#" + i;
      }

      @Override
      public List<String> problems() {
        return List.of();
      }

      @Override
      public String stamp() {
        return data.digest();
      }

      @Override
      public ImageStream.Batch read(int from, int to) {
        int[] rows = new int[to - from];
        Arrays.setAll(rows, i -> from + i);
        return new ImageStream.Batch(rows, images.select(rows), List.of());
      }

      @Override
      public void close() {}
    };
  }
}
