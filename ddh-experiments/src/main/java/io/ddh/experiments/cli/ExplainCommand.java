package io.ddh.experiments.cli;

import io.ddh.core.BadInputException;
import io.ddh.experiments.Cell;
import io.ddh.experiments.CellStore;
import io.ddh.experiments.config.ConfigFile;
import io.ddh.experiments.redo.Explanation;
import io.ddh.experiments.registry.Registry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command {@code ddh explain}, which shows how a number in a table was made. */
@Command(
    name = "explain",
    description = {
      "Show how a number of a table was made.",
      "Prints the program, machine, settings, data, seeds and time behind the number, and the",
      "command to make it again."
    })
final class ExplainCommand extends ToolCommand {
  @Mixin private ConfigFile config;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "RESULTS",
      description = "Results folder (default: ${DEFAULT-VALUE}).")
  private Path results = Path.of("results");

  @Option(names = "--dataset", required = true, paramLabel = "NAME", description = "Data set.")
  private String dataset;

  @Option(names = "--method", required = true, paramLabel = "ROW", description = "Row.")
  private String method;

  @Option(names = "--bits", required = true, paramLabel = "K", description = "Code length.")
  private int bits;

  @Option(names = "--seed", paramLabel = "S", description = "Run seed (default: all stored seeds).")
  private Optional<Long> seed = Optional.empty();

  @Override
  public Integer call() throws IOException {
    List<Cell> cells =
        CellStore.readAll(results, dataset).stream()
            .filter(cell -> cell.method().equals(method) && cell.bits() == bits)
            .filter(cell -> cell.seed() == seed.orElse(cell.seed()))
            .toList();
    if (cells.isEmpty()) {
      String id = method + "-" + bits + seed.map(s -> "-s" + s).orElse("");
      throw new BadInputException(
          CellStore.folder(results, dataset)
              + ": no cell '"
              + id
              + "'; each .json file in this folder is a cell");
    }
    RecordedRun recorded = new RecordedRun(config, Registry.load());
    for (Cell cell : cells) {
      Explanation.of(cell, recorded.redo(cell)).forEach(out()::println);
    }
    return 0;
  }
}
