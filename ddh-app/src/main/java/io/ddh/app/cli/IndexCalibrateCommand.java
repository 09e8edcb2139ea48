package io.ddh.app.cli;

import io.ddh.app.calibrate.Calibration;
import io.ddh.app.calibrate.Trials;
import io.ddh.app.codes.CodeSource;
import io.ddh.app.index.FaceIndex;
import io.ddh.app.index.IndexModel;
import io.ddh.core.Parallel;
import io.ddh.experiments.cli.DdhCommand;
import io.ddh.experiments.cli.ToolCommand;
import io.ddh.experiments.console.OptionRange;
import io.ddh.retrieval.index.CodeIndex;
import io.ddh.retrieval.index.IndexWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ddh index calibrate}: proposes the distance above which a face counts as unknown. */
@Command(
    name = "calibrate",
    description = {
      "Propose a rejection distance and store it in the index.",
      "VALIDATION has labelled faces that are not in the index. Some must show people who are in"
          + " the index, others must show strangers, preferably people whom the model never saw. "
          + "Without VALIDATION, each face of the index is left out in turn and serves as the "
          + "query. If the false accept rate exceeds the limit --false-accept at every distance, "
          + "nothing is stored (exit code 1)."
    })
final class IndexCalibrateCommand extends ToolCommand {
  private static final long SEED = 1;

  /** Which of the two proposals is stored in the index. */
  private enum Choice {
    FALSE_ACCEPT,
    EQUAL
  }

  @Parameters(index = "0", paramLabel = "INDEX", description = "Index file.")
  private Path file;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "VALIDATION",
      description = "Codes file, or folder of images with one folder per person.")
  private Optional<Path> validation = Optional.empty();

  @Mixin private FacesTable faces;

  @Option(
      names = "--false-accept",
      paramLabel = "RATE",
      description = "Highest false accept rate to allow, 0 to 1 (default: ${DEFAULT-VALUE}).")
  private double target = 0.01;

  @Option(
      names = "--keep",
      paramLabel = "WHICH",
      description =
          "Distance to store: that of the --false-accept limit (FALSE_ACCEPT) or that of equal error"
              + " rates (EQUAL); default: ${DEFAULT-VALUE}.")
  private Choice choice = Choice.FALSE_ACCEPT;

  @Option(names = "--dry-run", description = "Print the proposals and store nothing.")
  private boolean dry;

  @Option(
      names = "--chart",
      paramLabel = "PNG",
      description = "Draw a chart of both error rates against the distance.")
  private Optional<Path> chart = Optional.empty();

  @Override
  public Integer call() throws IOException {
    OptionRange.checkShare("--false-accept", target);
    CodeIndex index = CodeIndex.open(file);
    String name = validation.orElse(file).toString();
    Trials trials;
    if (validation.isPresent()) {
      List<Path> what = List.of(validation.get());
      Optional<String> label = Optional.empty(); // each person's folder gives the label
      try (CodeSource source = faces.of(what, file, index, label, out()::println, this::problem)) {
        IndexModel.check(file, index, name, source);
        trials = Trials.of(index, source, Parallel.threads());
      }
    } else {
      trials = Trials.within(index, Parallel.threads(), SEED);
    }
    Calibration found = Calibration.of(trials, index.bits(), target, name, validation.isPresent());
    found.lines().forEach(out()::println);
    int chosen = choice == Choice.EQUAL ? found.equal() : found.atTarget();
    if (chart.isPresent()) {
      found.draw(chart.get(), file.getFileName().toString(), chosen);
      print("%s", chart.get());
    }
    if (chosen < 0) {
      print("The false accept rate is too high at every distance, even at 0. Nothing was stored.");
    } else if (!dry) {
      try (IndexWriter writer = IndexWriter.open(file)) {
        FaceIndex.keepRejection(writer, chosen, found.origin(chosen));
      }
      print("Stored in the index: faces at a distance above %d are rejected", chosen);
    }
    return chosen < 0 ? DdhCommand.MISSED : 0;
  }
}
