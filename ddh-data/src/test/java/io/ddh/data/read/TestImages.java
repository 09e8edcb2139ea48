package io.ddh.data.read;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import javax.imageio.ImageIO;

/** Generates images for tests. */
public final class TestImages {
  private TestImages() {}

  /** Noise, so that every format needs many bytes for it. */
  public static BufferedImage noise(int width, int height, int type, long seed) {
    Random random = new Random(seed);
    BufferedImage image = new BufferedImage(width, height, type);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        image.setRGB(x, y, random.nextInt(1 << 24));
      }
    }
    return image;
  }

  /** Left upper quarter red, right upper green, left lower blue, right lower white. */
  public static BufferedImage quarters(int width, int height) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int top = x < width / 2 ? 0xFF0000 : 0x00FF00;
        int bottom = x < width / 2 ? 0x0000FF : 0xFFFFFF;
        image.setRGB(x, y, y < height / 2 ? top : bottom);
      }
    }
    return image;
  }

  public static byte[] encode(BufferedImage image, String format) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    if (!ImageIO.write(image, format, out)) {
      throw new IOException("no writer for " + format);
    }
    return out.toByteArray();
  }

  /** Binary PGM (channels 1) or PPM (channels 3), 8 bits. */
  public static byte[] pnm(int width, int height, int channels, int maximum, byte[] samples) {
    String magic = channels == 1 ? "P5" : "P6";
    byte[] head =
        (magic + "\n" + width + " " + height + "\n" + maximum + "\n")
            .getBytes(StandardCharsets.US_ASCII);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(head);
    out.writeBytes(samples);
    return out.toByteArray();
  }

  /** A JPEG with an EXIF segment behind its first marker that holds just the orientation. */
  public static byte[] withOrientation(byte[] jpeg, int orientation, boolean littleEndian) {
    byte[] tiff =
        littleEndian
            ? bytes(
                "49 49 2A 00 08 00 00 00 01 00 12 01 03 00 01 00 00 00 0%d 00 00 00 00 00 00 00",
                orientation)
            : bytes(
                "4D 4D 00 2A 00 00 00 08 00 01 01 12 00 03 00 00 00 01 00 0%d 00 00 00 00 00 00",
                orientation);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(jpeg, 0, 2);
    out.writeBytes(new byte[] {(byte) 0xFF, (byte) 0xE1, 0, (byte) (8 + tiff.length)});
    out.writeBytes(new byte[] {'E', 'x', 'i', 'f', 0, 0});
    out.writeBytes(tiff);
    out.write(jpeg, 2, jpeg.length - 2);
    return out.toByteArray();
  }

  private static byte[] bytes(String hex, int orientation) {
    String[] parts = hex.replace("%d", Integer.toString(orientation)).split(" ", -1);
    byte[] out = new byte[parts.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = (byte) Integer.parseInt(parts[i], 16);
    }
    return out;
  }

  public static Path write(Path file, byte[] content) throws IOException {
    Files.createDirectories(file.getParent());
    return Files.write(file, content);
  }
}
