package io.ddh.experiments.cli;

import io.ddh.experiments.report.Report;
import java.io.PrintWriter;
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
    description =
        "Make tables, figures and the HTML page again from stored results, without training.")
public final class ReportCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--results",
      paramLabel = "DIR",
      defaultValue = "results",
      description = "Results folder (default: ${DEFAULT-VALUE}).")
  private Path results;

  @Option(
      names = "--work",
      paramLabel = "DIR",
      defaultValue = "work",
      description = "Folder where the runs left codes and retrievals (default: ${DEFAULT-VALUE}).")
  private Path work;

  @Override
  public Integer call() throws Exception {
    Report.Made made = Report.write(results, work);
    PrintWriter out = spec.commandLine().getOut();
    made.notes().forEach(out::println);
    out.println("report: " + made.page());
    out.flush();
    return 0;
  }
}
