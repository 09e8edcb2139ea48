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
   * A display of progress and lines that shows amounts as plain numbers.
   *
   * @param out standard output
   * @return the display
   */
  public ProgressDisplay display(PrintWriter out) {
    return display(out, Units::count);
  }

  /**
   * A display of progress and lines.
   *
   * @param out standard output
   * @param units shows an amount, for example {@link Units#size}
   * @return the display
   */
  public ProgressDisplay display(PrintWriter out, LongFunction<String> units) {
    return new ProgressDisplay(out, style(), System::nanoTime, units);
  }

  /**
   * A console for a run.
   *
   * @param out standard output
   * @param beforeTraining called once all input has been checked
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
