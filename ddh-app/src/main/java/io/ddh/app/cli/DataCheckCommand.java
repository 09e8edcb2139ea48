package io.ddh.app.cli;

import io.ddh.app.data.ChosenData;
import io.ddh.app.data.Findings;
import io.ddh.app.data.FindingsText;
import io.ddh.app.data.Inspection;
import io.ddh.core.BadInputException;
import io.ddh.core.Progress;
import io.ddh.data.split.SplitProtocols;
import io.ddh.experiments.cli.ResultsFolder;
import io.ddh.experiments.cli.ToolCommand;
import io.ddh.experiments.cli.WorkFolder;
import io.ddh.experiments.config.KnownNames;
import io.ddh.experiments.console.Console;
import io.ddh.experiments.console.ProgressDisplay;
import io.ddh.experiments.registry.Registry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ddh data check}: shows what a data set contains and what is wrong with it. */
@Command(
    name = "check",
    description = {
      "Read a data set and show what is in it.",
      "Shows form, people, sizes, unreadable files and duplicates (also between queries and"
          + " gallery), and writes contact sheets to look at. Exit code 2 if 'ddh run' would "
          + "refuse the data"
          + " set."
    })
final class DataCheckCommand extends ToolCommand {
  @Mixin private DataSource source;
  @Mixin private Console console;
  @Mixin private ResultsFolder results;
  @Mixin private WorkFolder work;

  @Option(
      names = "--protocol",
      paramLabel = "NAME",
      description =
          "Protocol of the split to check for duplicates (default: the data's own split, else"
              + " 'facescrub').")
  private Optional<String> protocol = Optional.empty();

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Seed from which the split is drawn (default: ${DEFAULT-VALUE}).")
  private long seed = 1;

  @Option(
      names = "--sheet",
      paramLabel = "PNG",
      description = "Contact sheet to write (default: <work>/check/<name>.png).")
  private Optional<Path> sheet = Optional.empty();

  @Option(names = "--json", description = "Print one JSON object instead of text.")
  private boolean json;

  @Option(
      names = "--keep",
      description = {
        "Store the number of queries that have a near duplicate in the gallery, which the results",
        "tables state, in <results>/<data set>/check.json. Valid only with --dataset and without",
        "--protocol."
      })
  private boolean keep;

  @Override
  public Integer call() throws IOException {
    ChosenData selected = source.select(Registry.load(), source.sets());
    if (keep && (selected.spec().isEmpty() || protocol.isPresent())) {
      throw new BadInputException("--keep: valid only with --dataset and without --protocol");
    }
    protocol.ifPresent(
        name -> KnownNames.check("--protocol", "protocol", name, SplitProtocols.names()));
    ProgressDisplay display = console.display(out());
    Path png = sheet.orElse(work.path().resolve("check").resolve(selected.name() + ".png"));
    Findings found =
        new Inspection(selected, protocol, seed)
            .inspect(work.path(), png, json ? Progress.NONE : display);
    Optional<Path> kept =
        keep ? Optional.of(found.kept().keep(results.path(), found.name())) : Optional.empty();
    if (json) {
      out().println(found.json());
    } else {
      FindingsText.of(found).forEach(display::outcome);
      kept.ifPresent(file -> display.outcome("kept in     " + file));
    }
    if (!found.refused().isEmpty()) {
      throw new BadInputException(found.refused());
    }
    return 0;
  }
}
