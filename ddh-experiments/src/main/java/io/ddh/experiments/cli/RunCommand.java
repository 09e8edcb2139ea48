package io.ddh.experiments.cli;

import io.ddh.core.BadInputException;
import io.ddh.experiments.config.ConfigFile;
import io.ddh.experiments.config.ConfigOverride;
import io.ddh.experiments.config.Experiments;
import io.ddh.experiments.console.Console;
import io.ddh.experiments.console.ConsoleListener;
import io.ddh.experiments.console.Logs;
import io.ddh.experiments.console.Units;
import io.ddh.experiments.registry.Registry;
import io.ddh.experiments.report.Report;
import io.ddh.experiments.run.CellState;
import io.ddh.experiments.run.Plan;
import io.ddh.experiments.run.PlannedCell;
import io.ddh.experiments.run.RunListener;
import io.ddh.experiments.run.Runner;
import io.ddh.experiments.run.Shard;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ddh run}: trains and evaluates the cells of a profile that are not finished. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    description = {
      "Train and evaluate the cells of a profile that are not finished yet.",
      "A run that was ended goes on with the same command. Several on one",
      "machine may run on the same folders, and share the work."
    })
public final class RunCommand implements Callable<Integer> {
  private static final Logger LOG = Logger.getLogger("ddh");
  private static final String FOLDER = "folder";

  @Spec private CommandSpec spec;
  @Mixin private ConfigFile config;
  @Mixin private Console console;

