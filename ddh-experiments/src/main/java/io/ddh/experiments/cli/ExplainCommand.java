package io.ddh.experiments.cli;

import io.ddh.core.BadInputException;
import io.ddh.experiments.Cell;
import io.ddh.experiments.CellStore;
import io.ddh.experiments.config.ConfigFile;
import io.ddh.experiments.redo.Explanation;
import io.ddh.experiments.registry.Registry;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ddh explain}: how a number of a table came about. */
@Command(
    name = "explain",
    mixinStandardHelpOptions = true,
    description = {
      "Say how a number of a table came about: program, machine, settings, data,",
      "seeds, time, and the command that makes it again."
    })
final class ExplainCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private ConfigFile config;

  @Parameters(
      index = "0",
      paramLabel = "RESULTS",
      defaultValue = "results",
      description = "Results folder (default: ${DEFAULT-VALUE}).")
  private Path results;

  @Option(names = "--dataset", required = true, paramLabel = "NAME", description = "Data set.")
  private String dataset;

  @Option(names = "--method", required = true, paramLabel = "ROW", description = "Row.")
  private String method;

  @Option(names = "--bits", required = true, paramLabel = "K", description = "Code length.")
  private int bits;

  @Option(names = "--seed", paramLabel = "S", description = "Run seed (default: all there are).")
  private Long seed;

  @Override
  public Integer call() throws IOException {
    List<Cell> cells =
        CellStore.readAll(results, dataset).stream()
            .filter(cell -> cell.method().equals(method) && cell.bits() == bits)
            .filter(cell -> seed == null || cell.seed() == seed)
            .toList();
    if (cells.isEmpty()) {
      String id = method + "-" + bits + (seed == null ? "" : "-s" + seed);
      throw new BadInputException(
          CellStore.folder(results, dataset) + ": no cell " + id + "; see the names of its files");
    }
    RecordedRun recorded = new RecordedRun(config, Registry.load());
    PrintWriter out = spec.commandLine().getOut();
    for (Cell cell : cells) {
      Explanation.of(cell, recorded.redo(cell)).forEach(out::println);
    }
    out.flush();
    return 0;
  }
}
