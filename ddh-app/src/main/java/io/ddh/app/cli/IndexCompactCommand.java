package io.ddh.app.cli;

import io.ddh.app.index.Indexing;
import io.ddh.experiments.console.Console;
import io.ddh.experiments.console.Units;
import io.ddh.retrieval.index.CodeIndex;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ddh index compact}: an index without what is deleted. */
@Command(
    name = "compact",
    mixinStandardHelpOptions = true,
    description = {
      "Write an index anew: what is deleted goes, what was added moves from the log into the",
      "file. Readers go on with what they have opened."
    })
final class IndexCompactCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private Console console;

  @Parameters(paramLabel = "INDEX", description = "Index file.")
  private Path file;

  @Override
  public Integer call() throws IOException {
    long before = CodeIndex.open(file).stat().deleted();
    Indexing.compact(file);
    CodeIndex index = CodeIndex.open(file);
    console
        .listener(spec.commandLine().getOut())
        .outcome(
            file
                + ": "
                + index.size()
                + " faces, "
                + Units.size(index.stat().fileBytes())
                + "; "
                + before
                + " deleted ones are gone");
    return 0;
  }
}
