package io.ddh.app.cli;

import io.ddh.app.codes.CodeFiles;
import io.ddh.app.codes.CodeSource;
import io.ddh.app.images.FaceImages;
import io.ddh.app.images.SourceImages;
import io.ddh.app.index.IndexModel;
import io.ddh.app.index.Indexing;
import io.ddh.core.BadInputException;
import io.ddh.experiments.cli.DdhCommand;
import io.ddh.experiments.console.Console;
import io.ddh.experiments.console.ConsoleListener;
import io.ddh.retrieval.index.CodeIndex;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ddh index add}: more faces into an index. */
@Command(
    name = "add",
    mixinStandardHelpOptions = true,
    description = {
      "Add faces to an index: a file of codes, or pictures and folders with a folder a person.",
      "What was added is on the disk when this ends; pictures that can't be read are named and",
      "left out (exit code 2). Readers and ddh serve may be at work meanwhile."
    })
final class IndexAddCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private Console console;

  @Parameters(index = "0", paramLabel = "INDEX", description = "Index file.")
  private Path file;

  @Parameters(
      index = "1..*",
      arity = "1..*",
      paramLabel = "CODES|PICTURES",
      description = "One file of codes (.ddhc, .npy, .faiss), or pictures and folders.")
  private List<Path> what;

  @Option(
      names = "--faces",
      paramLabel = "CSV",
      description = "For .npy and .faiss: label and source of each code; first line: the columns.")
  private Optional<Path> faces = Optional.empty();

  @Option(names = "--label", paramLabel = "NAME", description = "Whose face all pictures show.")
  private Optional<String> label = Optional.empty();

  @Override
  public Integer call() throws IOException {
    CodeIndex index = CodeIndex.open(file);
    ConsoleListener listener = console.listener(spec.commandLine().getOut());
    boolean codes = what.stream().anyMatch(CodeFiles::isOne);
    if (codes && (what.size() > 1 || label.isPresent())) {
      throw new BadInputException("add: valid: one file of codes alone, or pictures and folders");
    }
    PrintWriter err = spec.commandLine().getErr();
    AtomicInteger unreadable = new AtomicInteger();
    try (CodeSource source =
        codes
            ? CodeFiles.open(what.get(0), OptionalInt.of(index.bits()), faces)
            : new FaceImages(
                IndexModel.read(file, index),
                FaceImages.list(
                    what,
                    label,
                    SourceImages.of(index, Optional.empty()).folder(),
                    listener::outcome),
                line -> {
                  unreadable.incrementAndGet();
                  err.println("ddh: " + line);
                })) {
      source.notes().forEach(listener::line);
      long added = Indexing.add(file, what.get(0).toString(), source, listener);
      listener.outcome(
          file + ": added " + added + ", now " + CodeIndex.open(file).size() + " faces");
    }
    err.flush();
    return unreadable.get() == 0 ? 0 : DdhCommand.BAD_INPUT;
  }
}
