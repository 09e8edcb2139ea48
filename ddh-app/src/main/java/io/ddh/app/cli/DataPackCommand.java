package io.ddh.app.cli;

import io.ddh.app.data.ChosenData;
import io.ddh.app.data.DatasetYaml;
import io.ddh.core.Dataset;
import io.ddh.core.LabeledImages;
import io.ddh.data.pack.PackedFile;
import io.ddh.experiments.cli.ToolCommand;
import io.ddh.experiments.cli.WorkFolder;
import io.ddh.experiments.console.Console;
import io.ddh.experiments.console.ProgressDisplay;
import io.ddh.experiments.console.Units;
import io.ddh.experiments.registry.Registry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ddh data pack}: writes the prepared images of a data set to one file. */
@Command(
    name = "pack",
    description = {
      "Write the cropped and scaled images of a data set to one file with checksums.",
      "ddh reads the file (form packed) as a data set with the same images, labels, names and"
          + " digest."
    })
final class DataPackCommand extends ToolCommand {
  @Mixin private DataSource source;
  @Mixin private Console console;
  @Mixin private WorkFolder work;

  @Option(
      names = {"-o", "--output"},
      required = true,
      paramLabel = "FILE",
      description = "File to write.")
  private Path output;

  @Override
  public Integer call() throws IOException {
    ChosenData selected = source.select(Registry.load(), source.sets());
    ProgressDisplay display = console.display(out());
    Dataset data =
        selected.reader().read(selected.name(), selected.settings(), work.path(), display);
    data.notes().forEach(display::line);
    Map<String, Object> settings = new TreeMap<>(selected.settings().asMap());
    settings.remove("path"); // a path means nothing on another machine
    PackedFile.write(output, data, "form " + selected.reader().form() + " " + settings);
    LabeledImages images = data.images();
    display.outcome(
        "%s  %s: %d images %s of %d people, digest %s",
        output,
        Units.size(Files.size(output)),
        images.size(),
        images.images().shape(),
        images.identities().size(),
        data.digest());
    Map<String, Object> use = new LinkedHashMap<>();
    use.put("form", "packed");
    use.put("path", output.toString());
    display.outcome(
        "  for experiments.yaml: "
            + DatasetYaml.line(selected.name(), use, images.given().isPresent()));
    return 0;
  }
}
