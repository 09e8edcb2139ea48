package io.ddh.app.index;

import io.ddh.app.images.ImageHasher;
import io.ddh.core.BadInputException;
import io.ddh.core.BinaryCodes;
import io.ddh.core.Images;
import io.ddh.core.Progress;
import io.ddh.core.Seeds;
import io.ddh.core.Settings;
import io.ddh.data.draw.Bitmaps;
import io.ddh.data.faces.FacesReader;
import io.ddh.data.read.SquarePicture;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Map;
import javax.imageio.ImageIO;

/** Rendered faces as picture files, and a model that needs no training. */
public final class Rendered {
  /** Code length of the model. */
  public static final int BITS = 48;

  private Rendered() {}

  /** Writes {@code person-P/I.png} below a folder. */
  public static void write(Path folder, int people, int images) throws IOException {
    FacesReader reader = new FacesReader();
    Map<String, Object> given = Map.of("preset", "video", "people", people, "images", images);
    Settings settings = Settings.of("faces", reader.defaults(), given);
    var faces = reader.read("faces", settings, folder, Progress.NONE).images();
    for (int i = 0; i < faces.size(); i++) {
      Path file = folder.resolve("person-" + faces.labels()[i]).resolve(i + ".png");
      Files.createDirectories(file.getParent());
      Images one = faces.images().select(new int[] {i});
      ImageIO.write(Bitmaps.of(one, 0), "png", file.toFile());
    }
  }

  /** Writes a model file. */
  public static Path model(Path folder, String name) throws IOException {
    return Files.writeString(folder.resolve(name + ".ddhm"), "a model named " + name);
  }

  /** Reads one. */
  public static ImageHasher read(Path file) throws IOException {
    String text = Files.readString(file);
    if (!text.startsWith("a model named ")) {
      throw new BadInputException(file + ": no model");
    }
    return new Hasher(sha256(text));
  }

  static String sha256(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return HexFormat.of().formatHex(Seeds.sha256().digest(bytes));
  }

  /** Compares grey values of a small picture with each other. */
  private record Hasher(String digest) implements ImageHasher {
    private static final int SIDE = 8;

    @Override
    public int bits() {
      return BITS;
    }

    @Override
    public Images prepare(byte[] picture, String name) {
      try {
        return SquarePicture.read(picture, SIDE);
      } catch (IOException e) {
        throw new BadInputException(name + ": " + e.getMessage(), e);
      }
    }

    @Override
    public BinaryCodes encode(Images images) {
      float[] values = new float[images.size() * BITS];
      for (int i = 0; i < images.size(); i++) {
        for (int k = 0; k < BITS; k++) {
          int at = i * images.imageLength();
          int one = images.pixels()[at + k * 3] & 255;
          int other = images.pixels()[at + (k * 29 + 11) % (SIDE * SIDE) * 3] & 255;
          values[i * BITS + k] = one > other ? 1 : -1;
        }
      }
      return BinaryCodes.ofSigns(BITS, values);
    }
  }
}
