package io.ddh.benchmarks;

import io.ddh.benchmarks.harness.Harness;
import io.ddh.benchmarks.harness.Load;
import io.ddh.benchmarks.harness.Origin;
import io.ddh.benchmarks.section.CostSection;
import io.ddh.benchmarks.section.Section;
import io.ddh.core.BadInputException;
import io.ddh.experiments.config.KnownNames;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code report}: measures the sections and writes the pages. */
@Command(
    name = "report",
    mixinStandardHelpOptions = true,
    description =
        "Measure and write benchmarks.md and performance-step.md; half an hour for all"
            + " but the section cost, which takes an hour or two.")
final class PagesCommand implements Callable<Integer> {
  private static final int ROUNDS = 5;

  @Spec private CommandSpec spec;

  @Option(
      names = "--only",
      split = ",",
      description =
          "Sections to measure; the others keep their stored numbers. 'none': pages only.")
  private List<String> only = List.of();

  @Option(
      names = "--skip",
      split = ",",
      description = "Methods to leave out of sections shallow, cost and load.")
  private Set<String> skip = Set.of();

  @Option(
      names = "--rows",
      split = ",",
      description = "Methods of section cost to measure; the others keep their stored numbers.")
  private Set<String> rows = Set.of();

  @Option(
      names = "--sizes",
      split = ",",
      description =
          "Sizes of section cost to measure: lfw, youtube-faces, facescrub (memory); default: all.")
  private Set<String> sizes = Set.of();

  @Option(
      names = "--rounds",
      defaultValue = "" + ROUNDS,
      description = "Timed rounds (default: ${DEFAULT-VALUE}).")
  private int rounds;

  @Option(
      names = "--python",
      defaultValue = "",
      description = "Python with torch and numpy (default: python3, then /usr/bin/python3).")
  private String python;

  @Option(
      names = "--jvm",
      description = "A further option of the measured JVMs, for example --jvm=-XX:+UseZGC.")
  private List<String> options = List.of();

  @Option(
      names = "--busy",
      description =
          "Show ratios however busy the machine was, and do not wait for a lower load. By default"
              + " a load average of more than 1.5 beyond the measurement's own threads hides them.")
  private boolean busy;

  @Option(
      names = "--docs",
      defaultValue = "docs",
      description = "Folder of the pages (default: ${DEFAULT-VALUE}).")
  private Path docs;

  @Option(
      names = "--work",
      defaultValue = "work/benchmarks",
      description = "Folder for rendered faces, 350 MB (default: ${DEFAULT-VALUE}).")
  private Path work;

  @Override
  public Integer call() throws IOException {
    if (rounds < 1) {
      throw new BadInputException("--rounds: must be at least 1, found " + rounds);
    }
    List<Section> chosen = chosen();
    PrintWriter out = spec.commandLine().getOut();
    long start = System.nanoTime();
    Consumer<String> say =
        line -> {
          double seconds = (System.nanoTime() - start) / 1e9;
          out.println(String.format(Locale.ROOT, "%5.0f s  %s", seconds, line));
          out.flush();
        };
    Harness.Options chosenOptions =
        new Harness.Options(work, rounds, python, options, rows, sizes, skip, busy, say);
    Pages pages = new Pages(docs);
    Origin origin = Origin.here(command());
    for (Section section : chosen) {
      if (!section.possible()) {
        say.accept(section.name() + ": can't be measured here");
        continue;
      }
      Harness harness =
          new Harness(chosenOptions, pages.store(), origin, busy ? Load.now() : Load.calm(say));
      section.measure(harness);
      harness.store(section.name());
      pages.write();
    }
    pages.write();
    say.accept("wrote " + docs.resolve("benchmarks.md"));
    return 0;
  }

  private List<Section> chosen() {
    List<String> known = Section.all().stream().map(Section::name).toList();
    for (String name : only) {
      if (!known.contains(name) && !name.equals("none")) {
        throw new BadInputException(
            "--only: no section '" + name + "'; valid: none, " + String.join(", ", known));
      }
    }
    rows.forEach(row -> KnownNames.check("--rows", "row", row, CostSection.ROWS));
    sizes.forEach(size -> KnownNames.check("--sizes", "size", size, CostSection.SIZES));
    return Section.all().stream()
        .filter(section -> only.isEmpty() || only.contains(section.name()))
        .toList();
  }

  /** The command to repeat this. */
  private String command() {
    List<String> arguments = new ArrayList<>();
    if (!only.isEmpty()) {
      arguments.add("--only " + String.join(",", only));
    }
    add(arguments, "--skip ", skip);
    add(arguments, "--rows ", rows);
    add(arguments, "--sizes ", sizes);
    if (rounds != ROUNDS) {
      arguments.add("--rounds " + rounds);
    }
    if (busy) {
      arguments.add("--busy");
    }
    options.forEach(option -> arguments.add("--jvm=" + option));
    return arguments.isEmpty()
        ? Pages.COMMAND
        : Pages.COMMAND + " -Dexec.args=\"report " + String.join(" ", arguments) + "\"";
  }

  private static void add(List<String> arguments, String option, Set<String> values) {
    if (!values.isEmpty()) {
      arguments.add(option + String.join(",", new TreeSet<>(values)));
    }
  }
}
