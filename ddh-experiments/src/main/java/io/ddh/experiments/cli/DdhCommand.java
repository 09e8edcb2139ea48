package io.ddh.experiments.cli;

import io.ddh.core.BadInputException;
import io.ddh.core.Reason;
import io.ddh.experiments.evaluate.EvaluateCommand;
import io.ddh.experiments.report.ReportCommand;
import io.ddh.experiments.reproduction.ReproductionCommand;
import io.ddh.experiments.run.Platform;
import java.io.PrintWriter;
import java.nio.file.FileSystemException;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The tool {@code ddh}: subcommands, exit codes, one line for a user's mistake. */
@Command(
    name = "ddh",
    mixinStandardHelpOptions = true,
    versionProvider = DdhCommand.Version.class,
    description = "Deep hashing of face images: methods, exact Hamming metrics, tables.",
    footer = {
      "",
      "Without arguments: run the default profile.",
      "Exit codes: 0 done; 1 a verification missed or an internal error; 2 bad input;",
      "3 some cells failed, or their codes collapsed unexpectedly; 130 interrupted."
    },
    subcommands = {
      RunCommand.class,
      ReportCommand.class,
      ReproductionCommand.class,
      EvaluateCommand.class,
      VerifyCommand.class,
      ExplainCommand.class,
      ListCommand.class,
      BenchCommand.class,
      FacesCommand.class,
      DataCommand.class,
      TrainCommand.class,
      HashCommand.class,
      IndexCommand.class,
      SearchCommand.class,
      ServeCommand.class,
      CommandLine.HelpCommand.class
    })
public final class DdhCommand {
  static final int MISSED = 1;
  static final int BAD_INPUT = 2;
  static final int CELLS_FAILED = 3;

  @Option(
      names = "--verbose",
      scope = ScopeType.INHERIT,
      description = "Print the stack trace of an error.")
  private boolean verbose;

  /** Prepares the process for the native libraries and the log; once, before anything else. */
  public static void prepare() {
    Logs.quiet();
    ProcessEnvironment.prepare();
  }

  /**
   * Runs the command line.
   *
   * @return the exit code
   */
  public static int execute(PrintWriter out, PrintWriter err, String... arguments) {
    Logs.quiet();
    DdhCommand root = new DdhCommand();
    CommandLine line = new CommandLine(root);
    line.setOut(out).setErr(err);
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setParameterExceptionHandler(
        (e, args) -> {
          err.println("ddh: " + firstLine(e.getMessage()) + " (see ddh --help)");
          err.flush();
          return BAD_INPUT;
        });
    line.setExecutionExceptionHandler((e, at, result) -> root.failed(e, err));
    return line.execute(withDefault(arguments));
  }

  /** No subcommand means {@code run}, with or without options. */
  private static String[] withDefault(String... arguments) {
    List<String> own = List.of("-h", "--help", "-V", "--version");
    int first = arguments.length > 0 && arguments[0].equals("--verbose") ? 1 : 0;
    if (arguments.length > first
        && (!arguments[first].startsWith("-") || own.contains(arguments[first]))) {
      return arguments;
    }
    String[] out = new String[arguments.length + 1];
    out[0] = "run";
    System.arraycopy(arguments, 0, out, 1, arguments.length);
    return out;
  }

  private int failed(Exception e, PrintWriter err) {
    // A file that can't be read or written is the user's to mend, like any other bad input.
    boolean file = e instanceof FileSystemException;
    boolean user = e instanceof BadInputException || file;
    String text =
        e instanceof FileSystemException at && at.getFile() != null
            ? at.getFile() + ": " + Reason.of(e)
            : firstLine(e.getMessage());
    err.println(
        user
            ? "ddh: " + text
            : "ddh: internal error: "
                + e.getClass().getSimpleName()
                + ": "
                + text
                + (verbose ? "" : " (--verbose shows where)"));
    if (verbose) {
      e.printStackTrace(err);
    }
    err.flush();
    return user ? BAD_INPUT : MISSED;
  }

  private static String firstLine(String message) {
    return message == null ? "" : message.lines().findFirst().orElse("");
  }

  /** Version and revision of the program. */
  static String version() {
    Map<String, Object> program = Platform.program();
    return "ddh " + program.get("version") + ", revision " + program.get("revision");
  }

  /** The same for the option. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {version()};
    }
  }
}
