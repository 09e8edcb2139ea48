package io.ddh.experiments.report;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ddh report}: tables, figures and the HTML page again, without training. */
@Command(
    name = "report",
    mixinStandardHelpOptions = true,
    description = "Make tables, figures and the HTML page again from the result files alone.")
public final class ReportCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--results",
      paramLabel = "DIR",
      defaultValue = "results",
      description = "Results folder (default: ${DEFAULT-VALUE}).")
  private Path results;

  @Override
  public Integer call() throws Exception {
    Path page = Report.write(results);
    spec.commandLine().getOut().println("report: " + page);
    spec.commandLine().getOut().flush();
    return 0;
  }
}
