package io.ddh.app.cli;

import io.ddh.app.calibrate.Calibration;
import io.ddh.app.calibrate.Trials;
import io.ddh.app.codes.CodeFiles;
import io.ddh.app.codes.CodeSource;
import io.ddh.app.images.FaceImages;
import io.ddh.app.images.SourceImages;
import io.ddh.app.index.FaceIndex;
import io.ddh.app.index.IndexModel;
import io.ddh.core.BadInputException;
import io.ddh.core.Parallel;
import io.ddh.experiments.cli.DdhCommand;
import io.ddh.retrieval.index.CodeIndex;
import io.ddh.retrieval.index.IndexWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ddh index calibrate}: from which distance on a face is nobody's whom the index knows. */
@Command(
    name = "calibrate",
    mixinStandardHelpOptions = true,
    description = {
      "Propose a rejection distance and keep it with the index. VALIDATION has labelled faces that",
      "are not in the index, some of people who are, some of strangers; best of people whom the",
      "model never saw. Without it the index's own faces are left out in turn.",
      "Exit code 1 if no distance keeps to the rate: nothing is kept then."
    })
final class IndexCalibrateCommand implements Callable<Integer> {
  private static final long SEED = 1;

  /** Which of the two proposals is kept. */
  private enum Choice {
    FALSE_ACCEPT,
    EQUAL
  }

  @Spec private CommandSpec spec;

  @Parameters(index = "0", paramLabel = "INDEX", description = "Index file.")
  private Path file;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "VALIDATION",
      description = "File of codes, or folder of pictures with a folder a person.")
  private Optional<Path> validation = Optional.empty();

  @Option(
      names = "--faces",
      paramLabel = "CSV",
      description = "For .npy and .faiss: label and source of each code; first line: the columns.")
  private Optional<Path> faces = Optional.empty();

  @Option(
      names = "--false-accept",
      paramLabel = "RATE",
      defaultValue = "0.01",
      description = "Most false accepts, 0 to 1 (default: ${DEFAULT-VALUE}).")
  private double target;

  @Option(
      names = "--keep",
      paramLabel = "WHICH",
      defaultValue = "false_accept",
      description = "Distance to keep: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private Choice choice;

  @Option(names = "--dry-run", description = "Keep nothing, only say.")
  private boolean dry;

  @Option(names = "--chart", paramLabel = "PNG", description = "Draw both rates by distance.")
  private Optional<Path> chart = Optional.empty();

  @Override
  public Integer call() throws IOException {
    if (!(target >= 0 && target <= 1)) {
      throw new BadInputException("--false-accept: found " + target + "; valid: 0 to 1");
    }
    CodeIndex index = CodeIndex.open(file);
    Trials trials;
    if (validation.isPresent()) {
      try (CodeSource source = source(index, validation.get())) {
        IndexModel.check(file, index, validation.get().toString(), source);
        trials = Trials.of(index, source, Parallel.threads());
      }
    } else {
      trials = Trials.within(index, Parallel.threads(), SEED);
    }
    String name = validation.orElse(file).toString();
    Calibration found = Calibration.of(trials, index.bits(), target, name, validation.isPresent());
    PrintWriter out = spec.commandLine().getOut();
    found.lines().forEach(out::println);
    int chosen = choice == Choice.EQUAL ? found.equal() : found.atTarget();
    if (chart.isPresent()) {
      found.draw(chart.get(), file.getFileName().toString(), chosen);
      out.println(chart.get());
    }
    if (chosen < 0) {
      out.println("No distance keeps to it, not even 0: nothing is kept.");
    } else if (!dry) {
      try (IndexWriter writer = IndexWriter.open(file)) {
        FaceIndex.keepRejection(writer, chosen, found.origin(chosen));
      }
      out.println("Kept with the index: reject above " + chosen);
    }
    out.flush();
    return chosen < 0 ? DdhCommand.MISSED : 0;
  }

  private CodeSource source(CodeIndex index, Path from) throws IOException {
    if (CodeFiles.isOne(from)) {
      return CodeFiles.open(from, OptionalInt.of(index.bits()), faces);
    }
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    Optional<Path> root = SourceImages.of(index, Optional.empty()).folder();
    return new FaceImages(
        IndexModel.read(file, index),
        FaceImages.list(List.of(from), Optional.empty(), root, out::println),
        line -> err.println("ddh: " + line));
  }
}
