package io.ddh.experiments.cli;

import io.ddh.core.BadInputException;
import io.ddh.experiments.Cell;
import io.ddh.experiments.Provenance.SplitCounts;
import io.ddh.experiments.config.ConfigFile;
import io.ddh.experiments.config.DatasetSpec;
import io.ddh.experiments.config.KnownNames;
import io.ddh.experiments.redo.Redo;
import io.ddh.experiments.redo.StoredPlan;
import io.ddh.experiments.registry.Registry;
import io.ddh.experiments.run.Plan;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * Interprets the command line that a cell records, in the same way as {@code ddh run} would.
 *
 * @param config option {@code --config}, which replaces the recorded experiments file if the option
 *     is given
 * @param registry methods, features and readers that an experiments file can name
 */
record RecordedRun(ConfigFile config, Registry registry) {
  private static final String CONFIG = "--config";

  /**
   * The options that decide a cell's numbers; all other options only choose cells, folders and ways
   * to run.
   */
  private static final List<String> KEPT = List.of(CONFIG, "--profile", "--data", "--set");

  /**
   * Returns the recorded command, reduced to options that make only the given cell. If the command
   * can no longer be interpreted, it is returned unchanged.
   */
  Redo redo(Cell cell) throws IOException {
    List<String> command = cell.provenance().command();
    List<String> options = command.stream().skip(1).toList();
    try {
      if (command.isEmpty()) {
        return new Redo(options, differences(cell, StoredPlan.of(cell, Map.of(), registry)));
      }
      options = options(cell);
      Plan plan = RunCommand.plan(registry, options);
      if (plan.cells().size() > 1) { // one cell per data set
        String key = "profiles." + plan.profile().name() + ".datasets";
        options.addAll(List.of("--set", key + "=[" + cell.dataset() + "]"));
        plan = RunCommand.plan(registry, options);
      }
      return new Redo(options, differences(cell, plan));
    } catch (BadInputException e) {
      return new Redo(options, List.of(e.getMessage()));
    }
  }

  private static List<String> differences(Cell cell, Plan plan) {
    SplitCounts split = cell.provenance().split();
    return Redo.differences(cell, plan.cells().get(0).suited(split.train() + split.validation()));
  }

  private List<String> options(Cell cell) {
    List<String> options = new ArrayList<>(config.options());
    for (OptionSpec option : new LinkedHashSet<>(parsed(cell).matchedOptions())) {
      String name = option.longestName();
      if (KEPT.contains(name) && !(name.equals(CONFIG) && !config.options().isEmpty())) {
        option.originalStringValues().forEach(value -> options.addAll(List.of(name, value)));
      }
    }
    options.addAll(List.of("--methods", cell.method(), "--bits", "" + cell.bits()));
    options.addAll(List.of("--seeds", "" + cell.seed()));
    return options;
  }

  private static ParseResult parsed(Cell cell) {
    String[] words = cell.provenance().command().toArray(String[]::new);
    try {
      return DdhCommand.line(List.of()).parseArgs(words).subcommand();
    } catch (ParameterException e) {
      throw new BadInputException(e.getMessage(), e);
    }
  }

  /**
   * Returns the settings of the cell's data set, from the recorded command if it can be
   * interpreted, otherwise from the experiments file.
   *
   * @throws BadInputException if neither has a data set of that name
   */
  Map<String, Object> place(Cell cell) throws IOException {
    if (!cell.provenance().command().isEmpty()) {
      try {
        return RunCommand.plan(registry, redo(cell).options())
            .cells()
            .get(0)
            .dataset()
            .settings()
            .asMap();
      } catch (BadInputException e) {
        // The command can no longer be interpreted, but the data set may still be known.
      }
    }
    Map<String, DatasetSpec> known = config.read(registry, "", List.of()).datasets();
    KnownNames.check("the experiments file", "data set", cell.dataset(), known.keySet());
    return known.get(cell.dataset()).settings().asMap();
  }
}
