package io.ddh.experiments.console;

import io.ddh.experiments.launch.ProcessEnvironment;
import java.io.PrintWriter;
import picocli.CommandLine.Option;

/** The option {@code --quiet}, and the console that it makes quiet. */
public final class Console {
  @Option(
      names = {"-q", "--quiet"},
      description = "Print only errors and the outcome.")
  private boolean quiet;

  /** Shows progress and lines on standard output. */
  public ProgressDisplay display(PrintWriter out) {
    boolean terminal = ProcessEnvironment.outputIsTerminal();
    ProgressDisplay.Style plain =
        terminal ? ProgressDisplay.Style.TERMINAL : ProgressDisplay.Style.PLAIN;
    return new ProgressDisplay(
        out, quiet ? ProgressDisplay.Style.QUIET : plain, System::nanoTime, Units::count);
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
