package io.ddh.experiments.cli;

import io.ddh.core.AtomicFile;
import io.ddh.experiments.reproduction.ResultPage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * The command {@code ddh reproduction}, which fills a page of prose with numbers from result files.
 */
@Command(
    name = "reproduction",
    description = {
      "Write a page from a template, with numbers from stored results.",
      "Without options: the page that compares the paper's table and observations with results."
    })
public final class ReproductionCommand extends ToolCommand {
  @Mixin private ResultsFolder results;

  @Option(
      names = "--template",
      paramLabel = "FILE",
      description = "Page template: a YAML head, then Mustache text (default: ${DEFAULT-VALUE}).")
  private Path template = Path.of("docs/reproduction.in.md");

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "Page to write (default: ${DEFAULT-VALUE}).")
  private Path output = Path.of("docs/reproduction.md");

  @Override
  public Integer call() throws IOException {
    byte[] page = page(template, results.path()).getBytes(StandardCharsets.UTF_8);
    AtomicFile.write(output, out -> out.write(page));
    print("page: %s", output);
    return 0;
  }

  /**
   * Fills a template with numbers.
   *
   * @param template Mustache template that starts with a block of YAML
   * @param results results folder
   * @return the text of the page
   * @throws IOException if a file can't be read
   */
  public static String page(Path template, Path results) throws IOException {
    return "<!-- Made by \"ddh reproduction\" from result files and "
        + template.getFileName()
        + "; do not edit. -->\n"
        + ResultPage.fill(Files.readString(template), template.toString(), results);
  }
}
