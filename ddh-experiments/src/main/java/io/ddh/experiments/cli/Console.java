package io.ddh.experiments.cli;

import java.io.PrintWriter;
import picocli.CommandLine.Option;

/** How much a command shows while it works. */
final class Console {
  @Option(
      names = {"-q", "--quiet"},
      description = "Print only errors and the outcome.")
  private boolean quiet;

  /** A listener on standard output. */
  ConsoleListener listener(PrintWriter out) {
    return listener(out, () -> {});
  }

  /**
   * A listener on standard output.
   *
   * @param beforeTraining called once all input is checked
   */
  ConsoleListener listener(PrintWriter out, Runnable beforeTraining) {
    ConsoleListener.Style style =
        quiet
            ? ConsoleListener.Style.QUIET
            : ProcessEnvironment.outputIsTerminal()
                ? ConsoleListener.Style.TERMINAL
                : ConsoleListener.Style.PLAIN;
    return new ConsoleListener(out, style, System::nanoTime, beforeTraining);
  }
}
