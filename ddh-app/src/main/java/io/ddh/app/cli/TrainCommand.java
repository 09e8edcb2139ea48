package io.ddh.app.cli;

import io.ddh.app.model.HashModel;
import io.ddh.app.model.HeldOut;
import io.ddh.app.model.TrainJob;
import io.ddh.core.AtomicFile;
import io.ddh.core.BadInputException;
import io.ddh.core.FeatureMethod;
import io.ddh.core.HashMethod;
import io.ddh.core.Settings;
import io.ddh.core.Split;
import io.ddh.data.split.SplitProtocols;
import io.ddh.experiments.config.DatasetSpec;
import io.ddh.experiments.config.KnownNames;
import io.ddh.experiments.console.Console;
import io.ddh.experiments.console.ConsoleListener;
import io.ddh.experiments.console.Logs;
import io.ddh.experiments.console.Units;
import io.ddh.experiments.registry.Registry;
import io.ddh.experiments.registry.Row;
import io.ddh.experiments.run.FeaturePlan;
import io.ddh.experiments.run.PlannedCell;
import io.ddh.experiments.run.Platform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ddh train}: pictures of people to a model. */
@Command(
    name = "train",
    mixinStandardHelpOptions = true,
    description = {
      "Train a model on pictures of people and write it to one file that stands alone.",
      "Of each person with enough pictures some are held out, and at the end ask for",
      "their person: that is the quality to expect for people that it learned. For",
      "strangers: --protocol unseen-identity. A training that was ended goes on with",
      "the same command."
    })
final class TrainCommand implements Callable<Integer> {
  private static final Logger LOG = Logger.getLogger("ddh");
  private static final String GIVEN = "given";
  private static final String FACESCRUB = "facescrub";

