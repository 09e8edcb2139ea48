package io.ddh.app.cli;

import io.ddh.app.images.SourceImages;
import io.ddh.app.index.FaceIndex;
import io.ddh.app.index.IndexModel;
import io.ddh.app.index.Indexing;
import io.ddh.experiments.console.Console;
import io.ddh.experiments.console.ProgressDisplay;
import io.ddh.experiments.console.Units;
import io.ddh.retrieval.index.CodeIndex;
import io.ddh.retrieval.index.IndexStat;
import io.ddh.retrieval.index.Item;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code ddh index}: builds and maintains an index. Subcommands that take only an index are methods
 * of this class.
 */
@Command(
    name = "index",
    mixinStandardHelpOptions = true,
    description = "Build and maintain an index of faces, for 'ddh search' and 'ddh serve'.",
    subcommands = {
      IndexBuildCommand.class,
      IndexAddCommand.class,
      IndexDeleteCommand.class,
      IndexCalibrateCommand.class
    })
final class IndexCommand {
  @Spec private CommandSpec spec;

  @Command(
      mixinStandardHelpOptions = true,
      description = "Show what an index contains: faces, people, sizes, model, rejection distance.")
  void stat(
      @Mixin Console console,
      @Parameters(paramLabel = "INDEX", description = "Index file.") Path file)
      throws IOException {
    ProgressDisplay shown = display(console);
    CodeIndex index = CodeIndex.open(file);
    IndexStat stat = index.stat();
    List<String> labels = index.items().map(Item::label).filter(label -> !label.isEmpty()).toList();
    long people = labels.stream().distinct().count();
    int unlabelled = index.size() - labels.size();
    shown.outcome(
        "faces        %d of %d people, %d without a label", index.size(), people, unlabelled);
    IndexModel.photos(file, index)
        .ifPresent(model -> shown.outcome("photos       %s", model.description()));
    shown.outcome("codes        %d bits", index.bits());
    shown.outcome(
        "deleted      %d, still in the files until the index is compacted", stat.deleted());
    shown.outcome(
        "files        %s, log %s", Units.size(stat.fileBytes()), Units.size(stat.logBytes()));
    shown.outcome(
        "model        %s%s",
        IndexModel.digest(index).orElse("not known"),
        index.attached()
            ? ""
            : "; the index does not contain the model, so queries can't be images");
    OptionalInt reject = FaceIndex.rejectAbove(file, index);
    shown.outcome(
        "reject above %s%s",
        reject.isPresent() ? reject.getAsInt() : "-",
        FaceIndex.calibration(index).map(how -> " (" + how + ")").orElse(""));
    shown.outcome(
        "images       %s",
        SourceImages.of(index, Optional.empty()).folder().map(Path::toString).orElse("-"));
  }

  @Command(
      mixinStandardHelpOptions = true,
      description = "Read a whole index and the model in it, and verify the checksums.")
  void check(
      @Mixin Console console,
      @Parameters(paramLabel = "INDEX", description = "Index file.") Path file)
      throws IOException {
    ProgressDisplay shown = display(console);
    CodeIndex index = CodeIndex.open(file);
    index.check(shown);
    if (index.attached()) {
      IndexModel.check(file, index);
    }
    shown.outcome("%s: undamaged, %d faces", file, index.size());
  }

  @Command(
      mixinStandardHelpOptions = true,
      description = {
        "Rewrite an index without the deleted faces.",
        "Added faces move from the log into the index file. Processes that have the index open are"
            + " not disturbed."
      })
  void compact(
      @Mixin Console console,
      @Parameters(paramLabel = "INDEX", description = "Index file.") Path file)
      throws IOException {
    long before = CodeIndex.open(file).stat().deleted();
    Indexing.compact(file);
    CodeIndex index = CodeIndex.open(file);
    display(console)
        .outcome(
            "%s: %d faces, %s; %d deleted faces removed",
            file, index.size(), Units.size(index.stat().fileBytes()), before);
  }

  private ProgressDisplay display(Console console) {
    return console.display(spec.commandLine().getOut());
  }
}
