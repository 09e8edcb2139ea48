package io.ddh.app.cli;

import io.ddh.app.data.ChosenData;
import io.ddh.app.model.HashModel;
import io.ddh.app.model.TrainJob;
import io.ddh.core.AtomicFile;
import io.ddh.core.BadInputException;
import io.ddh.core.FeatureMethod;
import io.ddh.core.HashMethod;
import io.ddh.core.Settings;
import io.ddh.core.Split;
import io.ddh.experiments.cli.ToolCommand;
import io.ddh.experiments.cli.WorkFolder;
import io.ddh.experiments.config.DatasetSpec;
import io.ddh.experiments.console.Console;
import io.ddh.experiments.console.OptionRange;
import io.ddh.experiments.console.RunConsole;
import io.ddh.experiments.console.Units;
import io.ddh.experiments.registry.Registry;
import io.ddh.experiments.registry.Row;
import io.ddh.experiments.run.FeaturePlan;
import io.ddh.experiments.run.PlannedCell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ddh train}: trains a model on images of people. */
@Command(
    name = "train",
    description = {
      "Train a model on images of people and write it to one self-contained file.",
      "If a person has enough images, some of them are held out. At the end, the images"
          + " held out are the queries that measure the quality for people whom the model has "
          + "learned."
          + " To measure the quality for other people, use --protocol "
          + "unseen-identity. The same command"
          + " resumes an interrupted training run."
    })
final class TrainCommand extends ToolCommand {
  @Mixin private DataSource source;
  @Mixin private Console console;

  @Option(
      names = {"-o", "--output"},
      required = true,
      paramLabel = "MODEL",
      description = "File to write (.ddhm).")
  private Path output;

  @Option(
      names = "--method",
      paramLabel = "NAME",
      description =
          "Row to train; 'ddh list' names the rows. The default, ${DEFAULT-VALUE}, has the highest"
              + " MAP of all hashing rows at 48 bits on LFW (results/lfw10/table1.md). Use the row"
              + " 'ddh' if mirrored faces look different from real faces, for example because the "
              + "light comes from one side.")
  private String name = "ddh+aug";

  @Option(
      names = "--bits",
      paramLabel = "K",
      description = "Code length (default: ${DEFAULT-VALUE}).")
  private int bits = 48;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Seed of all randomness (default: ${DEFAULT-VALUE}).")
  private long seed = 1;

  @Option(
      names = "--protocol",
      paramLabel = "NAME",
      description =
          "Split protocol that holds images out (default: the data's own split, else 'facescrub').")
  private Optional<String> protocol = Optional.empty();

  @Option(
      names = "--hold-out",
      paramLabel = "N",
      description =
          "Images per person to hold out (default: the protocol's number, 5); 0 is the same as "
              + "--all.")
  private Optional<Integer> holdOut = Optional.empty();

  @Option(
      names = "--validation",
      paramLabel = "SHARE",
      description =
          "Share of the training images that is used to choose a network's best epoch (default: the"
              + " protocol's share, 0.1).")
  private Optional<Double> validation = Optional.empty();

  @Option(
      names = "--all",
      description =
          "Use all images for training and hold out none. The quality is then not measured.")
  private boolean all;

  @Option(
      names = "--photo-crop",
      paramLabel = "N",
      description =
          "Side of the centre square to cut out of query photos, if the training images are already"
              + " cropped (default: the reader's crop).")
  private Optional<Integer> photoCrop = Optional.empty();

  @Option(names = "--overwrite", description = "Replace MODEL if it exists.")
  private boolean overwrite;

  @Mixin private WorkFolder work;

  @Override
  public Integer call() throws IOException {
    AtomicFile.checkTarget(output);
    if (Files.exists(output) && !overwrite) {
      throw new BadInputException(output + ": exists already; --overwrite replaces it");
    }
    Registry registry = Registry.load();
    PlannedCell cell = cell(registry);
    RunConsole listener = console.run(out(), () -> {});
    return logged(
        logs -> {
          logs.open(work.path());
          listener.backend();
          listener.planned(cell);
          listener.started(cell);
          boolean everything = all || holdOut.filter(n -> n == 0).isPresent();
          TrainJob job = new TrainJob(cell, everything, optional(photoCrop), output, work.path());
          report(listener, cell, job.run(registry, listener));
          return 0;
        });
  }

