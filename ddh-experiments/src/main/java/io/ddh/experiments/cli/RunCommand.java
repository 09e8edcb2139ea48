package io.ddh.experiments.cli;

import io.ddh.core.BadInputException;
import io.ddh.experiments.console.Console;
import io.ddh.experiments.console.Logs;
import io.ddh.experiments.console.RunConsole;
import io.ddh.experiments.console.Units;
import io.ddh.experiments.registry.Registry;
import io.ddh.experiments.report.Report;
import io.ddh.experiments.run.CellState;
import io.ddh.experiments.run.Plan;
import io.ddh.experiments.run.RunListener;
import io.ddh.experiments.run.Runner;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * The command {@code ddh run}, which trains and evaluates those cells of a profile that are not
 * finished.
 */
@Command(
    name = "run",
    description = {
      "Train and evaluate the cells of a profile that are not finished yet.",
      "The same command resumes a run that was interrupted. Several runs on one machine may use"
          + " the same folders; they then share the work."
    })
public final class RunCommand extends ToolCommand {
  @Mixin private PlanOptions options;
  @Mixin private Console console;
  @Mixin private ResultsFolder results;
  @Mixin private WorkFolder work;

  @Option(names = "--fresh", description = "Run all cells again, even finished ones.")
  private boolean fresh;

  @Option(names = "--dry-run", description = "Show what would run, and run nothing.")
  private boolean dryRun;

  /**
   * Returns the plan that options of this command describe.
   *
   * @param registry methods, features and readers that a plan can name
   * @param options names and values of the options
   * @return the plan
   * @throws BadInputException if an option or its value is not valid
   * @throws IOException if the experiments file can't be read
   */
  public static Plan plan(Registry registry, List<String> options) throws IOException {
    RunCommand command = new RunCommand();
    try {
      new CommandLine(command).parseArgs(options.toArray(String[]::new));
    } catch (CommandLine.ParameterException e) {
      throw new BadInputException(e.getMessage(), e);
    }
    return command.options.part(command.options.whole(registry));
  }

  @Override
  public Integer call() throws IOException {
    Registry registry = Registry.load();
    Plan whole = options.whole(registry);
    try {
      return dryRun
          ? show(options.part(whole), registry)
          : logged(logs -> run(whole, registry, logs));
    } catch (BadInputException e) {
      throw new BadInputException(e.getMessage() + options.hint(whole, e.getMessage()), e);
    }
  }

  private Runner runner(Registry registry, List<String> command, RunListener listener) {
    return new Runner(registry, results.path(), work.path(), fresh, command, listener);
  }

  private int show(Plan plan, Registry registry) throws IOException {
    List<CellState> cells = runner(registry, List.of(), RunListener.NONE).inspect(plan);
    for (CellState cell : cells) {
      String state = cell.state().name().toLowerCase(Locale.ROOT);
      print("%-9s %s %s", state, cell.cell().dataset().name(), cell.cell().id());
    }
    long finished = cells.stream().filter(c -> c.state() == CellState.State.FINISHED).count();
    print("%d cells: %d to run, %d finished", cells.size(), cells.size() - finished, finished);
    return 0;
  }

  private int run(Plan whole, Registry registry, Logs logs) throws IOException {
    List<String> words = new ArrayList<>(line().getParseResult().originalArgs());
    LOG.info(DdhCommand.version() + ": " + String.join(" ", words));
    words.addAll(options.config.found());
    Plan plan = options.part(whole);
    RunConsole listener = console.run(out(), () -> logs.open(work.path()));
    Runtime.getRuntime().addShutdownHook(new Thread(listener::interrupted));
    try {
      long start = System.nanoTime();
      Runner.Summary summary = runner(registry, words, listener).run(plan);
      RunEnd end = new RunEnd(results.path(), work.path(), plan, whole);
      int code = summary.failed() == 0 && end.good() ? 0 : DdhCommand.CELLS_FAILED;
      String page = report(listener, plan, code == 0);
      listener.line(end.next(page));
      end.problems().forEach(listener::outcome);
      String collapsed = end.collapsed() == 0 ? "" : ", " + end.collapsed() + " collapsed";
      String time = Units.clock((System.nanoTime() - start) / 1e9);
      listener.outcome(
          "%d cells done, %d kept, %d failed%s in %s; report: %s; exit code %d",
          summary.made(), summary.kept(), summary.failed(), collapsed, time, page, code);
      return code;
    } finally {
      listener.over();
    }
  }

  /**
   * Makes the report, prints the notes and tables of the run's data sets, and returns the path of
   * the HTML page. If cells failed, the report may fail for the same reason; that failure is then
   * not reported as a problem of its own.
   */
  private String report(RunConsole listener, Plan plan, boolean good) throws IOException {
    List<String> own = plan.cells().stream().map(cell -> cell.dataset().name()).distinct().toList();
    try {
      Report.Made report =
          Report.write(
              results.path(), work.path(), own.isEmpty() ? plan.profile().datasets() : own);
      report.notes().forEach(listener::line);
      report.tables().forEach(listener::line);
      return report.page().toString();
    } catch (IOException | BadInputException e) {
      if (good) {
        throw e;
      }
      return "not made (" + e.getMessage() + ")";
    }
  }
}
