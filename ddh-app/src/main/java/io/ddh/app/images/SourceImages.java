package io.ddh.app.images;

import io.ddh.core.Images;
import io.ddh.data.draw.Bitmaps;
import io.ddh.data.read.files.FileNames;
import io.ddh.data.read.image.FaceBox;
import io.ddh.data.read.image.FaceScaler;
import io.ddh.retrieval.index.CodeIndex;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Finds the image files that are named as sources in an index. Since an index may come from an
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

  /** Margin shown around a face, as a share of its size. */
  private static final double MARGIN = 0.3;

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
   * Reads the image that a source names, scaled to a square. If the source gives the place of a
   * face, the square shows this face.
   *
   * @param source source of a face as stored in the index
   * @param side side of the square in pixels
   * @return the image; empty if the file does not exist or cannot be read
   */
  public Optional<BufferedImage> square(String source, int side) {
    Optional<FacePlace> place = FacePlace.parse(source);
    return find(FacePlace.photo(source)).flatMap(file -> square(file, place, side));
  }

  /**
   * Reads an image file, scaled to a square.
   *
   * @param file the image file
   * @param place place of a face, to which the image is cropped with a margin; empty if the image
   *     is cropped to its centre
   * @param side side of the square in pixels
   * @return the image; empty if the file cannot be read
   */
  public static Optional<BufferedImage> square(Path file, Optional<FacePlace> place, int side) {
    try {
      FaceScaler scaler = FaceScaler.square(side);
      byte[] pixels = new byte[scaler.length()];
      scaler.scale(Files.readAllBytes(file), place.map(SourceImages::around), pixels, 0);
      return Optional.of(Bitmaps.of(new Images(side, side, 3, pixels), 0));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** The largest square within the photo that shows the face with a margin. */
  private static FaceBox around(FacePlace at) {
    double longer = Math.max(at.width(), at.height()) * (1 + 2 * MARGIN);
    double side = Math.max(1, Math.min(longer, Math.min(at.across(), at.down())));
    double x = at.x() + (at.width() - side) / 2;
    double y = at.y() + (at.height() - side) / 2;
    return new FaceBox(
        Math.max(0, Math.min(x, at.across() - side)),
        Math.max(0, Math.min(y, at.down() - side)),
        side,
        side,
        true);
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
