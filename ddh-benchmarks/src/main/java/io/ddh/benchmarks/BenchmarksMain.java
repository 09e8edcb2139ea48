package io.ddh.benchmarks;

import io.ddh.core.BadInputException;
import io.ddh.experiments.cli.DdhCommand;
import io.ddh.experiments.launch.VectorProcess;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Entry: {@code report} (the default), {@code jmh}, and the child processes of a report. */
@Command(
    name = "ddh-benchmarks",
    mixinStandardHelpOptions = true,
    description = "Measure this machine and write docs/benchmarks.md; run the JMH kernels.",
    subcommands = PagesCommand.class)
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
    line.getSubcommands().get("jmh").setUnmatchedOptionsArePositionalParams(true);
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

  @Command(name = "jmh", description = "Run the JMH kernels; -h prints JMH's options.")
  void jmh(@Parameters(arity = "0..*", hidden = true) String... arguments) throws IOException {
    // JMH starts its forks with this class path; inside Maven it would be Maven's own.
    System.setProperty(
        "java.class.path", VectorProcess.classPath(BenchmarksMain.class.getClassLoader()));
    org.openjdk.jmh.Main.main(arguments == null ? new String[0] : arguments);
  }

  /** Runs a worker as a child process of {@code report}. */
  @Command(name = "worker", hidden = true)
  void worker(@Parameters(index = "0") Class<?> type, @Parameters(index = "1..*") List<String> words)
      throws Throwable {
    Worker.run(type, words);
  }
}
