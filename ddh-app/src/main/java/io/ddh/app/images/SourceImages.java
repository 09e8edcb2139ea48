package io.ddh.app.images;

import io.ddh.data.draw.Bitmaps;
import io.ddh.data.read.SquarePicture;
import io.ddh.data.read.files.FileNames;
import io.ddh.retrieval.index.CodeIndex;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Pictures by the sources that an index has of them. Sources come from a file that somebody may
 * have sent: they are looked for below one folder only, and given back as small pictures made anew.
 *
 * @param folder that sources are in; none: there are no pictures to show
 */
public record SourceImages(Optional<Path> folder) {
  public static final String NOTE = "pictures";

  /** A picture file is at most so large. */
  private static final long LARGEST = 1 << 26;

  /**
   * Where an index's pictures are.
   *
   * @param given by the user; else the index says
   */
  public static SourceImages of(CodeIndex index, Optional<Path> given) {
    return new SourceImages(
        given.or(() -> Optional.ofNullable(index.notes().get(NOTE)).map(Path::of)));
  }

  /**
   * A square picture.
   *
   * @param source as in the index
   * @param side in pixels
   * @return empty if it isn't there, or none that can be shown
   */
  public Optional<BufferedImage> square(String source, int side) {
    try {
      Optional<Path> file = find(source);
      return file.isEmpty()
          ? Optional.empty()
          : Optional.of(Bitmaps.of(SquarePicture.read(Files.readAllBytes(file.get()), side), 0));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** The same as a PNG file. */
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