  @Spec private CommandSpec spec;
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
      defaultValue = "ddh+aug",
      description = {
        "Row of ddh list (default: ${DEFAULT-VALUE}, which of all rows that are hashes has",
        "the highest MAP at 48 bits on LFW, results/lfw10/table1.md; where a mirrored face is",
        "no face of the same kind, as under light from one side, take ddh)."
      })
  private String name;

  @Option(
      names = "--bits",
      paramLabel = "K",
      defaultValue = "48",
      description = "Code length (default: ${DEFAULT-VALUE}).")
  private int bits;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "All randomness derives from it (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--protocol",
      paramLabel = "NAME",
      description =
          "How pictures are held out (default: given if the form has one, else facescrub).")
  private Optional<String> protocol = Optional.empty();

  @Option(
      names = "--hold-out",
      paramLabel = "N",
      description =
          "Images per person that are held out (default: the protocol's, 5); 0: as --all.")
  private Optional<Integer> holdOut = Optional.empty();

  @Option(
      names = "--validation",
      paramLabel = "SHARE",
      description =
          "Share of the training pictures that networks choose their epoch by"
              + " (default: the protocol's, 0.1).")
  private Optional<Double> validation = Optional.empty();

  @Option(
      names = "--all",
      description = "Hold out nothing: every picture trains, and the quality stays unknown.")
  private boolean all;

  @Option(
      names = "--photo-crop",
      paramLabel = "N",
      description =
          "Centre square to cut out of photos that will be asked, where the images learned from"
              + " are cut out already (default: as the reader's crop).")
  private Optional<Integer> photoCrop = Optional.empty();

  @Option(names = "--overwrite", description = "Replace MODEL if it is there.")
  private boolean overwrite;

  @Option(
      names = "--work",
      paramLabel = "DIR",
      defaultValue = "work",
      description = "Folder for caches, unfinished trainings and log (default: ${DEFAULT-VALUE}).")
  private Path work;

  @Override
  public Integer call() throws IOException {
    AtomicFile.checkTarget(output);
    if (Files.exists(output) && !overwrite) {
      throw new BadInputException(output + ": is there already; --overwrite replaces it");
    }
    Registry registry = Registry.load();
    PlannedCell cell = cell(registry);
    ConsoleListener listener = console.listener(spec.commandLine().getOut());
    try (Logs logs = new Logs()) {
      logs.open(work);
      return train(registry, cell, listener);
    } catch (IOException | RuntimeException | Error e) {
      LOG.log(Level.SEVERE, "the training broke off", e);
      throw e;
    }
  }

  private int train(Registry registry, PlannedCell cell, ConsoleListener listener)
      throws IOException {
    Platform.backendNotices().forEach(listener::line);
    listener.line("backend " + Platform.backendDescription());
    listener.planned(cell);
    listener.started(cell);
    boolean everything = all || holdOut.filter(n -> n == 0).isPresent();
    OptionalInt crop = photoCrop.map(OptionalInt::of).orElse(OptionalInt.empty());
    TrainJob.Summary made =
        new TrainJob(cell, everything, crop, output, work).run(registry, listener);
    report(listener, cell, made);
    return 0;
  }

  private PlannedCell cell(Registry registry) throws IOException {
    Row row = registry.row("--method", name);
    Map<String, List<String>> sets = new TreeMap<>();
    List<String> known = new ArrayList<>(List.of(""));
    known.add(row.method().name());
    known.add(row.features());
    for (String pair : source.sets()) {
      int dot = pair.substring(0, Math.max(0, pair.indexOf('='))).lastIndexOf('.');
      String part = dot < 0 ? "" : pair.substring(0, dot);
      if (!known.contains(part)) {
        throw new BadInputException(
            "--set " + pair + ": no part '" + part + "' here; valid: " + parts(row));
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
        row.features().isEmpty() ? "" : ", " + row.features() + ".KEY of the features";
    return "KEY of the data's reader, " + row.method().name() + ".KEY of the method" + features;
  }

  private static Settings settings(
      String part, Map<String, Object> defaults, Map<String, List<String>> sets) {
    return Settings.of(
        "--set " + part, defaults, DataSource.values(sets.getOrDefault(part, List.of())));
  }

  private DatasetSpec data(Registry registry, List<String> sets) throws IOException {
    DataSource.Selected selected = source.select(registry, sets);
    boolean divided = selected.reader().defaults().containsKey("train-images");
    Optional<DatasetSpec> known = selected.spec();
    String own = known.map(DatasetSpec::protocol).orElse(divided ? GIVEN : FACESCRUB);
    String chosen = protocol.orElse(own);
    KnownNames.check("--protocol", "protocol", chosen, SplitProtocols.names());
    Map<String, Object> split = new TreeMap<>();
    if (known.isPresent() && chosen.equals(own)) {
      split.putAll(known.get().splitSettings().asMap());
    }
    if (holdOut.filter(n -> n < 0).isPresent()) {
      throw new BadInputException("--hold-out: found " + holdOut.get() + "; valid: 0 or more");
    }
    holdOut.filter(n -> n != 0).ifPresent(n -> split.put("queries", n));
    validation.ifPresent(v -> split.put("validation", v));
    return new DatasetSpec(
        selected.name(),
        selected.reader().form(),
        selected.settings(),
        chosen,
        Settings.of("split", SplitProtocols.defaults(chosen), split),
        "ddh train");
  }

  private void report(ConsoleListener listener, PlannedCell cell, TrainJob.Summary made)
      throws IOException {
    Split split = made.split();
    listener.outcome(
        String.format(
            Locale.ROOT,
            "%s: %,d people; %,d pictures to learn from, %,d to choose the epoch by, %,d held out",
            cell.dataset().name(),
            split.people(),
            split.train().length,
            split.validation().length,
            split.query().length));
    if (!split.leftOut().isEmpty()) {
      listener.outcome(split.leftOut().size() + " people have too few pictures and are left out");
    }
    double seconds = made.seconds().values().stream().mapToDouble(s -> s).sum();
    listener.outcome(
        String.format(
            Locale.ROOT, "trained %s, %d bits, in %.0f s", cell.row(), cell.bits(), seconds));
    listener.outcome(made.quality().map(q -> quality(q, split)).orElse(unknown()));
    HashModel model = made.model();
    listener.outcome(output + "  " + Units.size(model.bytes()) + ", SHA-256 " + model.digest());
    listener.outcome("next: ddh hash " + output + " DATA -o codes.ddhc");
  }

  private static String quality(HeldOut q, Split split) {
    String people =
        split.protocol().equals("unseen-identity")
            ? "of people that it never saw"
            : "of people that it learned";
    return String.format(
        Locale.ROOT,
        "quality, measured on %,d held-out pictures %s, among %,d: MAP %.3f (chance %.4f),"
            + " nearest is the right person %.1f %%",
        q.queries(),
        people,
        q.gallery(),
        q.map(),
        q.chance(),
        100 * q.precisionAt1());
  }

  private static String unknown() {
    return "quality: not measured, every picture trained (--all)";
  }
}
