package io.ddh.experiments.cli;

import io.ddh.core.AtomicFile;
import io.ddh.experiments.reproduction.ResultPage;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code ddh reproduction}: prose with numbers from result files, of which one sets the paper's
 * observations beside what was measured.
 */
@Command(
    name = "reproduction",
    mixinStandardHelpOptions = true,
    description =
        "Write a page of prose with numbers from stored results; without options the one that sets"
            + " the paper's table and observations against them.")
public final class ReproductionCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--results",
      paramLabel = "DIR",
      defaultValue = "results",
      description = "Results folder (default: ${DEFAULT-VALUE}).")
  private Path results;

  @Option(
      names = "--template",
      paramLabel = "FILE",
      defaultValue = "docs/reproduction.in.md",
      description = "Mustache template with YAML above it (default: ${DEFAULT-VALUE}).")
  private Path template;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      defaultValue = "docs/reproduction.md",
      description = "Page to write (default: ${DEFAULT-VALUE}).")
  private Path output;

  @Override
  public Integer call() throws Exception {
    String page = page(template, results);
    AtomicFile.write(output, out -> out.write(page.getBytes(StandardCharsets.UTF_8)));
    PrintWriter out = spec.commandLine().getOut();
    out.println("page: " + output);
    out.flush();
    return 0;
  }

  /** The page's text. */
  public static String page(Path template, Path results) throws IOException {
    return "<!-- Made by \"ddh reproduction\" from result files and "
        + template.getFileName()
        + "; do not edit. -->\n"
        + ResultPage.fill(Files.readString(template), template.toString(), results);
  }
}
