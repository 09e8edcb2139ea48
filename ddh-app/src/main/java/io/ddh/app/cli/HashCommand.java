package io.ddh.app.cli;

import io.ddh.app.codes.CodeFiles;
import io.ddh.app.codes.HashJob;
import io.ddh.app.images.ImageSource;
import io.ddh.app.model.HashModel;
import io.ddh.core.AtomicFile;
import io.ddh.experiments.cli.ToolCommand;
import io.ddh.experiments.cli.WorkFolder;
import io.ddh.experiments.console.Console;
import io.ddh.experiments.console.OptionRange;
import io.ddh.experiments.console.ProgressDisplay;
import io.ddh.experiments.console.Units;
import io.ddh.experiments.registry.Registry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ddh hash}: computes codes of images. */
@Command(
    name = "hash",
    description = {
      "Compute a code for each image with a model.",
      "The images are prepared as the training images were. Any number of images is fine; the same"
          + " command resumes an interrupted run. DATA is a folder or archive of images, a text"
          + " file with one path per line, or data in any form that 'ddh data check' reads. In a"
          + " folder or archive, the name of a person's folder is the label. In a text file, a"
          + " label may follow the path after a tab, comma or space."
    })
final class HashCommand extends ToolCommand {
  @Mixin private Console console;
  @Mixin private HashInput input;

  @Option(
      names = {"-o", "--output"},
      required = true,
      paramLabel = "CODES",
      description = "Codes file to write (.ddhc); named CODES.part until it is complete.")
  private Path output;

  @Option(
      names = "--max-corrupt",
      paramLabel = "SHARE",
      description =
          "Share of the images that may be unreadable, 0 to 1; up to five such images are always"
              + " allowed (default: ${DEFAULT-VALUE}).")
  private double share = 0.01;

  @Option(
      names = "--export",
      paramLabel = "FILE",
      description = "Also write the codes as .npy or .faiss, with labels in FILE.csv; repeatable.")
  private List<Path> exports = List.of();

  @Mixin private WorkFolder work;

  @Override
  public Integer call() throws IOException {
    AtomicFile.checkTarget(output);
    OptionRange.checkShare("--max-corrupt", share);
    exports.forEach(CodeFiles::checkExport);
    ProgressDisplay display = console.display(out());
    Registry registry = Registry.load();
    HashModel read = HashModel.read(input.model(), registry);
    long start = System.nanoTime();
    HashJob.Summary made;
    int all;
    try (ImageSource images = input.images(read, registry, work.path(), display)) {
      all = images.size();
      images.problems().forEach(problem -> display.outcome("left out " + problem));
      made = new HashJob(read, images, output, share).run(display);
    }
    report(display, made, all, (System.nanoTime() - start) / 1e9);
    for (Path export : exports) {
      display.outcome("%s and %s", export, CodeFiles.export(output, export));
    }
    String folder = Files.isDirectory(input.data()) ? " --pictures " + input.data() : "";
    String model = " --model " + input.model();
    display.line("next: ddh index build " + output + " -o faces.ddhx" + model + folder);
    return 0;
  }

  private void report(ProgressDisplay display, HashJob.Summary made, int all, double seconds)
      throws IOException {
    made.firstBroken().forEach(broken -> display.outcome("left out " + broken));
    int named = made.firstBroken().size();
    if (named > 0 && named < made.broken()) {
      display.outcome("left out %d more", made.broken() - named);
    }
    int now = all - made.before();
    display.outcome(
        "%s  %s: %,d codes, %,d images left out; %s",
        output,
        Units.size(Files.size(output)),
        made.codes(),
        made.broken(),
        now == 0
            ? "was already complete"
            : String.format(
                Locale.ROOT, "%,d images in %.1f s, %,.0f/s", now, seconds, now / seconds));
  }
}
