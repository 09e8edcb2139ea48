package io.ddh.benchmarks;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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
  /** Options that tell of this machine only. */
  private static final List<String> LOCAL = List.of("--docs", "--work", "--python");

  @Spec private CommandSpec spec;

  @Mixin private Options options;

  @Option(names = "--docs", description = "Folder of the pages (default: ${DEFAULT-VALUE}).")
  private Path docs = Path.of("docs");

  @Override
  public Integer call() throws IOException {
    options.check();
    PrintWriter out = spec.commandLine().getOut();
    long start = System.nanoTime();
    Consumer<String> say =
        line -> {
          out.println(String.format(Locale.ROOT, "%5.0f s  %s", Worker.since(start), line));
          out.flush();
        };
    Pages pages = new Pages(docs);
    Origin origin = Origin.here(command());
    for (Section section : Section.ALL) {
      if (options.only.isEmpty() || options.only.contains(section.name())) {
        Harness harness = new Harness(options, pages.results(), origin, say);
        section.measurement().measure(harness);
        harness.store(section.name());
        pages.write();
      }
    }
    pages.write();
    say.accept("wrote " + docs.resolve("benchmarks.md"));
    return 0;
  }

  /** The command to repeat this. */
  private String command() {
    String arguments =
        spec.commandLine().getParseResult().matchedOptions().stream()
            .filter(option -> !LOCAL.contains(option.longestName()))
            .flatMap(
                option ->
                    option.originalStringValues().stream()
                        .map(value -> option.longestName() + "=" + value))
            .collect(Collectors.joining(" "));
    return arguments.isEmpty()
        ? Pages.COMMAND
        : Pages.COMMAND + " -Dexec.args=\"report " + arguments + "\"";
  }
}
