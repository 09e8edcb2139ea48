package io.ddh.app.model;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Locale;
import java.util.SplittableRandom;
import javax.imageio.ImageIO;

/** Folders of images made for the tests. */
public final class Albums {
  private Albums() {}

  /** PNG of a person: a quarter is light. */
  public static byte[] image(int person, int number) throws IOException {
    SplittableRandom random = new SplittableRandom(person * 1000L + number);
    BufferedImage image = new BufferedImage(40, 40, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < 40; y++) {
      for (int x = 0; x < 40; x++) {
        boolean light = 2 * (y / 20) + x / 20 == person % 4;
        int grey = (light ? 150 : 60) + random.nextInt(60);
        image.setRGB(x, y, grey << 16 | grey << 8 | grey);
      }
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(image, "png", out);
    return out.toByteArray();
  }

  /** A folder a person; the time of change is fixed. */
  public static Path write(Path folder, int people, int each) throws IOException {
    for (int p = 0; p < people; p++) {
      Path own = Files.createDirectories(folder.resolve("person" + p));
      for (int i = 0; i < each; i++) {
        put(own.resolve(String.format(Locale.ROOT, "%04d.png", i)), image(p, i));
      }
    }
    return folder;
  }

  /** Writes a file with a fixed time of change. */
  public static void put(Path file, byte[] content) throws IOException {
    Files.createDirectories(file.getParent());
    Files.write(file, content);
    Files.setLastModifiedTime(file, FileTime.fromMillis(1_700_000_000_000L));
  }
}
