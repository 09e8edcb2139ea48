package io.ddh.app.cli;

import io.ddh.app.codes.CodeFiles;
import io.ddh.app.codes.CodeSource;
import io.ddh.app.index.Indexing;
import io.ddh.core.BadInputException;
import io.ddh.experiments.cli.DdhCommand;
import io.ddh.experiments.cli.ToolCommand;
import io.ddh.experiments.console.Console;
import io.ddh.experiments.console.ProgressDisplay;
import io.ddh.retrieval.index.CodeIndex;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ddh index add}: adds faces to an index. */
@Command(
    name = "add",
    description = {
      "Add faces to an index: from a codes file, or from images and folders of images.",
      "A folder contains one folder per person. When the command ends, all faces are on disk."
          + " Images that can't be read are reported and left out (exit code 2). Meanwhile,"
          + " 'ddh search' and 'ddh serve' can use the index."
    })
final class IndexAddCommand extends ToolCommand {
  @Mixin private Console console;

  @Parameters(index = "0", paramLabel = "INDEX", description = "Index file.")
  private Path file;

  @Parameters(
      index = "1..*",
      arity = "1..*",
      paramLabel = "CODES|IMAGES",
      description = "One codes file (.ddhc, .npy, .faiss), or images and folders.")
  private List<Path> what;

  @Mixin private FacesTable faces;

  @Option(
      names = "--label",
      paramLabel = "NAME",
      description = "Name of the person, if all images show the same person.")
  private Optional<String> label = Optional.empty();

  @Override
  public Integer call() throws IOException {
    CodeIndex index = CodeIndex.open(file);
    ProgressDisplay display = console.display(out());
    boolean codes = what.stream().anyMatch(CodeFiles::isOne);
    if (codes && (what.size() > 1 || label.isPresent())) {
      throw new BadInputException(
          "add: a codes file must be the only input, without --label; valid: one codes file alone,"
              + " or images and folders");
    }
    try (CodeSource source = faces.of(what, file, index, label, display::outcome, this::problem)) {
      source.notes().forEach(display::line);
      long added = Indexing.add(file, what.get(0).toString(), source, display);
      display.outcome("%s: added %d, now %d faces", file, added, CodeIndex.open(file).size());
      return source.unreadable() == 0 ? 0 : DdhCommand.BAD_INPUT;
    }
  }
}
