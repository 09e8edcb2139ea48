package io.ddh.experiments.console;

import io.ddh.experiments.console.ProgressDisplay.Style;
import io.ddh.experiments.launch.ProcessEnvironment;
import java.io.PrintWriter;
import java.util.function.LongFunction;
import picocli.CommandLine.Option;

/** The option {@code --quiet}, and the console that it makes quiet. */
public final class Console {
  @Option(
      names = {"-q", "--quiet"},
      description = "Print only errors and the outcome.")
  private boolean quiet;

  /** Shows progress and lines on standard output. */
  public ProgressDisplay display(PrintWriter out) {
    return display(out, Units::count);
  }

  /** The same with amounts in these units. */
  public ProgressDisplay display(PrintWriter out, LongFunction<String> units) {
    boolean terminal = ProcessEnvironment.outputIsTerminal();
    Style shown = terminal ? Style.TERMINAL : Style.PLAIN;
    return new ProgressDisplay(out, quiet ? Style.QUIET : shown, System::nanoTime, units);
  }

  /**
   * Shows a run on standard output.
   *
   * @param beforeTraining called once all input is checked
   */
  public RunConsole run(PrintWriter out, Runnable beforeTraining) {
    return new RunConsole(display(out), System::nanoTime, beforeTraining);
  }
}
