package io.ddh.experiments.cli;

import io.ddh.core.BadInputException;
import io.ddh.experiments.Cell;
import io.ddh.experiments.config.ConfigFile;
import io.ddh.experiments.config.Expectation;
import io.ddh.experiments.config.Experiments;
import io.ddh.experiments.console.Console;
import io.ddh.experiments.console.ConsoleListener;
import io.ddh.experiments.redo.Rerun;
import io.ddh.experiments.redo.Rerunner;
import io.ddh.experiments.registry.Registry;
import io.ddh.experiments.run.PlannedCell;
import io.ddh.experiments.run.RunListener;
import io.ddh.experiments.verify.Verdict;
import io.ddh.experiments.verify.Verifier;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ddh verify}: stored results against the expected values of the experiments file. */
@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    description = {
      "Compare stored results with the expected values; a missing value is a miss.",
      "With --rerun: make a sample of stored cells again and compare their MAP. The",
      "same machine, Java and threads must give the same MAP (to 1e-9); others: 0.002",
      "without a network, else 0.02 or 3*sqrt(2) deviations over seeds, if that is more."
    })
final class VerifyCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private ConfigFile config;
  @Mixin private Console console;

  @Option(
      names = "--profile",
      paramLabel = "NAME",
      defaultValue = "",
      description = "Only the expectations of this profile.")
  private String profile;

  @Option(
      names = "--results",
      paramLabel = "DIR",
      defaultValue = "results",
      description = "Results folder (default: ${DEFAULT-VALUE}).")
  private Path results;

  @Option(
      names = "--rerun",
      paramLabel = "N",
      description =
          "Make N of the stored cells again, drawn by --sample, in a folder of their own.")
  private Integer rerun;

  @Option(
      names = "--sample",
      paramLabel = "SEED",
      defaultValue = "1",
      description = "With --rerun: what the draw of cells depends on (default: ${DEFAULT-VALUE}).")
  private long sample;

  @Option(
      names = "--dataset",
      paramLabel = "NAME",
      defaultValue = "",
      description = "With --rerun: only cells of this data set.")
  private String dataset;

  @Override
  public Integer call() throws IOException {
    return rerun == null ? expectations() : rerun();
  }

  private int rerun() throws IOException {
    if (rerun < 1) {
      throw new BadInputException("--rerun: must be at least 1, found " + rerun);
    }
    Registry registry = Registry.load();
    Path folder = Files.createTempDirectory("ddh-rerun");
    ConsoleListener shown = console.listener(spec.commandLine().getOut());
    try {
      Rerunner rerunner =
          new Rerunner(new RecordedRun(config, registry)::place, registry, results, folder);
      List<Cell> cells = rerunner.sample(dataset, rerun, sample);
      if (cells.isEmpty()) {
        throw new BadInputException(results + ": has no finished cell to make again");
      }
      int missed = 0;
      for (Cell cell : cells) {
        Rerun again = rerunner.again(cell, new ProgressOnly(shown));
        missed += again.met() ? 0 : 1;
        shown.outcome(again.toString());
      }
      shown.outcome(cells.size() + " cells made again, " + missed + " missed");
      return missed == 0 ? 0 : DdhCommand.MISSED;
    } finally {
      delete(folder);
    }
  }

  /** How far a cell is; what becomes of it is said in words of its own. */
  private record ProgressOnly(ConsoleListener shown) implements RunListener {
    @Override
    public void report(String what, long done, long of) {
      shown.report(what, done, of);
    }

    @Override
    public void started(PlannedCell cell) {
      shown.started(cell);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }

  private int expectations() throws IOException {
    Experiments experiments = config.read(Registry.load(), profile, List.of());
    List<Verdict> verdicts =
        Verifier.verify(experiments, results).stream()
            .filter(v -> profile.isEmpty() || v.expectation().profile().equals(profile))
            .toList();
    if (verdicts.isEmpty()) {
      throw new BadInputException(
          "verify: the experiments file expects nothing"
              + (profile.isEmpty() ? "" : " of profile '" + profile + "'"));
    }
    PrintWriter out = spec.commandLine().getOut();
    verdicts.forEach(verdict -> out.println(line(verdict)));
    long missed = verdicts.stream().filter(verdict -> !verdict.met()).count();
    out.println(verdicts.size() + " checks, " + missed + " missed");
    out.flush();
    return missed == 0 ? 0 : DdhCommand.MISSED;
  }

  private static String line(Verdict verdict) {
    Expectation e = verdict.expectation();
    String found =
        verdict.found().isPresent()
            ? String.format(Locale.ROOT, "%.4f", verdict.found().getAsDouble())
                + (verdict.collapsed() > 0 ? " (collapsed codes)" : "")
            : verdict.problem();
    return String.format(
        Locale.ROOT,
        "%-4s %-12s %-10s %3d %-18s expected %.4f +- %.4f, found %s  [%s]",
        verdict.met() ? "ok" : "MISS",
        e.dataset(),
        e.method(),
        e.bits(),
        e.metric(),
        e.value(),
        e.tolerance(),
        found,
        e.origin());
  }
}
