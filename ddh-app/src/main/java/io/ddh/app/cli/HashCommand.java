package io.ddh.app.cli;

import io.ddh.app.codes.CodesExport;
import io.ddh.app.codes.HashJob;
import io.ddh.app.images.BrokenImage;
import io.ddh.app.images.ImageSource;
import io.ddh.app.model.HashModel;
import io.ddh.core.AtomicFile;
import io.ddh.core.BadInputException;
import io.ddh.core.Dataset;
import io.ddh.core.Extent;
import io.ddh.core.Progress;
import io.ddh.data.read.FaceScaler;
import io.ddh.data.read.ImageStream;
import io.ddh.data.read.PictureReader;
import io.ddh.data.read.form.FormDetector;
import io.ddh.experiments.console.Console;
import io.ddh.experiments.console.RateListener;
import io.ddh.experiments.console.Units;
import io.ddh.experiments.registry.Registry;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ddh hash}: pictures to codes. */
@Command(
    name = "hash",
    mixinStandardHelpOptions = true,
    description = {
      "Give each picture its code by a model, prepared as the training pictures were.",
      "Any number of pictures; a run that was ended goes on with the same command.",
      "DATA is a folder or archive (a folder a person gives labels), a text file with a",
      "path a line (a name behind a tab, comma or blank gives labels), or any form that ddh data",
      "check knows."
    })
final class HashCommand implements Callable<Integer> {
  private static final String LOOSE = "loose";
  private static final String LIST = "list";
  private static final String CROP = "crop";
  private static final Set<String> LIST_ENDINGS = Set.of("txt", "tsv", "lst");

  @Spec private CommandSpec spec;
  @Mixin private Console console;

  @Parameters(index = "0", paramLabel = "MODEL", description = "Model that ddh train wrote.")
  private Path model;

  @Parameters(index = "1", paramLabel = "DATA", description = "The pictures.")
  private Path data;

  @Option(
      names = {"-o", "--output"},
      required = true,
      paramLabel = "CODES",
      description = "File to write (.ddhc); CODES.part until it is whole.")
  private Path output;

