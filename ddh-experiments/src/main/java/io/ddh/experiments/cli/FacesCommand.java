package io.ddh.experiments.cli;

import io.ddh.core.BadInputException;
import io.ddh.core.Dataset;
import io.ddh.core.Images;
import io.ddh.core.Progress;
import io.ddh.core.Settings;
import io.ddh.core.Shown;
import io.ddh.data.draw.Bitmaps;
import io.ddh.data.draw.ImageSheet;
import io.ddh.data.faces.FacesReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * The command {@code ddh faces}, which draws a contact sheet of rendered faces with one row per
 * person.
 */
@Command(
    name = "faces",
    description = "Write a contact sheet (PNG) of the built-in rendered faces.")
final class FacesCommand extends ToolCommand {
  private static final int SCALE = 2;
  private static final int GAP = 3;

  @Option(
      names = "--preset",
      description = "Preset of the renderer: wild or video (default: ${DEFAULT-VALUE}).")
  private String preset = "wild";

  @Option(names = "--people", description = "Number of people (default: ${DEFAULT-VALUE}).")
  private int people = 8;

  @Option(names = "--images", description = "Images per person (default: ${DEFAULT-VALUE}).")
  private int images = 14;

  @Option(
      names = {"-o", "--output"},
      required = true,
      description = "PNG file to write.")
  private Path output;

  @Option(
      names = "--pictures",
      paramLabel = "DIR",
      description = "Also write each image as a PNG below this folder, one folder per person.")
  private Optional<Path> imageFolder = Optional.empty();

  @Override
  public Integer call() throws IOException {
    if (people < 1 || images < 1 || (long) people * images > 2_000) {
      throw new BadInputException(
          "--people times --images must be in [1, 2000], found " + people + " x " + images);
    }
    FacesReader reader = new FacesReader();
    Settings settings =
        Settings.of(
            "faces",
            reader.defaults(),
            Map.of("preset", preset, "people", people, "images", images));
    Dataset data = reader.read("faces", settings, Path.of(""), Progress.NONE);
    Images faces = data.images().images();
    String title = "synthetic faces, preset " + preset + ": one row per person";
    int width = faces.width() * SCALE;
    int height = faces.height() * SCALE;
    new ImageSheet(title, "", width, height, GAP, ImageSheet.grid(faces, images)).write(output);
    for (int i = 0; imageFolder.isPresent() && i < faces.size(); i++) {
      String person = data.images().identities().get(data.images().labels()[i]);
      Path file = imageFolder.get().resolve(person).resolve(Shown.format("%04d.png", i));
      Bitmaps.write(file, Bitmaps.of(faces, i));
    }
    print("%s", output);
    return 0;
  }
}
