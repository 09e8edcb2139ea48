package io.ddh.experiments.config;

import io.ddh.core.BadInputException;
import io.ddh.data.text.PlainText;
import io.ddh.experiments.registry.Registry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;

/** The option {@code --config} and the file that it names. */
public final class ConfigFile {
  private static final String NAME = "experiments.yaml";

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Experiments file (default: ./experiments.yaml, else the built-in file).")
  private Path file;

  /** {@return the option and its value as they were given; empty if the option was not given} */
  public List<String> options() {
    return file == null ? List.of() : List.of("--config", file.toString());
  }

  /**
   * {@return the option that would name the experiments file in the current folder} The list is
   * empty if {@code --config} was given or there is no such file.
   */
  public List<String> found() {
    return file == null && Files.exists(Path.of(NAME)) ? List.of("--config", NAME) : List.of();
  }

  /**
   * Reads and checks the experiments file; see {@link ExperimentsReader#read}.
   *
   * @param registry methods, features and readers that the file can name
   * @param profile name of the profile whose {@code set} entries apply; empty for no profile
   * @param overrides overrides from the command line; they take precedence over those of the
   *     profile
   * @return the checked contents of the file; the built-in file is read if {@code --config} was not
   *     given and the current folder has no such file
   * @throws BadInputException if something in the file is not valid; the message names the place,
   *     what was found and what is valid
   * @throws IOException if the file can't be read
   */
  public Experiments read(Registry registry, String profile, List<ConfigOverride> overrides)
      throws IOException {
    Path own = file == null ? Path.of(NAME) : file;
    ExperimentsReader reader = new ExperimentsReader(registry, System.getenv());
    if (file == null && !Files.exists(own)) {
      return reader.readBuiltIn(profile, overrides);
    }
    if (!Files.isRegularFile(own)) {
      boolean folder = Files.isDirectory(own);
      throw BadInputException.of(
          "%s: %s; see --config",
          own, folder ? "is a folder; valid: an experiments file" : "no such file");
    }
    String yaml = PlainText.decode(own.toString(), Files.readAllBytes(own));
    return reader.read(own.toString(), yaml, profile, overrides);
  }
}
