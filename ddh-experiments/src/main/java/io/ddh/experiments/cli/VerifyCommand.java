package io.ddh.experiments.cli;

import io.ddh.data.BadInputException;
import io.ddh.experiments.config.Expectation;
import io.ddh.experiments.config.Experiments;
import io.ddh.experiments.registry.Registry;
import io.ddh.experiments.verify.Verdict;
import io.ddh.experiments.verify.Verifier;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ddh verify}: stored results against the expected values of the experiments file. */
@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    description = "Compare stored results with the expected values; a missing value is a miss.")
final class VerifyCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private ConfigFile config;

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

  @Override
  public Integer call() throws IOException {
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
