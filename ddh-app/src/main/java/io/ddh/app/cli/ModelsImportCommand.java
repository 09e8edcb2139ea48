package io.ddh.app.cli;

import io.ddh.app.models.ModelImport;
import io.ddh.experiments.cli.ToolCommand;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code ddh models import}: imports networks from files and converts them to ONNX. */
@Command(
    name = "import",
    description = {
      "Import networks from the files of their publishers, and convert them to ONNX.",
      "Files are recognised by their SHA-256. If a file can't be imported, the other"
          + " files still are, and the exit code is 2."
    })
final class ModelsImportCommand extends ToolCommand {
  @Mixin private ModelsTarget target;

  @Parameters(
      paramLabel = "PATH",
      arity = "1..*",
      description = "Published files, or folders and archives (ZIP, tar, tgz) that contain them.")
  private List<Path> paths = List.of();

  @Override
  public Integer call() {
    ModelImport.Outcome outcome = ModelImport.run(target.store(), target.accepted(), paths);
    outcome.stored().forEach((name, file) -> print("%s  %s", name, file));
    outcome.problems().forEach(this::problem);
    return outcome.problems().isEmpty() ? 0 : 2;
  }
}
