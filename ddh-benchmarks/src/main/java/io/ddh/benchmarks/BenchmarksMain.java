package io.ddh.benchmarks;

import io.ddh.core.BadInputException;
import io.ddh.experiments.cli.DdhCommand;
import io.ddh.experiments.launch.VectorProcess;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * Entry point of the benchmarks. The commands are {@code report} (the default), {@code rejection}
 * and {@code jmh}. The child processes that {@code report} starts enter the program here, too.
 */
@Command(
    name = "ddh-benchmarks",
    mixinStandardHelpOptions = true,
    description = "Measure this machine and write docs/benchmarks.md; run the JMH benchmarks.")
public final class BenchmarksMain {
  @Spec private CommandSpec spec;

  private BenchmarksMain() {}

  /**
   * Runs a command and ends the process with its exit code.
   *
   * @param args name of a command, followed by its options
   */
  public static void main(String[] args) {
    DdhCommand.prepare();
    System.exit(line().execute(args.length == 0 ? new String[] {"report"} : args));
  }

  /** Creates the command line with its subcommands. */
  static CommandLine line() {
    CommandLine line = new CommandLine(new BenchmarksMain());
    line.getSubcommands().get("jmh").setUnmatchedOptionsArePositionalParams(true);
    return line.setExecutionExceptionHandler(
        (e, at, result) -> {
          if (e instanceof BadInputException) {
            at.getErr().println("ddh-benchmarks: " + e.getMessage());
            return 2;
          }
          e.printStackTrace(at.getErr());
          return 1;
        });
  }

  /** Measures the sections and writes the pages. */
  @Command(
      name = "report",
      mixinStandardHelpOptions = true,
      description =
          "Measure this machine, and write benchmarks.md and performance-step.md. The section"
              + " 'cost' takes an hour or two; all other sections together take half an hour.")
  void report(@Mixin Options options) throws IOException {
    options.check();
    PrintWriter out = spec.commandLine().getOut();
    long start = System.nanoTime();
    Consumer<String> say =
        line -> {
          out.println(String.format(Locale.ROOT, "%5.0f s  %s", Worker.since(start), line));
          out.flush();
        };
    Pages pages = new Pages(options.docs);
    String arguments = Options.given(spec.commandLine().getParseResult().subcommand());
    Origin origin = Origin.here(Pages.COMMAND + arguments);
    for (Section section : Section.ALL) {
      if (options.only.isEmpty() || options.only.contains(section.name())) {
        Harness harness = new Harness(options, pages.results(), origin, say);
        section.measurement().measure(harness);
        harness.store(section.name());
        pages.write();
      }
    }
    pages.write();
    say.accept("wrote " + options.docs.resolve("benchmarks.md"));
  }

  /** Measures the default rejection distances of photo indexes. */
  @Command(
      name = "rejection",
      mixinStandardHelpOptions = true,
      description =
          "Measure the default rejection distances of photo indexes, and write the file from which"
              + " the program reads them. Needs the networks that 'ddh models get' downloads.")
  void rejection(
      @Parameters(
              paramLabel = "FACES",
              description = "Folder of the data set 'lfw10', with uncropped images.")
          Path faces,
      @Option(
              names = {"-o", "--output"},
              paramLabel = "FILE",
              description = "File to write (default: ${DEFAULT-VALUE}).",
              defaultValue = RejectionStudy.FILE)
          Path file)
      throws IOException {
    new RejectionStudy(faces, spec.commandLine().getOut()::println)
        .write(file, Origin.here(Pages.COMMAND + " -Dexec.args=\"rejection lfw10\""));
  }

  @Command(name = "jmh", description = "Run the JMH benchmarks; '-h' prints JMH's options.")
  void jmh(@Parameters(arity = "0..*", hidden = true) String... arguments) throws IOException {
    // JMH starts its forks with the class path in this property; inside Maven, the property would
    // hold Maven's own class path.
    System.setProperty(
        "java.class.path", VectorProcess.classPath(BenchmarksMain.class.getClassLoader()));
    org.openjdk.jmh.Main.main(arguments == null ? new String[0] : arguments);
  }

  /** Runs a worker; {@code report} starts this command as a child process. */
  @Command(name = "worker", hidden = true)
  void worker(
      @Parameters(index = "0") Class<?> type, @Parameters(index = "1..*") List<String> words)
      throws Throwable {
    Worker.run(type, words);
  }
}
