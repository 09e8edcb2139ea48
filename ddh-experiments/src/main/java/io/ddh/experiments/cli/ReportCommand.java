package io.ddh.experiments.cli;

import io.ddh.experiments.report.Report;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/**
 * The command {@code ddh report}, which makes tables, figures and the HTML page again, without
 * training.
 */
@Command(
    name = "report",
    description =
        "Make tables, figures and the HTML page again from stored results, without training.")
public final class ReportCommand extends ToolCommand {
  @Mixin private ResultsFolder results;
  @Mixin private WorkFolder work;

  @Override
  public Integer call() throws IOException {
    Report.Made made = Report.write(results.path(), work.path(), List.of());
    made.notes().forEach(out()::println);
    print("report: %s", made.page());
    return 0;
  }
}
