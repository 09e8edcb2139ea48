package io.ddh.experiments.cli;

import io.ddh.core.BadInputException;
import io.ddh.experiments.config.ConfigFile;
import io.ddh.experiments.config.ConfigOverride;
import io.ddh.experiments.config.Experiments;
import io.ddh.experiments.registry.Registry;
import io.ddh.experiments.run.Plan;
import io.ddh.experiments.run.PlannedCell;
import io.ddh.experiments.run.Shard;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that choose the cells of a run and their settings. */
final class PlanOptions {
  private static final String FOLDER = "folder";

  @Mixin ConfigFile config;

  @Option(
      names = "--profile",
      paramLabel = "NAME",
      description = "Profile to run (default: folder if --data is given, otherwise quick).")
  private Optional<String> profile = Optional.empty();

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description =
          "Folder of the profile's data set. The profile 'folder' accepts any folder of"
              + " images.")
  private Optional<Path> data = Optional.empty();

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "Override a key of the experiments file, e.g. ddh.epochs=30; repeatable.")
  private List<String> sets = List.of();

  @Option(
      names = "--only",
      paramLabel = "GLOB",
      description = "Run only cells whose name <method>-<bits>-s<seed> matches, e.g. 'sdh*-48-*'.")
  private String only = "";

  @Option(
      names = "--shard",
      paramLabel = "I/N",
      description =
          "Run only part I (1 to N) of the cells, for example in a Slurm job array with"
              + " --array=1-8: --shard $SLURM_ARRAY_TASK_ID/8. Cells that use the same trained"
              + " features, and the code lengths of a row, are kept in one part where"
              + " possible. Each machine"
              + " needs folders of its own (docs/runs.md).")
  private Optional<String> shard = Optional.empty();

  @Option(names = "--seeds", paramLabel = "1,2,3", description = "Run seeds.")
  private Optional<String> seeds = Optional.empty();

  @Option(names = "--bits", paramLabel = "12,24", description = "Code lengths.")
  private Optional<String> bits = Optional.empty();

  @Option(names = "--methods", paramLabel = "lsh,ddh", description = "Rows of tables.")
  private Optional<String> methods = Optional.empty();

  /** Returns the plan of all cells that the options choose, without regard to {@code --shard}. */
  Plan whole(Registry registry) throws IOException {
    String name = profile.orElse(data.isEmpty() ? "quick" : FOLDER);
    Experiments experiments = config.read(registry, name, overrides(registry, name));
    if (name.equals(FOLDER) && data.isPresent()) {
      experiments =
          experiments.renamed(name, onlyDataset(experiments, name), folderName(experiments));
    }
    return Plan.of(experiments, experiments.profile(name), registry, only);
  }

  /**
   * Returns the part of a plan that {@code --shard} chooses; the whole plan if the option is not
   * given.
   */
  Plan part(Plan whole) {
    return shard.map(text -> Shard.parse(text).of(whole)).orElse(whole);
  }

  private List<ConfigOverride> overrides(Registry registry, String name) throws IOException {
    List<ConfigOverride> out = new ArrayList<>(sets.stream().map(ConfigOverride::parse).toList());
    seeds.ifPresent(values -> out.add(list("seeds", name, values)));
    bits.ifPresent(values -> out.add(list("bits", name, values)));
    methods.ifPresent(values -> out.add(list("methods", name, values)));
    if (data.isPresent()) {
      Experiments plain = config.read(registry, name, List.of());
      String key = "datasets." + onlyDataset(plain, name) + ".path";
      out.add(ConfigOverride.text("--data", key, data.get().toString()));
    }
    return out;
  }

  private static ConfigOverride list(String key, String profile, String values) {
    return ConfigOverride.yaml("--" + key, "profiles." + profile + "." + key, "[" + values + "]");
  }

  private static String onlyDataset(Experiments experiments, String name) {
    List<String> names = experiments.profile(name).datasets();
    if (names.size() != 1) {
      throw new BadInputException(
          "--data: profile '" + name + "' must have one data set, found " + names);
    }
    return names.get(0);
  }

  /**
   * Returns the data set name under which the results of the folder given by {@code --data} are
   * stored. The name is that of the folder, with a prefix if the experiments file defines a data
   * set of that name.
   */
  private String folderName(Experiments experiments) {
    Path last = data.orElseThrow().toAbsolutePath().normalize().getFileName();
    String plain = last == null ? "" : last.toString().toLowerCase(Locale.ROOT);
    String name = plain.replaceAll("[^a-z0-9._-]", "-").replaceAll("^[._-]+", "");
    boolean free = !name.isEmpty() && !experiments.datasets().containsKey(name);
    return free ? name : FOLDER + (name.isEmpty() ? "" : "-" + name);
  }

  /**
   * Returns advice on what to do if a run is refused because data are missing; empty if it is
   * refused for another reason.
   */
  String hint(Plan whole, String message) {
    for (PlannedCell cell : whole.cells()) {
      String path = cell.dataset().settings().asMap().getOrDefault("path", "").toString();
      if (path.isEmpty() && message.contains(cell.dataset().name() + ".path")) {
        return "; next: add '--data DIR', where DIR contains one folder of images per person";
      }
      boolean missing = !path.isEmpty() && !new File(path).exists();
      if (data.isEmpty() && missing && message.contains(path)) {
        return "; next: set DDH_DATA to the folder that contains this data set, or see 'ddh"
            + " data list'";
      }
    }
    return "";
  }
}
