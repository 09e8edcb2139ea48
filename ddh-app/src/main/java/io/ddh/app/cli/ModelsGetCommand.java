package io.ddh.app.cli;

import io.ddh.app.models.ModelDownload;
import io.ddh.core.BadInputException;
import io.ddh.data.fetch.Downloader;
import io.ddh.data.fetch.FetchLimits;
import io.ddh.experiments.cli.ToolCommand;
import io.ddh.experiments.console.Console;
import io.ddh.experiments.console.ProgressDisplay;
import io.ddh.experiments.console.Units;
import io.ddh.vision.model.ModelList;
import io.ddh.vision.model.ModelStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code ddh models get}: downloads networks and converts them to ONNX. */
@Command(
    name = "get",
    description = {
      "Download networks and convert them to ONNX; 'ddh models list' shows all networks.",
      "The same command resumes an interrupted download, and replaces a damaged network.",
      "If a network can't be downloaded, the other networks still are, and the exit code is 2."
    })
final class ModelsGetCommand extends ToolCommand {
  @Mixin private ModelsTarget target;
  @Mixin private Console console;

  @Parameters(
      paramLabel = "NAME",
      arity = "0..*",
      description = "Networks (default: those that other commands use by default).")
  private List<String> names = ModelList.DEFAULTS;

  @Override
  public Integer call() throws IOException {
    ModelStore store = target.store();
    names.forEach(store.list()::get); // refuses unknown names before anything is downloaded
    ProgressDisplay display = console.display(out(), Units::size);
    Downloader downloader = new Downloader(FetchLimits.DEFAULT, display, display::line);
    ModelDownload download = new ModelDownload(store, downloader, target.accepted());
    int code = 0;
    for (String name : names) {
      try {
        Optional<Path> made = download.get(name);
        display.outcome(
            "%s  %s  licence: %s",
            name,
            made.map(Path::toString).orElse("already there"),
            store.list().get(name).terms().licence());
      } catch (BadInputException e) {
        display.clear();
        problem(e.getMessage());
        code = 2;
      }
    }
    display.clear();
    return code;
  }
}
