package io.ddh.app.cli;

import io.ddh.app.data.ChosenData;
import io.ddh.core.BadInputException;
import io.ddh.core.DatasetReader;
import io.ddh.core.Settings;
import io.ddh.data.read.form.DetectedForm;
import io.ddh.data.read.form.Detection;
import io.ddh.data.read.form.FormDetector;
import io.ddh.experiments.config.ConfigFile;
import io.ddh.experiments.config.DatasetSpec;
import io.ddh.experiments.config.KnownNames;
import io.ddh.experiments.config.YamlReader;
import io.ddh.experiments.registry.Registry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The options that name a data set, by a path or by its name in the experiments file. */
final class DataSource {
  @Mixin private ConfigFile config;

  @Parameters(
      paramLabel = "PATH",
      arity = "0..1",
      description = "Folder, archive or file with the images.")
  private Optional<Path> path = Optional.empty();

  @Option(
      names = "--dataset",
      paramLabel = "NAME",
      description = "Name of a data set in the experiments file, instead of PATH.")
  private Optional<String> dataset = Optional.empty();

  @Option(
      names = "--form",
      paramLabel = "NAME",
      description = "Form of the data (default: detected).")
  private Optional<String> form = Optional.empty();

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description =
          "Setting for reading this form of data, e.g. crop=112 or crop=45%%; repeatable.")
  private List<String> sets = List.of();

  /** All values given by {@code --set}, each written as {@code KEY=VALUE}. */
  List<String> sets() {
    return List.copyOf(sets);
  }

  /**
   * Finds the data set that the options name.
   *
   * @param sets settings of the reader
   * @throws BadInputException if the options name no data set or more than one, or if no form fits
   */
  ChosenData select(Registry registry, List<String> sets) throws IOException {
    if (path.isPresent() == dataset.isPresent()) {
      throw new BadInputException("give either PATH or --dataset NAME");
    }
    return dataset.isPresent()
        ? named(registry, dataset.get(), sets)
        : at(registry, path.get(), form, values(sets));
  }

  private ChosenData named(Registry registry, String name, List<String> sets) throws IOException {
    if (form.isPresent() || !sets.isEmpty()) {
      throw new BadInputException("--form and --set go with PATH, not with --dataset");
    }
    Map<String, DatasetSpec> known = config.read(registry, "", List.of()).datasets();
    KnownNames.check("--dataset", "data set", name, known.keySet());
    DatasetSpec spec = known.get(name);
    DatasetReader reader = registry.readers().get(spec.form());
    Map<String, Object> given = new TreeMap<>(spec.settings().asMap());
    given.entrySet().removeAll(Settings.of("", reader.defaults(), Map.of()).asMap().entrySet());
    return new ChosenData(
        name, reader, given, spec.settings(), "as in " + spec.where(), Optional.of(spec));
  }

  /**
   * Finds the data set at a path.
   *
   * @param form form of the data; empty if it is to be detected
   * @param sets settings of the reader
   * @throws BadInputException if no form fits the data
   */
  static ChosenData at(
      Registry registry, Path where, Optional<String> form, Map<String, Object> sets) {
    Map<String, Object> given = new TreeMap<>();
    String found;
    String reason;
    if (form.isPresent()) {
      found = form.get();
      reason = "given by --form";
      KnownNames.check("--form", "form", found, registry.readers().keySet());
      given.put("path", where.toString());
    } else {
      Detection detection = FormDetector.detect(where, registry.readers().values());
      DetectedForm best =
          detection
              .best()
              .orElseThrow(() -> new BadInputException(where + ": " + detection.reason()));
      found = best.form();
      reason = best.reason();
      given.putAll(best.settings());
    }
    DatasetReader reader = registry.readers().get(found);
    if (!reader.defaults().containsKey("path")) {
      throw new BadInputException(
          "--form " + found + ": this form reads no files, so it takes no PATH");
    }
    given.putAll(sets);
    Settings settings = Settings.of("--set", reader.defaults(), given);
    return new ChosenData(nameOf(where), reader, given, settings, reason, Optional.empty());
  }

  /** Parses the values given by {@code --set} and returns them by key. */
  static Map<String, Object> values(List<String> sets) {
    Map<String, Object> out = new TreeMap<>();
    for (String pair : sets) {
      int equals = pair.indexOf('=');
      if (equals < 1) {
        throw new BadInputException("--set: must be KEY=VALUE, found '" + pair + "'");
      }
      String text = pair.substring(equals + 1);
      String key = pair.substring(0, equals).strip();
      out.put(key, YamlReader.value("--set " + key, text, System.getenv()).plain());
    }
    return out;
  }

  /** A valid name for the experiments file, made from the name of the file or folder. */
  private static String nameOf(Path where) {
    Path last = where.toAbsolutePath().normalize().getFileName();
    String plain = last == null ? "" : last.toString().toLowerCase(Locale.ROOT);
    String name =
        plain
            .replaceAll("(\\.tar)?\\.[a-z0-9]+$", "")
            .replaceAll("[^a-z0-9._-]", "-")
            .replaceAll("^[._-]+", "");
    return name.isEmpty() ? "faces" : name;
  }
}
