package io.ddh.app.index;

import io.ddh.app.model.ToyModels;
import io.ddh.core.Images;
import io.ddh.core.Progress;
import io.ddh.core.Settings;
import io.ddh.data.draw.Bitmaps;
import io.ddh.data.faces.FacesReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import javax.imageio.ImageIO;

/** Rendered faces as image files, and a model that is trained in a moment. */
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

  /** Writes a model file; another name gives another model. */
  public static Path model(Path folder, String name) throws IOException {
    Path file = folder.resolve(name + ".ddhm");
    ToyModels.train(name.equals("good") ? "lsh+lbp" : "lsh+pixels", BITS).write(file);
    return file;
  }
}
