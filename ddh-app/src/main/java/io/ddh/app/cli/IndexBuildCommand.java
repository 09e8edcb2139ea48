package io.ddh.app.cli;

import io.ddh.app.codes.CodeSource;
import io.ddh.app.index.IndexModel;
import io.ddh.app.index.Indexing;
import io.ddh.core.AtomicFile;
import io.ddh.experiments.cli.ToolCommand;
import io.ddh.experiments.console.Console;
import io.ddh.experiments.console.ProgressDisplay;
import io.ddh.experiments.console.Units;
import io.ddh.retrieval.index.CodeIndex;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ddh index build}: builds an index of codes. */
@Command(
    name = "build",
    description = {
      "Build an index of codes.",
      "With --model, the index contains the model, so that ddh search and ddh serve accept query"
          + " images. An existing index of that name is replaced."
    })
final class IndexBuildCommand extends ToolCommand {
  @Mixin private Console console;

  @Parameters(
      paramLabel = "CODES",
      description = "Codes file: .ddhc from ddh hash, or .npy or .faiss from another tool.")
  private Path codes;

  @Option(
      names = {"-o", "--output"},
      required = true,
      paramLabel = "INDEX",
      description = "Index file to write, usually NAME.ddhx.")
  private Path output;

  @Option(names = "--model", paramLabel = "MODEL", description = "Model that computed the codes.")
  private Optional<Path> model = Optional.empty();

  @Mixin private FacesTable faces;

  @Option(names = "--bits", paramLabel = "K", description = "Code length; required for .npy.")
  private Optional<Integer> bits = Optional.empty();

  @Option(
      names = "--pictures",
      paramLabel = "DIR",
      description = "Folder of the images, from which ddh search and ddh serve show hits.")
  private Optional<Path> images = Optional.empty();

  @Override
  public Integer call() throws IOException {
    AtomicFile.checkTarget(output);
    ProgressDisplay display = console.display(out());
    long start = System.nanoTime();
    int n;
    try (CodeSource source = faces.codes(codes, optional(bits))) {
      source.notes().forEach(display::line);
      n = Indexing.build(output, codes.toString(), source, model, images, display);
    }
    CodeIndex index = CodeIndex.open(output);
    display.outcome(
        "%s  %s: %d faces, %d bits, in %.1f s",
        output, Units.size(Files.size(output)), n, index.bits(), (System.nanoTime() - start) / 1e9);
    display.line(
        index.attached()
            ? "  model " + IndexModel.digest(index).orElse("")
            : "  without a model: queries can be codes but not images (see --model)");
    return 0;
  }
}
