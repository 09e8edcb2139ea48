package io.ddh.experiments.cli;

import io.ddh.experiments.console.Logs;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Locale;
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
  protected static final Logger LOG = Logger.getLogger("ddh");

  @Spec private CommandSpec spec;

  /** Work whose errors are logged. */
  @FunctionalInterface
  protected interface Work {
    /** Does it and gives the exit code. */
    int run(Logs logs) throws IOException;
  }

  /** The command as it was parsed. */
  protected final CommandLine line() {
    return spec.commandLine();
  }

  /** Standard output. */
  protected final PrintWriter out() {
    return line().getOut();
  }

  /** Prints a line on standard output. */
  protected final void print(String format, Object... values) {
    out().println(String.format(Locale.ROOT, format, values));
  }

  /** Prints a line on the error output, marked as the tool's. */
  protected final void problem(String text) {
    line().getErr().println("ddh: " + text);
  }

  /** The value of an optional option. */
  protected static OptionalInt optional(Optional<Integer> value) {
    return value.map(OptionalInt::of).orElse(OptionalInt.empty());
  }

  /** Runs work with a log, which the work opens. */
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
