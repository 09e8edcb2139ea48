package io.ddh.app.cli;

import io.ddh.app.index.IndexModel;
import io.ddh.experiments.console.Console;
import io.ddh.experiments.console.ConsoleListener;
import io.ddh.retrieval.index.CodeIndex;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ddh index check}: is an index whole. */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    description = "Read all of an index, compare checksums, and read the model in it.")
final class IndexCheckCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private Console console;

  @Parameters(paramLabel = "INDEX", description = "Index file.")
  private Path file;

  @Override
  public Integer call() throws IOException {
    ConsoleListener listener = console.listener(spec.commandLine().getOut());
    CodeIndex index = CodeIndex.open(file);
    index.check(listener);
    if (index.attachment().isPresent()) {
      IndexModel.read(file, index);
    }
    listener.outcome(file + ": whole, " + index.size() + " faces");
    return 0;
  }
}
