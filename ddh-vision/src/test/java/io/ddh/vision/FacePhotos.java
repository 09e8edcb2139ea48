package io.ddh.vision;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ddh.core.Images;
import io.ddh.vision.align.PhotoPixels;
import io.ddh.vision.align.Similarity;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

/** Photos of LFW, where {@code DDH_DATA} says they are, and larger photos that are made of them. */
public final class FacePhotos {
  private FacePhotos() {}

  /** The first photos of the first people; the test is skipped where there are none. */
  public static List<Images> of(int people, int each) throws IOException {
    String root = System.getenv("DDH_DATA");
    assumeTrue(root != null, "DDH_DATA is not set: photos of real people are not tested");
    Path lfw = Path.of(root, "lfw10");
    assumeTrue(Files.isDirectory(lfw), lfw + " is missing: photos of real people are not tested");
    List<Images> out = new java.util.ArrayList<>();
    try (Stream<Path> folders = Files.list(lfw).filter(Files::isDirectory).sorted()) {
      for (Path folder : folders.limit(people).toList()) {
        try (Stream<Path> files = Files.list(folder).sorted()) {
          for (Path file : files.limit(each).toList()) {
            out.add(photo(ImageIO.read(file.toFile())));
          }
        }
      }
    }
    return out;
  }

  private static Images photo(BufferedImage image) {
    byte[] rgb = new byte[image.getWidth() * image.getHeight() * 3];
    for (int p = 0; p < rgb.length; p++) {
      int colours = image.getRGB(p / 3 % image.getWidth(), p / 3 / image.getWidth());
      rgb[p] = (byte) (colours >> 16 - 8 * (p % 3));
    }
    return new Images(image.getHeight(), image.getWidth(), 3, rgb);
  }

  /** A plain photo of one colour. */
  public static Images plain(int width, int height) {
    byte[] rgb = new byte[width * height * 3];
    Arrays.fill(rgb, (byte) 110);
    return new Images(height, width, 3, rgb);
  }

  /** A square part of a photo, scaled, and turned clockwise by an angle in degrees. */
  public static Images part(Images photo, double x, double y, double size, int side, int degrees) {
    Similarity toPhoto =
        Similarity.rotated(side, x + size / 2, y + size / 2, size, -Math.toRadians(degrees));
    float[] values = new PhotoPixels(photo, 0).square(toPhoto, side);
    byte[] rgb = new byte[values.length];
    for (int p = 0; p < rgb.length; p++) {
      rgb[p] = (byte) Math.round(values[p]);
    }
    return new Images(side, side, 3, rgb);
  }

  /** Copies a photo into another one. */
  public static void paste(Images small, Images into, int x, int y) {
    int length = small.width() * 3;
    for (int row = 0; row < small.height(); row++) {
      int to = ((y + row) * into.width() + x) * 3;
      System.arraycopy(small.pixels(), row * length, into.pixels(), to, length);
    }
  }
}
