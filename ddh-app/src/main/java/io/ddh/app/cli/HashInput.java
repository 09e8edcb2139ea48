package io.ddh.app.cli;

import io.ddh.app.data.ChosenData;
import io.ddh.app.images.ImageSource;
import io.ddh.app.model.HashModel;
import io.ddh.core.BadInputException;
import io.ddh.core.Extent;
import io.ddh.core.Progress;
import io.ddh.data.read.folder.ImageFileReader;
import io.ddh.data.read.folder.ImageStream;
import io.ddh.data.read.form.FormDetector;
import io.ddh.data.read.image.FaceScaler;
import io.ddh.experiments.console.ProgressDisplay;
import io.ddh.experiments.registry.Registry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The options that name a model and images to hash. */
final class HashInput {
  private static final String CROP = "crop";

  @Parameters(index = "0", paramLabel = "MODEL", description = "Model written by 'ddh train'.")
  private Path model;

  @Parameters(index = "1", paramLabel = "DATA", description = "The images.")
  private Path data;

  @Option(
      names = "--form",
      paramLabel = "NAME",
      description =
          "Form of the data (default: detected), for example 'loose' for unlabelled images, or "
              + "'list' for a text file with one path per line.")
  private Optional<String> form = Optional.empty();

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description =
          "Setting for reading this form of data, e.g. boxes=boxes.csv, or crop=0 if these images"
              + " are cropped differently from the training images; repeatable.")
  private List<String> sets = List.of();

  Path model() {
    return model;
  }

  Path data() {
    return data;
  }

  /**
   * Opens the images that the options name; they are prepared as the model's training images were.
   *
   * @param work folder for the caches of data sets that consist of a single file
   * @throws BadInputException if there are no images, or the options don't fit the data or the
   *     model
   */
  ImageSource images(HashModel model, Registry registry, Path work, ProgressDisplay display)
      throws IOException {
    Map<String, Object> given = DataSource.values(sets);
    for (String key : List.of("size", "channels")) {
      if (given.containsKey(key)) {
        throw new BadInputException(
            "--set "
                + key
                + ": can't be changed, since the model needs images of "
                + model.shape()
                + "; valid: other settings for reading the data");
      }
    }
    Optional<ImageStream> plain = plain();
    if (plain.isPresent()) {
      for (String key : given.keySet()) {
        if (!key.equals(CROP)) {
          throw new BadInputException("--set " + key + ": unknown key; valid: crop");
        }
      }
      return scaled(plain.get(), model, given, display);
    }
    ChosenData found = DataSource.at(registry, data, form, Map.of());
    if (found.reader() instanceof ImageFileReader reader) {
      Optional<String> known = Optional.of(reader.form());
      ChosenData selected = DataSource.at(registry, data, known, settings(reader, model, given));
      return scaled(reader.stream(selected.settings()), model, given, display);
    }
    ChosenData selected = DataSource.at(registry, data, form, given);
    return ImageSource.of(
        selected.reader().read(selected.name(), selected.settings(), work, Progress.NONE), model);
  }

  /**
   * The settings that the user gave, plus the image size and channels of the model if the reader
   * has such settings.
   */
  private static Map<String, Object> settings(
      ImageFileReader reader, HashModel model, Map<String, Object> given) {
    FaceScaler scaler = model.card().scaler();
    Map<String, Object> out = new TreeMap<>(given);
    out.put("size", scaler.size());
    out.put("channels", scaler.channels());
    for (String key : List.of("size", "channels", CROP)) {
      if (!reader.defaults().containsKey(key)) {
        out.remove(key); // a given crop is applied by the scaler afterwards
      }
    }
    return out;
  }

  private static ImageSource scaled(
      ImageStream images, HashModel model, Map<String, Object> given, ProgressDisplay display) {
    images.notes().forEach(display::line);
    if (model.card().boxed() && !images.boxed()) {
      display.line(
          "the model learned from faces cut out by face boxes, but these images come without boxes;"
              + " the images should show faces that are cut out in the same way");
    }
    FaceScaler own = model.card().scaler();
    return ImageSource.of(
        images,
        given.containsKey(CROP)
            ? new FaceScaler(crop(given.get(CROP)), own.size(), own.channels())
            : own);
  }

  private static Extent crop(Object value) {
    try {
      return value instanceof Integer pixels
          ? Extent.pixels(pixels)
          : Extent.share(value.toString());
    } catch (IllegalArgumentException e) {
      throw new BadInputException(
          "--set crop: must be pixels such as 112 or a percentage such as 45%, found " + value, e);
    }
  }

  /**
   * Opens DATA if it is a folder or archive of unlabelled images, or a list of images; otherwise
   * returns empty.
   */
  private Optional<ImageStream> plain() throws IOException {
    String name = data.toString().toLowerCase(Locale.ROOT);
    boolean list = Files.isRegularFile(data) && name.matches(".*\\.(txt|tsv|lst)");
    if (form.map("list"::equals).orElse(list)) {
      return Optional.of(ImageStream.listed(data));
    }
    // Anything else is left to the readers of the forms, whose messages are more precise.
    boolean tree = Files.isDirectory(data) || name.matches(".*\\.(zip|tar|tgz|tar\\.gz)");
    boolean loose =
        form.isPresent()
            ? form.get().equals("loose")
            : tree && FormDetector.detect(data).fitting().isEmpty();
    return loose ? Optional.of(ImageStream.loose(data)) : Optional.empty();
  }
}
