package io.ddh.experiments.engine;

import io.ddh.core.Images;
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
public record Pictures(Optional<Path> folder) {
  static final String NOTE = "pictures";

  /** A picture file is at most so large. */
  private static final long LARGEST = 1 << 26;

  /**
   * Where an index's pictures are.
   *
   * @param given by the user; else the index says
   */
  public static Pictures of(CodeIndex index, Optional<Path> given) {
    return new Pictures(given.or(() -> Optional.ofNullable(index.notes().get(NOTE)).map(Path::of)));
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
          : Optional.of(image(SquarePicture.read(Files.readAllBytes(file.get()), side)));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** The same as a PNG file. */
  public Optional<byte[]> png(String source, int side) {
    return square(source, side).map(HitSheet::png);
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

  /** One RGB or grey image as a PNG file. */
  public static byte[] png(Images one) {
    return HitSheet.png(image(one));
  }

  /** One RGB or grey image for drawing. */
  static BufferedImage image(Images one) {
    int channels = one.channels();
    byte[] pixels = one.pixels();
    BufferedImage image = new BufferedImage(one.width(), one.height(), BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < one.width() * one.height(); i++) {
      int at = i * channels;
      int red = pixels[at] & 255;
      int green = pixels[at + (channels == 1 ? 0 : 1)] & 255;
      int blue = pixels[at + (channels == 1 ? 0 : 2)] & 255;
      image.setRGB(i % one.width(), i / one.width(), red << 16 | green << 8 | blue);
    }
    return image;
  }
}
