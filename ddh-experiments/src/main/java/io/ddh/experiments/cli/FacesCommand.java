package io.ddh.experiments.cli;

import io.ddh.core.BadInputException;
import io.ddh.core.Dataset;
import io.ddh.core.Images;
import io.ddh.core.LabeledImages;
import io.ddh.core.Progress;
import io.ddh.core.Settings;
import io.ddh.data.draw.Bitmaps;
import io.ddh.data.draw.ImageSheet;
import io.ddh.data.faces.FacesReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ddh faces}: a contact sheet of the embedded, rendered faces; one row per person. */
@Command(
    name = "faces",
    mixinStandardHelpOptions = true,
    description = "Write a contact sheet (PNG) of the embedded, rendered faces.")
final class FacesCommand implements Callable<Integer> {
  private static final int SCALE = 2;
  private static final int GAP = 3;

  @Spec private CommandSpec spec;

  @Option(
      names = "--preset",
      defaultValue = "wild",
      description = "wild or video (default: ${DEFAULT-VALUE}).")
  private String preset;

  @Option(names = "--people", defaultValue = "8", description = "Rows (default: ${DEFAULT-VALUE}).")
  private int people;

  @Option(
      names = "--images",
      defaultValue = "14",
      description = "Images a person (default: ${DEFAULT-VALUE}).")
  private int images;

  @Option(
      names = {"-o", "--output"},
      required = true,
      description = "PNG file.")
  private Path output;

  @Option(
      names = "--pictures",
      paramLabel = "DIR",
      description = "Also write each as a PNG below this folder, a folder a person.")
  private Optional<Path> pictures = Optional.empty();

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
    if (pictures.isPresent()) {
      write(pictures.get(), data.images());
    }
    spec.commandLine().getOut().println(output);
    return 0;
  }

  private static void write(Path folder, LabeledImages faces) throws IOException {
    for (int i = 0; i < faces.size(); i++) {
      String person = faces.identities().get(faces.labels()[i]);
      Path file = folder.resolve(person).resolve(String.format(Locale.ROOT, "%04d.png", i));
      Bitmaps.write(file, Bitmaps.of(faces.images(), i));
    }
  }
}
