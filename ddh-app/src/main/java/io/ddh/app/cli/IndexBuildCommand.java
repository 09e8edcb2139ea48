package io.ddh.app.cli;

import io.ddh.app.codes.CodeFiles;
import io.ddh.app.codes.CodeSource;
import io.ddh.app.index.IndexModel;
import io.ddh.app.index.Indexing;
import io.ddh.core.AtomicFile;
import io.ddh.experiments.console.Console;
import io.ddh.experiments.console.ConsoleListener;
import io.ddh.experiments.console.Units;
import io.ddh.retrieval.index.CodeIndex;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ddh index build}: codes to an index. */
@Command(
    name = "build",
    mixinStandardHelpOptions = true,
    description = {
      "Build an index of codes. With --model the model goes into the index, so that ddh search",
      "and ddh serve take pictures; an old index of that name is replaced."
    })
final class IndexBuildCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private Console console;

  @Parameters(
      paramLabel = "CODES",
      description = "File of codes: .ddhc of ddh hash, or .npy or .faiss of another tool.")
  private Path codes;

  @Option(
      names = {"-o", "--output"},
      required = true,
      paramLabel = "INDEX",
      description = "Index file to write, NAME.ddhx by custom.")
  private Path output;

  @Option(names = "--model", paramLabel = "MODEL", description = "Model that made the codes.")
  private Optional<Path> model = Optional.empty();

  @Option(
      names = "--faces",
      paramLabel = "CSV",
      description = "For .npy and .faiss: label and source of each code; first line: the columns.")
  private Optional<Path> faces = Optional.empty();

  @Option(names = "--bits", paramLabel = "K", description = "Code length; needed for .npy.")
  private Optional<Integer> bits = Optional.empty();

  @Option(
      names = "--pictures",
      paramLabel = "DIR",
      description = "Folder that the sources are in; search and serve show pictures from there.")
  private Optional<Path> pictures = Optional.empty();

  @Override
  public Integer call() throws IOException {
    AtomicFile.checkTarget(output);
    OptionalInt k = bits.map(OptionalInt::of).orElse(OptionalInt.empty());
    ConsoleListener listener = console.listener(spec.commandLine().getOut());
    long start = System.nanoTime();
    int n;
    try (CodeSource source = CodeFiles.open(codes, k, faces)) {
      source.notes().forEach(listener::line);
      n = Indexing.build(output, codes.toString(), source, model, pictures, listener);
    }
    CodeIndex index = CodeIndex.open(output);
    listener.outcome(
        String.format(
            Locale.ROOT,
            "%s  %s: %d faces, %d bits, in %.1f s",
            output,
            Units.size(Files.size(output)),
            n,
            index.bits(),
            (System.nanoTime() - start) / 1e9));
    if (index.attachment().isEmpty()) {
      listener.line(
          "  without a model: it can be asked with codes, not with pictures (see --model)");
    } else {
      listener.line("  model " + IndexModel.digest(index).orElse(""));
    }
    return 0;
  }
}
