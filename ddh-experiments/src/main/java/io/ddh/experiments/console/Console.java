package io.ddh.experiments.console;

import io.ddh.experiments.launch.ProcessEnvironment;
import java.io.PrintWriter;
import picocli.CommandLine.Option;

/** How much a command shows while it works. */
public final class Console {
  @Option(
      names = {"-q", "--quiet"},
      description = "Print only errors and the outcome.")
  private boolean quiet;

  /** A listener on standard output. */
  public ConsoleListener listener(PrintWriter out) {
    return listener(out, () -> {});
  }

  /**
   * A listener on standard output.
   *
   * @param beforeTraining called once all input is checked
   */
  public ConsoleListener listener(PrintWriter out, Runnable beforeTraining) {
    return new ConsoleListener(out, style(), System::nanoTime, beforeTraining);
  }

  /** A listener on standard output, for work whose length is known from the start. */
  public RateListener rate(PrintWriter out) {
    return new RateListener(out, style(), System::nanoTime);
  }

  private ConsoleStyle style() {
    if (quiet) {
      return ConsoleStyle.QUIET;
    }
    return ProcessEnvironment.outputIsTerminal() ? ConsoleStyle.TERMINAL : ConsoleStyle.PLAIN;
  }
}
