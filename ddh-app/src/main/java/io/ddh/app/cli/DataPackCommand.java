package io.ddh.app.cli;

import io.ddh.core.Dataset;
import io.ddh.core.ImageShape;
import io.ddh.data.pack.PackedFile;
import io.ddh.experiments.console.Console;
import io.ddh.experiments.console.ConsoleListener;
import io.ddh.experiments.console.Units;
import io.ddh.experiments.registry.Registry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ddh data pack}: the prepared images of a data set in one file. */
@Command(
    name = "pack",
    mixinStandardHelpOptions = true,
    description = {
      "Write a data set as it is after cropping and scaling to one checksummed file,",
      "which form packed reads: same images, labels, names and digest."
    })
final class DataPackCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private DataSource source;
  @Mixin private Console console;

  @Option(
      names = {"-o", "--output"},
      required = true,
      paramLabel = "FILE",
      description = "File to write.")
  private Path output;

  @Option(
      names = "--work",
      paramLabel = "DIR",
      defaultValue = "work",
      description = "Folder for caches (default: ${DEFAULT-VALUE}).")
  private Path work;

  @Override
  public Integer call() throws IOException {
    DataSource.Selected selected = source.select(Registry.load());
    ConsoleListener listener = console.listener(spec.commandLine().getOut());
    Dataset data = selected.reader().read(selected.name(), selected.settings(), work, listener);
    data.notes().forEach(listener::note);
    PackedFile.write(output, data, origin(selected));
    ImageShape shape = data.images().images().shape();
    listener.outcome(
        String.format(
            Locale.ROOT,
            "%s  %s: %d images %s of %d people, digest %s",
            output,
            Units.size(Files.size(output)),
            data.images().size(),
            shape,
            data.images().identities().size(),
            data.digest()));
    Map<String, Object> use = new LinkedHashMap<>();
    use.put("form", "packed");
    use.put("path", output.toString());
    boolean divided = data.images().given().isPresent();
    listener.outcome("  for experiments.yaml: " + DatasetYaml.line(selected.name(), use, divided));
    return 0;
  }

  /** Form and settings; the path says nothing to others. */
  private static String origin(DataSource.Selected selected) {
    Map<String, Object> settings = new TreeMap<>(selected.settings().asMap());
    settings.remove("path");
    return "form " + selected.reader().form() + " " + settings;
  }
}