  @Option(
      names = "--profile",
      paramLabel = "NAME",
      description = "Profile (default: quick; with --data: folder).")
  private String profile;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Data folder of the profile's data set; profile folder takes any.")
  private Path data;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "Override a key of the experiments file, e.g. ddh.epochs=30; repeatable.")
  private List<String> sets = List.of();

  @Option(
      names = "--only",
      paramLabel = "GLOB",
      defaultValue = "",
      description = "Only cells <method>-<bits>-s<seed> that match, e.g. 'sdh*-48-*'.")
  private String only;

  @Option(
      names = "--shard",
      paramLabel = "I/N",
      description = {
        "Only part I of N (1 to N) of the cells, for a job array:",
        "--shard $SLURM_ARRAY_TASK_ID/8 with --array=1-8. Cells on the same",
        "trained features, and the lengths of a row, stay together where they",
        "can. Machines need folders of their own: see docs/runs.md."
      })
  private String shard;

  @Option(names = "--seeds", paramLabel = "1,2,3", description = "Run seeds.")
  private String seeds;

  @Option(names = "--bits", paramLabel = "12,24", description = "Code lengths.")
  private String bits;

  @Option(names = "--methods", paramLabel = "lsh,ddh", description = "Rows.")
  private String methods;

  @Option(
      names = "--results",
      paramLabel = "DIR",
      defaultValue = "results",
      description = "Results folder (default: ${DEFAULT-VALUE}).")
  private Path results;

  @Option(
      names = "--work",
      paramLabel = "DIR",
      defaultValue = "work",
      description = "Folder for caches, codes, weights and log (default: ${DEFAULT-VALUE}).")
  private Path work;

  @Option(names = "--fresh", description = "Run finished cells again, too.")
  private boolean fresh;

  @Option(names = "--dry-run", description = "Say what would run, and run nothing.")
  private boolean dryRun;

  @Override
  public Integer call() throws IOException {
    Registry registry = Registry.load();
    Plan whole = whole(registry);
    try {
      return dryRun ? show(part(whole), registry) : run(whole, registry);
    } catch (BadInputException e) {
      throw new BadInputException(e.getMessage() + absent(whole, e.getMessage()), e);
    }
  }

  /** What to do where a refusal is about data that aren't there; empty where it isn't. */
  private String absent(Plan whole, String message) {
    for (PlannedCell cell : whole.cells()) {
      Object path = cell.dataset().settings().asMap().getOrDefault("path", "");
      boolean named = message.contains(path.toString());
      if (path.equals("") && message.contains(cell.dataset().name() + ".path")) {
        return "; next: give --data DIR, one folder of images per person";
      }
      if (data == null && !path.equals("") && named && !new File(path.toString()).exists()) {
        return "; next: set DDH_DATA to the folder that holds it, or see ddh data list";
      }
    }
    return "";
  }

  /** The plan that options of this command name. */
  public static Plan plan(Registry registry, List<String> config, List<String> options)
      throws IOException {
    RunCommand command = new RunCommand();
    List<String> all = new ArrayList<>(config);
    all.addAll(options);
    try {
      new CommandLine(command).parseArgs(all.toArray(String[]::new));
    } catch (CommandLine.ParameterException e) {
      throw new BadInputException(e.getMessage(), e);
    }
    return command.part(command.whole(registry));
  }

  /** The command line as it was given, and the experiments file if it was found and not named. */
  private List<String> command() {
    List<String> words = new ArrayList<>(spec.commandLine().getParseResult().originalArgs());
    words.addAll(config.found());
    return words;
  }

  private Plan part(Plan whole) {
    return shard == null ? whole : whole.part(Shard.parse(shard));
  }

  private Plan whole(Registry registry) throws IOException {
    String name = profile == null ? (data == null ? "quick" : FOLDER) : profile;
    Experiments experiments = config.read(registry, name, overrides(registry, name));
    if (name.equals(FOLDER) && data != null) {
      experiments =
          experiments.renamed(name, onlyDataset(experiments, name), folderName(experiments));
    }
    return Plan.of(experiments, experiments.profile(name), registry, only);
  }

  private List<ConfigOverride> overrides(Registry registry, String name) throws IOException {
    List<ConfigOverride> out = new ArrayList<>();
    sets.forEach(pair -> out.add(ConfigOverride.parse(pair)));
    list(out, "--seeds", "profiles." + name + ".seeds", seeds);
    list(out, "--bits", "profiles." + name + ".bits", bits);
    list(out, "--methods", "profiles." + name + ".methods", methods);
    if (data != null) {
      Experiments plain = config.read(registry, name, List.of());
      String key = "datasets." + onlyDataset(plain, name) + ".path";
      out.add(ConfigOverride.text("--data", key, data.toString()));
    }
    return out;
  }

  private static void list(List<ConfigOverride> out, String option, String key, String values) {
    if (values != null) {
      out.add(new ConfigOverride(option, key, "[" + values + "]"));
    }
  }

  private static String onlyDataset(Experiments experiments, String name) {
    List<String> names = experiments.profile(name).datasets();
    if (names.size() != 1) {
      throw new BadInputException(
          "--data: profile '" + name + "' must have one data set, found " + names);
    }
    return names.get(0);
  }

  /** Results of a folder go under its own name, unless the file defines a data set of that name. */
  private String folderName(Experiments experiments) {
    Path last = data.toAbsolutePath().normalize().getFileName();
    String plain = last == null ? "" : last.toString().toLowerCase(Locale.ROOT);
    String name = plain.replaceAll("[^a-z0-9._-]", "-").replaceAll("^[._-]+", "");
    boolean free = !name.isEmpty() && !experiments.datasets().containsKey(name);
    return free ? name : FOLDER + (name.isEmpty() ? "" : "-" + name);
  }

  private int show(Plan plan, Registry registry) throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    int toRun = 0;
    List<CellState> standings =
        new Runner(registry, results, work, fresh, List.of(), RunListener.NONE).inspect(plan);
    for (CellState standing : standings) {
      toRun += standing.state() == CellState.State.FINISHED ? 0 : 1;
      out.printf(
          Locale.ROOT,
          "%-9s %s %s%n",
          standing.state().name().toLowerCase(Locale.ROOT),
          standing.cell().dataset().name(),
          standing.cell().id());
    }
    out.println(
        standings.size()
            + " cells: "
            + toRun
            + " to run, "
            + (standings.size() - toRun)
            + " finished");
    out.flush();
    return 0;
  }

  private int run(Plan whole, Registry registry) throws IOException {
    try (Logs logs = new Logs()) {
      List<String> words = spec.commandLine().getParseResult().originalArgs();
      LOG.info(DdhCommand.version() + ": " + String.join(" ", words));
      return logged(whole, registry, logs);
    }
  }

  private int logged(Plan whole, Registry registry, Logs logs) throws IOException {
    try {
      return run(whole, registry, logs);
    } catch (IOException | RuntimeException | Error e) {
      LOG.log(Level.SEVERE, "the run broke off", e);
      throw e;
    }
  }

  private int run(Plan whole, Registry registry, Logs logs) throws IOException {
    Plan plan = part(whole);
    ConsoleListener listener = console.listener(spec.commandLine().getOut(), () -> logs.open(work));
    AtomicBoolean running = new AtomicBoolean(true);
    Thread hook =
        new Thread(
            () -> {
              if (running.get()) {
                listener.interrupted();
              }
            });
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      long start = System.nanoTime();
      Runner.Summary summary =
          new Runner(registry, results, work, fresh, command(), listener).run(plan);
      RunEnd end = new RunEnd(results, work, plan, whole);
      int code = summary.failed() == 0 && end.good() ? 0 : DdhCommand.CELLS_FAILED;
      String page = report(listener, plan, code == 0);
      listener.line(end.next(page));
      end.problems().forEach(listener::outcome);
      listener.outcome(
          String.format(
              Locale.ROOT,
              "%d cells done, %d kept, %d failed%s in %s; report: %s; exit code %d",
              summary.made(),
              summary.kept(),
              summary.failed(),
              end.collapsed() == 0 ? "" : ", " + end.collapsed() + " collapsed",
              Units.clock((System.nanoTime() - start) / 1e9),
              page,
              code));
      return code;
    } finally {
      running.set(false);
    }
  }

  /**
   * The page, with notes and tables of the run's data sets. After failed cells it may fail for the
   * same reason, and they count for more.
   */
  private String report(ConsoleListener listener, Plan plan, boolean good) throws IOException {
    List<String> own = plan.cells().stream().map(cell -> cell.dataset().name()).distinct().toList();
    try {
      Report.Made report =
          Report.write(results, work, own.isEmpty() ? plan.profile().datasets() : own);
      report.notes().forEach(listener::line);
      report.tables().forEach(listener::line);
      return report.page().toString();
    } catch (IOException | BadInputException e) {
      if (good) {
        throw e;
      }
      return "not made (" + e.getMessage() + ")";
    }
  }
}
