package io.ddh.app.images;

import io.ddh.data.draw.Bitmaps;
import io.ddh.data.read.files.FileNames;
import io.ddh.data.read.image.FaceScaler;
import io.ddh.retrieval.index.CodeIndex;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Finds the images of an index by their sources. Since an index may come from anybody, only files
 * below one folder are read, and they are returned as small, newly encoded images.
 *
 * @param folder of the images; empty: there are none to show
 */
public record SourceImages(Optional<Path> folder) {
  /** Key of the index's note that names the folder of the images. */
  public static final String NOTE = "pictures";

  /** Largest image file in bytes. */
  private static final long LARGEST = 1 << 26;

  /**
   * {@return the images of an index}
   *
   * @param index the opened index
   * @param given folder; empty: the one in the index
   */
  public static SourceImages of(CodeIndex index, Optional<Path> given) {
    return new SourceImages(
        given.or(() -> Optional.ofNullable(index.notes().get(NOTE)).map(Path::of)));
  }

  /**
   * An image, scaled to a square.
   *
   * @param source from the index
   * @param side in pixels
   * @return empty if it is not there or cannot be read
   */
  public Optional<BufferedImage> square(String source, int side) {
    try {
      Optional<Path> file = find(source);
      return file.isEmpty()
          ? Optional.empty()
          : Optional.of(
              Bitmaps.of(FaceScaler.square(side).read(Files.readAllBytes(file.get())), 0));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /**
   * An image as the content of a PNG file.
   *
   * @param source source of the face, as the index has it
   * @param side in pixels
   * @return a square PNG of side × side pixels; empty: there is none
   */
  public Optional<byte[]> png(String source, int side) {
    return square(source, side).map(Bitmaps::png);
  }

  private Optional<Path> find(String source) throws IOException {
    if (folder.isEmpty() || source.isEmpty()) {
      return Optional.empty();
    }
    try {
      Path root = folder.get().toRealPath();
      Optional<Path> there = FileNames.find(root, source);
      if (there.isEmpty()) {
        return there;
      }
      Path file = there.get().toRealPath(); // with links followed
      boolean fits =
          file.startsWith(root) && Files.isRegularFile(file) && Files.size(file) <= LARGEST;
      return fits ? Optional.of(file) : Optional.empty();
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }
}
