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
 * Finds the image files that the sources of an index name. Since an index may come from an
 * untrusted source, only files below one folder are read. The bytes of a file are never returned,
 * only the decoded and scaled image.
 *
 * @param folder folder of the image files; empty if no images can be shown
 */
public record SourceImages(Optional<Path> folder) {
  /** Key of the note in an index that names the folder of its images. */
  public static final String NOTE = "pictures";

  /** Largest image file in bytes. */
  private static final long LARGEST = 1 << 26;

  /**
   * {@return a finder for the images of an index}
   *
   * @param index the opened index
   * @param given folder of the images; empty if the one noted in the index is used
   */
  public static SourceImages of(CodeIndex index, Optional<Path> given) {
    return new SourceImages(
        given.or(() -> Optional.ofNullable(index.notes().get(NOTE)).map(Path::of)));
  }

  /**
   * Reads the image that a source names, scaled to a square.
   *
   * @param source path of the image as stored in the index
   * @param side side of the square in pixels
   * @return the image; empty if the file does not exist or cannot be read
   */
  public Optional<BufferedImage> square(String source, int side) {
    return find(source).flatMap(file -> square(file, side));
  }

  /**
   * Reads an image file, scaled to a square.
   *
   * @param file the image file
   * @param side side of the square in pixels
   * @return the image; empty if the file cannot be read
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
