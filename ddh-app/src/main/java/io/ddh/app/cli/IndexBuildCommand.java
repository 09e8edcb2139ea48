package io.ddh.app.cli;

import io.ddh.app.codes.CodeSource;
import io.ddh.app.index.IndexModel;
import io.ddh.app.index.Indexing;
import io.ddh.app.photos.PhotoRequest;
import io.ddh.app.photos.PhotoSummary;
import io.ddh.core.AtomicFile;
import io.ddh.core.BadInputException;
import io.ddh.data.read.files.FileNames;
import io.ddh.experiments.cli.ToolCommand;
import io.ddh.experiments.console.Console;
import io.ddh.experiments.console.ProgressDisplay;
import io.ddh.experiments.console.Units;
import io.ddh.retrieval.index.CodeIndex;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ddh index build}: builds an index of codes, or of the faces in photos. */
@Command(
    name = "build",
    description = {
      "Build an index of codes, or of the faces in photos.",
      "From codes: with --model, the index contains the model, so that 'ddh search' and 'ddh serve'"
          + " accept query images. An existing index of that name is replaced.",
      "From a folder of photos: each face in each photo becomes an entry; 'ddh models get' "
          + "downloads the networks. The same command resumes after an interruption. If the index "
          + "is complete, the command adds the faces of new photos. Photos without a"
          + " face and photos that can't be read are not in the index, but in INDEX.photos.csv, "
          + "which lists all photos."
    })
final class IndexBuildCommand extends ToolCommand {
  @Mixin private Console console;

  @Parameters(
      paramLabel = "INPUT",
      description =
          "Folder of photos, or codes file: .ddhc from 'ddh hash', .npy or .faiss from another "
              + "tool.")
  private Path input;

  @Option(
      names = {"-o", "--output"},
      required = true,
      paramLabel = "INDEX",
      description = "Index file to write, usually NAME.ddhx.")
  private Path output;

  @Option(names = "--model", paramLabel = "MODEL", description = "Model that computed the codes.")
  private Optional<Path> model = Optional.empty();

  @Mixin private FacesTable faces;

  @Mixin private PhotoOptions photos;

  @Option(
      names = "--bits",
      paramLabel = "K",
      description =
          "Code length. Required for .npy; for photos, the default is " + PhotoRequest.BITS + ".")
  private Optional<Integer> bits = Optional.empty();

  @Option(
      names = "--pictures",
      paramLabel = "DIR",
      description =
          "Folder of the indexed images, which 'ddh search' and 'ddh serve' show as hits.")
  private Optional<Path> images = Optional.empty();

  @Override
  public Integer call() throws IOException {
    if (!Files.exists(input)) {
      throw new BadInputException(input + ": " + FileNames.missing(input));
    }
    AtomicFile.checkTarget(output);
    ProgressDisplay display = console.display(out());
    long start = System.nanoTime();
    if (Files.isDirectory(input)) {
      for (String option : List.of("--model", "--faces", "--pictures")) {
        if (line().getParseResult().hasMatchedOption(option)) {
          throw new BadInputException(
              option + ": valid only for codes, not for a folder of photos");
        }
      }
      PhotoSummary made = photos.build(input, output, optional(bits), display, display::line);
      made.lines(output, (System.nanoTime() - start) / 1e9).forEach(display::outcome);
      return 0;
    }
    PhotoOptions.checkNone(line().getParseResult(), input);
    int n;
    try (CodeSource source = faces.codes(input, optional(bits))) {
      source.notes().forEach(display::line);
      n = Indexing.build(output, input.toString(), source, model, images, display);
    }
    CodeIndex index = CodeIndex.open(output);
    display.outcome(
        "%s  %s: %d faces, %d bits, in %.1f s",
        output, Units.size(Files.size(output)), n, index.bits(), (System.nanoTime() - start) / 1e9);
    display.line(
        index.attached()
            ? "  model " + IndexModel.digest(index).orElse("")
            : "  the index does not contain a model, so queries can be codes but not images (see"
                + " --model)");
    return 0;
  }
}
