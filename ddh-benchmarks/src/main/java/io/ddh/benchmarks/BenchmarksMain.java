package io.ddh.benchmarks;

import io.ddh.benchmarks.worker.WorkerCommand;
import io.ddh.core.BadInputException;
import io.ddh.experiments.cli.DdhCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Entry: {@code report} (the default), {@code jmh}, and the child processes of a report. */
@Command(
    name = "ddh-benchmarks",
    mixinStandardHelpOptions = true,
    description = "Measure this machine and write docs/benchmarks.md; run the JMH kernels.",
    subcommands = {PagesCommand.class, JmhCommand.class, WorkerCommand.class})
public final class BenchmarksMain {
  private BenchmarksMain() {}

  /**
   * Runs a command and ends the process with its exit code.
   *
   * @param args arguments of the command line
   */
  public static void main(String[] args) {
    DdhCommand.prepare();
    String[] given = args.length == 0 ? new String[] {"report"} : args;
    CommandLine line = new CommandLine(new BenchmarksMain());
    line.setExecutionExceptionHandler(
        (e, at, result) -> {
          if (e instanceof BadInputException) {
            at.getErr().println("ddh-benchmarks: " + e.getMessage());
            return 2;
          }
          e.printStackTrace(at.getErr());
          return 1;
        });
    System.exit(line.execute(given));
  }
}