  @Option(
      names = "--form",
      paramLabel = "NAME",
      description =
          "Form of the data (default: found out by looking); loose: pictures without people;"
              + " list: a text file.")
  private Optional<String> form = Optional.empty();

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description =
          "Setting of the form's reader, e.g. boxes=boxes.csv, or crop=0 where these pictures"
              + " are framed otherwise than the training's; repeatable.")
  private List<String> sets = List.of();

  @Option(
      names = "--max-corrupt",
      paramLabel = "SHARE",
      defaultValue = "0.01",
      description =
          "Share of the pictures that may be unreadable; five always may"
              + " (default: ${DEFAULT-VALUE}).")
  private double share;

  @Option(
      names = "--export",
      paramLabel = "FILE",
      description = "Write the codes as .npy or .faiss, too, with labels in FILE.csv; repeatable.")
  private List<Path> exports = List.of();

  @Option(
      names = "--work",
      paramLabel = "DIR",
      defaultValue = "work",
      description = "Folder for caches of sets in one file (default: ${DEFAULT-VALUE}).")
  private Path work;

  @Override
  public Integer call() throws IOException {
    AtomicFile.checkTarget(output);
    if (!(share >= 0 && share <= 1)) {
      throw new BadInputException("--max-corrupt: must be in [0, 1], found " + share);
    }
    exports.forEach(CodesExport::check);
    PrintWriter out = spec.commandLine().getOut();
    RateListener listener = console.rate(out);
    Registry registry = Registry.load();
    HashModel read = HashModel.read(model, registry);
    long start = System.nanoTime();
    HashJob.Summary made;
    int all;
    try (ImageSource pictures = pictures(read, registry, listener)) {
      all = pictures.size();
      pictures.problems().forEach(problem -> listener.outcome("left out " + problem));
      made = new HashJob(read, pictures, output, share).run(listener);
    }
    report(listener, made, all, (System.nanoTime() - start) / 1e9);
    for (Path export : exports) {
      Path table = CodesExport.write(output, export);
      listener.outcome(export + " and " + table);
    }
    listener.line(
        "next: ddh index build " + output + " -o faces.ddhx --model " + model + pictureFolder());
    return 0;
  }

  private String pictureFolder() {
    return Files.isDirectory(data) ? " --pictures " + data : "";
  }

  private void report(RateListener listener, HashJob.Summary made, int all, double seconds)
      throws IOException {
    for (BrokenImage broken : made.firstBroken()) {
      listener.outcome("left out " + broken);
    }
    if (made.firstBroken().size() < made.broken() && !made.firstBroken().isEmpty()) {
      listener.outcome("left out " + (made.broken() - made.firstBroken().size()) + " more");
    }
    String codes =
        String.format(
            Locale.ROOT,
            "%s  %s: %,d codes, %,d pictures left out",
            output,
            Units.size(Files.size(output)),
            made.codes(),
            made.broken());
    int now = all - made.before();
    listener.outcome(
        now == 0
            ? codes + "; was finished before"
            : codes
                + String.format(
                    Locale.ROOT, "; %,d pictures in %.1f s, %,.0f/s", now, seconds, now / seconds));
  }

  private ImageSource pictures(HashModel read, Registry registry, RateListener listener)
      throws IOException {
    Map<String, Object> given = DataSource.values(sets);
    for (String key : List.of("size", "channels")) {
      if (given.containsKey(key)) {
        throw new BadInputException(
            "--set " + key + ": is the model's, " + read.shape() + "; valid: settings of DATA");
      }
    }
    Optional<ImageStream> plain = plain();
    if (plain.isPresent()) {
      List<String> others = given.keySet().stream().filter(key -> !key.equals(CROP)).toList();
      if (!others.isEmpty()) {
        throw new BadInputException("--set " + others.get(0) + ": unknown key; valid: crop");
      }
      return files(plain.get(), read, cropped(read, crop(given)), listener);
    }
    DataSource.Selected found = DataSource.lying(registry, data, form, List.of());
    if (found.reader() instanceof PictureReader reader) {
      boolean knows = reader.defaults().containsKey(CROP);
      DataSource.Selected selected =
          DataSource.lying(
              registry, data, Optional.of(reader.form()), settings(reader, read, knows));
      ImageStream stream = reader.pictures(selected.settings());
      boolean own = knows && given.containsKey(CROP);
      Optional<Extent> crop = own ? Optional.of(stream.crop()) : crop(given);
      return files(stream, read, cropped(read, crop), listener);
    }
    DataSource.Selected selected = DataSource.lying(registry, data, form, sets);
    Dataset set = selected.reader().read(selected.name(), selected.settings(), work, Progress.NONE);
    return ImageSource.of(set, read);
  }

  /** The user's settings with the model's size, in the reader's words. */
  private List<String> settings(PictureReader reader, HashModel read, boolean knowsCrop) {
    FaceScaler scaler = read.card().pictures();
    List<String> out = new ArrayList<>(sets);
    Map.of("size", scaler.size(), "channels", scaler.channels())
        .forEach(
            (key, value) -> {
              if (reader.defaults().containsKey(key)) {
                out.add(key + "=" + value);
              }
            });
    if (!knowsCrop) {
      out.removeIf(pair -> pair.startsWith(CROP + "=")); // applied here
    }
    return out;
  }

  /** What the user says of the crop. */
  private static Optional<Extent> crop(Map<String, Object> given) {
    Object value = given.get(CROP);
    if (value == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          value instanceof Integer pixels ? Extent.pixels(pixels) : Extent.share(value.toString()));
    } catch (IllegalArgumentException e) {
      throw new BadInputException(
          "--set crop: must be pixels such as 112, or a share such as 45%, found " + value, e);
    }
  }

  /** The model's preparation, where the user says no other crop. */
  private static FaceScaler cropped(HashModel read, Optional<Extent> crop) {
    FaceScaler own = read.card().pictures();
    return crop.map(c -> new FaceScaler(c, own.size(), own.channels())).orElse(own);
  }

  private static ImageSource files(
      ImageStream pictures, HashModel read, FaceScaler scaler, RateListener listener) {
    pictures.notes().forEach(listener::line);
    if (read.card().boxed() && !pictures.boxed()) {
      listener.line(
          "the model learned faces cut out by boxes; these pictures have none, so they should be"
              + " cut out likewise");
    }
    return ImageSource.of(pictures, scaler);
  }

  /** Pictures without people, or a list of them, if that is what DATA is. */
  private Optional<ImageStream> plain() throws IOException {
    if (form.isPresent() ? form.get().equals(LIST) : isList()) {
      return Optional.of(ImageStream.listed(data));
    }
    boolean loose =
        form.isPresent()
            ? form.get().equals(LOOSE)
            : FormDetector.detect(data).fitting().isEmpty() && isTree();
    return loose ? Optional.of(ImageStream.loose(data)) : Optional.empty();
  }

  private boolean isList() {
    String name = data.getFileName() == null ? "" : data.getFileName().toString();
    String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    return Files.isRegularFile(data) && LIST_ENDINGS.contains(ending);
  }

  /** A folder or archive; of anything else the forms' own words say more. */
  private boolean isTree() {
    return Files.isDirectory(data)
        || data.toString().toLowerCase(Locale.ROOT).matches(".*\\.(zip|tar|tgz|tar\\.gz)");
  }
}
