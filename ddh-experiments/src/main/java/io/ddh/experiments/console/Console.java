package io.ddh.experiments.console;

import io.ddh.experiments.console.ProgressDisplay.Style;
import io.ddh.experiments.launch.ProcessEnvironment;
import java.io.PrintWriter;
import java.util.function.LongFunction;
import picocli.CommandLine.Option;

/** The option {@code --quiet}, and the console that it applies to. */
public final class Console {
  @Option(
      names = {"-q", "--quiet"},
      description = "Print only errors and the outcome.")
  private boolean quiet;

  /**
   * Creates a display that shows amounts of progress as plain numbers.
   *
   * @param out standard output
   * @return the display
   */
  public ProgressDisplay display(PrintWriter out) {
    return display(out, Units::count);
  }

  /**
   * Creates a display that shows amounts of progress in a given format.
   *
   * @param out standard output
   * @param units formats an amount, for example {@link Units#size}
   * @return the display
   */
  public ProgressDisplay display(PrintWriter out, LongFunction<String> units) {
    return new ProgressDisplay(out, style(), System::nanoTime, units);
  }

  /**
   * Creates the console for a run.
   *
   * @param out standard output
   * @param beforeTraining action to run once all input has been checked, before the first training
   * @return the console
   */
  public RunConsole run(PrintWriter out, Runnable beforeTraining) {
    return new RunConsole(out, style(), System::nanoTime, beforeTraining);
  }

  private Style style() {
    Style shown = ProcessEnvironment.outputIsTerminal() ? Style.TERMINAL : Style.PLAIN;
    return quiet ? Style.QUIET : shown;
  }
}