  private PlannedCell cell(Registry registry) throws IOException {
    Row row = registry.row("--method", name);
    Map<String, List<String>> sets = new TreeMap<>();
    List<String> known = List.of("", row.method().name(), row.features());
    for (String pair : source.sets()) {
      int dot = pair.substring(0, Math.max(0, pair.indexOf('='))).lastIndexOf('.');
      String part = dot < 0 ? "" : pair.substring(0, dot);
      if (!known.contains(part)) {
        throw new BadInputException(
            "--set " + pair + ": unknown prefix '" + part + "'; valid: " + parts(row));
      }
      sets.computeIfAbsent(part, p -> new ArrayList<>()).add(pair.substring(dot + 1));
    }
    HashMethod method = row.method();
    Settings settings = settings(method.name(), method.defaults(), sets);
    method = method.configure(settings);
    method.checkBits(bits);
    Optional<FeaturePlan> features = Optional.empty();
    if (!row.features().isEmpty()) {
      String made = registry.outputs().get(row.features());
      FeatureMethod extractor = registry.features().get(made);
      Settings own = settings(row.features(), extractor.defaults(), sets);
      features = Optional.of(new FeaturePlan(row.features(), made, extractor.configure(own), own));
    }
    DatasetSpec data = data(registry, sets.getOrDefault("", List.of()));
    return new PlannedCell(data, row.name(), method, settings, features, bits, seed);
  }

  private static String parts(Row row) {
    String features =
        row.features().isEmpty() ? "" : ", " + row.features() + ".KEY for the features";
    return "KEY for reading the data, " + row.method().name() + ".KEY for the method" + features;
  }

  private static Settings settings(
      String part, Map<String, Object> defaults, Map<String, List<String>> sets) {
    return Settings.of(
        "--set " + part, defaults, DataSource.values(sets.getOrDefault(part, List.of())));
  }

  private DatasetSpec data(Registry registry, List<String> sets) throws IOException {
    ChosenData selected = source.select(registry, sets);
    holdOut.ifPresent(n -> OptionRange.check("--hold-out", n, 0));
    Map<String, Object> changes = new TreeMap<>();
    holdOut.filter(n -> n != 0).ifPresent(n -> changes.put("queries", n));
    validation.ifPresent(v -> changes.put("validation", v));
    boolean divided = selected.reader().defaults().containsKey("train-images");
    return selected.split(protocol, divided, changes);
  }

  private void report(RunConsole listener, PlannedCell cell, TrainJob.Summary made)
      throws IOException {
    Split split = made.split();
    listener.outcome(
        "%s: %,d people; %,d images to learn from, %,d to choose the epoch by, %,d held out",
        cell.dataset().name(),
        split.people(),
        split.train().length,
        split.validation().length,
        split.query().length);
    if (!split.leftOut().isEmpty()) {
      listener.outcome("%d people have too few images and are left out", split.leftOut().size());
    }
    double seconds = made.seconds().values().stream().mapToDouble(s -> s).sum();
    listener.outcome("trained %s, %d bits, in %.0f s", cell.row(), cell.bits(), seconds);
    made.quality()
        .ifPresentOrElse(
            q ->
                listener.outcome(
                    "quality, measured with %,d held-out query images of people that the model %s,"
                        + " in a gallery of %,d images: MAP %.3f (chance %.4f), nearest image shows"
                        + " the right person for %.1f %%",
                    q.queries(),
                    split.protocol().equals("unseen-identity") ? "never saw" : "learned",
                    q.gallery(),
                    q.map(),
                    q.chance(),
                    100 * q.precisionAt1()),
            () ->
                listener.outcome(
                    "quality: not measured, because all images were used for training (--all)"));
    HashModel model = made.model();
    listener.outcome("%s  %s, SHA-256 %s", output, Units.size(model.bytes()), model.digest());
    listener.outcome("next: ddh hash " + output + " DATA -o codes.ddhc");
  }
}
