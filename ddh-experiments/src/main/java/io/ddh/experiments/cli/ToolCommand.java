package io.ddh.experiments.cli;

import io.ddh.core.Shown;
import io.ddh.experiments.console.Logs;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * Base class of all commands. The class provides the options {@code --help} and {@code --version},
 * the output and the log.
 */
@Command(mixinStandardHelpOptions = true)
public abstract class ToolCommand implements Callable<Integer> {
  /** The logger of the tool. */
  protected static final Logger LOG = Logger.getLogger("ddh");

  @Spec private CommandSpec spec;

  /** The work of a command. Errors that the work throws are written to the log. */
  @FunctionalInterface
  protected interface Work {
    /**
     * Does the work.
     *
     * @param logs log of the command, which is not open yet
     * @return the exit code
     * @throws IOException if a file can't be read or written
     */
    int run(Logs logs) throws IOException;
  }

  /** {@return the command line as it was parsed} */
  protected final CommandLine line() {
    return spec.commandLine();
  }

  /** {@return the standard output} */
  protected final PrintWriter out() {
    return line().getOut();
  }

  /**
   * Prints a line on standard output.
   *
   * @param format format of the line, as in {@link Shown#format}
   * @param values values to format, in the same way for every locale
   */
  protected final void print(String format, Object... values) {
    out().println(Shown.format(format, values));
  }

  /**
   * Prints a line on the error output, preceded by the name of the tool.
   *
   * @param text text of the line
   */
  protected final void problem(String text) {
    line().getErr().println("ddh: " + text);
  }

  /**
   * Converts the value of an option from {@code Optional<Integer>} to {@code OptionalInt}.
   *
   * @param value empty if the option was not given
   * @return the same value
   */
  protected static OptionalInt optional(Optional<Integer> value) {
    return value.map(OptionalInt::of).orElse(OptionalInt.empty());
  }

  /**
   * Runs work that may open a log. If an error ends the work, the error is logged.
   *
   * @param task work to run
   * @return the exit code
   * @throws IOException if a file can't be read or written
   */
  protected static int logged(Work task) throws IOException {
    try (Logs logs = new Logs()) {
      try {
        return task.run(logs);
      } catch (IOException | RuntimeException | Error e) {
        LOG.log(Level.SEVERE, "the command failed", e);
        throw e;
      }
    }
  }
}
