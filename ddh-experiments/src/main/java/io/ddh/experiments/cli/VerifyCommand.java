package io.ddh.experiments.cli;

import io.ddh.core.BadInputException;
import io.ddh.core.Shown;
import io.ddh.experiments.Cell;
import io.ddh.experiments.config.ConfigFile;
import io.ddh.experiments.config.Expectation;
import io.ddh.experiments.config.Experiments;
import io.ddh.experiments.console.Console;
import io.ddh.experiments.console.OptionRange;
import io.ddh.experiments.console.RunConsole;
import io.ddh.experiments.redo.Rerun;
import io.ddh.experiments.redo.Rerunner;
import io.ddh.experiments.registry.Registry;
import io.ddh.experiments.run.PlannedCell;
import io.ddh.experiments.run.RunListener;
import io.ddh.experiments.verify.Verifier;
import io.ddh.experiments.verify.Verifier.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * The command {@code ddh verify}, which compares stored results with the expected values in the
 * experiments file.
 */
@Command(
    name = "verify",
    description = {
      "Compare stored results with the expected values; a value that is missing counts as missed.",
      "With --rerun: make a sample of stored cells again and compare their MAP. If the CPU model,"
          + " Java and the number of threads are the same, the MAP must be equal (to 1e-9)."
          + " Otherwise it may differ by 0.002, or, for networks, by 0.02 or 3*sqrt(2) standard"
          + " deviations over seeds, whichever is more."
    })
final class VerifyCommand extends ToolCommand {
  @Mixin private ConfigFile config;
  @Mixin private Console console;
  @Mixin private ResultsFolder results;

  @Option(
      names = "--profile",
      paramLabel = "NAME",
      description = "Check only the expected values for this profile.")
  private String profile = "";

  @Option(
      names = "--rerun",
      paramLabel = "N",
      description = "Make N stored cells again in a temporary folder; --sample chooses the cells.")
  private Optional<Integer> rerun = Optional.empty();

  @Option(
      names = "--sample",
      paramLabel = "SEED",
      description = "With --rerun: random seed for choosing the cells (default: ${DEFAULT-VALUE}).")
  private long sample = 1;

  @Option(
      names = "--dataset",
      paramLabel = "NAME",
      description = "With --rerun: choose only cells of this data set.")
  private String dataset = "";

  @Override
  public Integer call() throws IOException {
    return rerun.isPresent() ? rerun(rerun.get()) : expectations();
  }

  private int rerun(int count) throws IOException {
    OptionRange.check("--rerun", count, 1);
    Registry registry = Registry.load();
    Path folder = Files.createTempDirectory("ddh-rerun");
    RunConsole shown = console.run(out(), () -> {});
    try {
      Rerunner rerunner =
          new Rerunner(new RecordedRun(config, registry)::place, registry, results.path(), folder);
      List<Cell> cells = rerunner.sample(dataset, count, sample);
      if (cells.isEmpty()) {
        throw new BadInputException(results.path() + ": has no finished cell to make again");
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

  /**
   * Shows the progress of a cell but not its result, which the command prints later as part of a
   * comparison.
   */
  private record ProgressOnly(RunConsole shown) implements RunListener {
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
        Verifier.verify(experiments, results.path()).stream()
            .filter(v -> profile.isEmpty() || v.expectation().profile().equals(profile))
            .toList();
    if (verdicts.isEmpty()) {
      throw new BadInputException(
          "verify: the experiments file has no expected values"
              + (profile.isEmpty() ? "" : " for profile '" + profile + "'"));
    }
    verdicts.forEach(this::show);
    long missed = verdicts.stream().filter(verdict -> !verdict.met()).count();
    print("%d checks, %d missed", verdicts.size(), missed);
    return missed == 0 ? 0 : DdhCommand.MISSED;
  }

  private void show(Verdict verdict) {
    Expectation e = verdict.expectation();
    String found =
        verdict.found().isPresent()
            ? Shown.format("%.4f", verdict.found().getAsDouble())
                + (verdict.collapsed() > 0 ? " (collapsed codes)" : "")
            : verdict.problem();
    String what =
        Shown.format("%-12s %-10s %3d %-18s", e.dataset(), e.method(), e.bits(), e.metric());
    print(
        "%-4s %s expected %.4f +- %.4f, found %s  [%s]",
        verdict.met() ? "ok" : "MISS", what, e.value(), e.tolerance(), found, e.origin());
  }
}
