package io.ddh.app.cli;

import io.ddh.app.models.ModelImport;
import io.ddh.experiments.cli.ToolCommand;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ddh models import}: takes networks from files and converts them to ONNX. */
@Command(
    name = "import",
    description = {
      "Take networks from files that their publishers hand out, and convert them to ONNX.",
      "Files are recognised by their SHA-256. Exit code 2 if one can't be taken; the others are."
    })
final class ModelsImportCommand extends ToolCommand {
  @Mixin private ModelsFolder folder;

  @Parameters(
      paramLabel = "PATH",
      arity = "1..*",
      description = "Published files, or folders and archives (ZIP, tar, tgz) that contain them.")
  private List<Path> paths = List.of();

  @Option(
      names = "--accept-licence",
      description = "Accept the licences, also those that restrict the use.")
  private boolean accepted;

  @Override
  public Integer call() throws IOException {
    ModelImport.Outcome outcome = ModelImport.run(folder.store(), accepted, paths);
    outcome.stored().forEach((name, file) -> print("%s  %s", name, file));
    outcome.problems().forEach(this::problem);
    return outcome.problems().isEmpty() ? 0 : 2;
  }
}
