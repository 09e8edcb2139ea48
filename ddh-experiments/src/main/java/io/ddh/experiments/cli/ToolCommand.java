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

/** What all commands have in common: {@code --help} and {@code --version}, output, log. */
@Command(mixinStandardHelpOptions = true)
public abstract class ToolCommand implements Callable<Integer> {
  /** The logger of the tool. */
  protected static final Logger LOG = Logger.getLogger("ddh");

  @Spec private CommandSpec spec;

  /** Work whose errors are logged. */
  @FunctionalInterface
  protected interface Work {
    /**
     * Does the work.
     *
     * @param logs the log, not yet opened
     * @return the exit code
     * @throws IOException if a file can't be read or written
     */
    int run(Logs logs) throws IOException;
  }

  /** {@return the command as it was parsed} */
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
   * @param format see {@link Shown#format}
   * @param values to format, in the same way for every locale
   */
  protected final void print(String format, Object... values) {
    out().println(Shown.format(format, values));
  }

  /**
   * Prints a line on the error output, with the tool's name before it.
   *
   * @param text one line
   */
  protected final void problem(String text) {
    line().getErr().println("ddh: " + text);
  }

  /**
   * Converts the value of an option.
   *
   * @param value empty if the option was not given
   * @return the same value
   */
  protected static OptionalInt optional(Optional<Integer> value) {
    return value.map(OptionalInt::of).orElse(OptionalInt.empty());
  }

  /**
   * Runs work that may open a log, and logs the error that ends it.
   *
   * @param task the work
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
