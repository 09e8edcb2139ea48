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
    return find(source).flatMap(file -> square(file, side));
  }

  /**
   * An image file, scaled to a square.
   *
   * @param file of the image
   * @param side in pixels
   * @return empty if it cannot be read
   */
  public static Optional<BufferedImage> square(Path file, int side) {
    try {
      return Optional.of(Bitmaps.of(FaceScaler.square(side).read(Files.readAllBytes(file)), 0));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private Optional<Path> find(String source) {
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
      return Optional.of(file).filter(found -> fits);
    } catch (IOException | InvalidPathException e) {
      return Optional.empty();
    }
  }
}
