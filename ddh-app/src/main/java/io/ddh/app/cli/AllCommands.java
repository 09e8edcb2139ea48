package io.ddh.app.cli;

import io.ddh.experiments.cli.DdhCommand;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine;

/** Runs any command of the tool, whether for research or for practical use. */
public final class AllCommands {
  private static final List<Class<?>> PRACTICE =
      List.of(
          DataCommand.class,
          TrainCommand.class,
          HashCommand.class,
          IndexCommand.class,
          SearchCommand.class,
          ServeCommand.class,
          ModelsCommand.class);

  private AllCommands() {}

  /**
   * Runs a command.
   *
   * @param out receives the output
   * @param err receives messages about errors
   * @param arguments arguments of the command line
   * @return the exit code
   */
  public static int execute(PrintWriter out, PrintWriter err, String... arguments) {
    return DdhCommand.execute(out, err, PRACTICE, arguments);
  }

  /** The command line parser, which knows all commands and their options. */
  static CommandLine line() {
    return DdhCommand.line(PRACTICE);
  }
}
