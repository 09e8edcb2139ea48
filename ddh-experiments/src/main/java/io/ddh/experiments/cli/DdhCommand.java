package io.ddh.experiments.cli;

import io.ddh.core.BadInputException;
import io.ddh.core.Reason;
import io.ddh.core.Shown;
import io.ddh.experiments.Provenance.Program;
import io.ddh.experiments.console.Logs;
import io.ddh.experiments.launch.ProcessEnvironment;
import io.ddh.experiments.run.Platform;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileSystemException;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * The tool {@code ddh}, with its research commands, its exit codes and its one-line messages for
 * mistakes.
 */
@Command(
    name = "ddh",
    mixinStandardHelpOptions = true,
    versionProvider = DdhCommand.class,
    description = "Deep hashing of face images: methods, exact Hamming metrics, tables.",
    footer = {
      "",
      "Without arguments: run the default profile.",
      "Exit codes: 0 done; 1 a verification failed or an internal error; 2 bad input;",
      "3 some cells failed, or codes collapsed unexpectedly; 130 interrupted."
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
      FacesCommand.class
    })
public final class DdhCommand implements IVersionProvider {
  /** Exit code if a verification found a wrong or missing value, or an internal error occurred. */
  public static final int MISSED = 1;

  /** Exit code if the input is not valid. */
  public static final int BAD_INPUT = 2;

  static final int CELLS_FAILED = 3;

  @Option(
      names = "--verbose",
      scope = ScopeType.INHERIT,
      description = "Print the stack trace of an error.")
  private boolean verbose;

  /**
   * Prepares the process for the native libraries and the log. Must be called once, before anything
   * else.
   */
  public static void prepare() {
    Logs.quiet();
    ProcessEnvironment.prepare();
  }

  /**
   * Runs a research command. Commands that are not for research are refused with a one-line
   * message, which names the tool that has all commands.
   *
   * @param out standard output
   * @param err error output, for messages of one line
   * @param arguments the command and its options
   * @return the exit code
   */
  public static int research(PrintWriter out, PrintWriter err, String... arguments) {
    return execute(out, err, List.of(), arguments);
  }

  /**
   * Runs the command line.
   *
   * @param out standard output
   * @param err error output, for messages of one line
   * @param more further commands, given as classes, in addition to those for research
   * @param arguments the command and its options
   * @return the exit code
   */
  public static int execute(
      PrintWriter out, PrintWriter err, List<Class<?>> more, String... arguments) {
    Logs.quiet();
    CommandLine line = line(more).setOut(out).setErr(err);
    DdhCommand root = line.getCommand();
    line.setParameterExceptionHandler(
        (e, args) -> {
          err.println("ddh: " + problem(e, line, more.isEmpty()));
          return BAD_INPUT;
        });
    line.setExecutionExceptionHandler((e, at, result) -> root.failed(e, err));
    int code = line.execute(withDefault(arguments));
    out.flush();
    err.flush();
    return code;
  }

  /**
   * Creates the command line with its commands and options, for parsing or running.
   *
   * @param more further commands, given as classes, in addition to those for research
   * @return the command line
   */
  public static CommandLine line(List<Class<?>> more) {
    CommandLine line = new CommandLine(new DdhCommand());
    more.forEach(line::addSubcommand);
    line.getSubcommands().values().stream()
        .filter(command -> !command.getSubcommands().isEmpty())
        .forEach(command -> command.addSubcommand(CommandLine.HelpCommand.class));
    line.addSubcommand(CommandLine.HelpCommand.class);
    return line.setCaseInsensitiveEnumValuesAllowed(true);
  }

  private static String problem(ParameterException e, CommandLine line, boolean researchOnly) {
    CommandLine at = e.getCommandLine();
    String commands = String.join(", ", at.getSubcommands().keySet());
    if (researchOnly && e instanceof UnmatchedArgumentException unmatched && at == line) {
      return Shown.format(
          "'%s' is not one of the research commands (%s); the tool './ddh' has all commands",
          unmatched.getUnmatched().get(0), commands);
    }
    String message =
        String.valueOf(e.getMessage()).startsWith("Missing required subcommand")
            ? at.getCommandName() + ": needs a command: " + commands
            : firstLine(e.getMessage());
    return message + " (see ddh --help)";
  }

  /** Puts the command {@code run} in front of arguments that name no command. */
  private static String[] withDefault(String... arguments) {
    List<String> own = List.of("-h", "--help", "-V", "--version");
    int first = arguments.length > 0 && arguments[0].equals("--verbose") ? 1 : 0;
    if (arguments.length > first
        && (!arguments[first].startsWith("-") || own.contains(arguments[first]))) {
      return arguments;
    }
    return Stream.concat(Stream.of("run"), Stream.of(arguments)).toArray(String[]::new);
  }

  private int failed(Exception e, PrintWriter err) {
    // A file that can't be read or written is treated as bad input, since the user can do something
    // about it. A full disk is reported by a plain IOException with the system's words.
    boolean user =
        e instanceof BadInputException
            || e instanceof FileSystemException
            || e.getClass() == IOException.class && e.getCause() == null;
    String text =
        e instanceof FileSystemException at && at.getFile() != null
            ? at.getFile() + ": " + Reason.of(e)
            : firstLine(e.getMessage());
    String internal = "internal error: " + e.getClass().getSimpleName() + ": " + text;
    String where = verbose ? "" : " (--verbose shows where)";
    err.println("ddh: " + (user ? text : internal + where));
    if (verbose) {
      e.printStackTrace(err);
    }
    return user ? BAD_INPUT : MISSED;
  }

  private static String firstLine(String message) {
    return message == null ? "" : message.lines().findFirst().orElse("");
  }

  /** Returns the name, version and revision of the program in one line. */
  static String version() {
    Program program = Platform.program();
    return "ddh " + program.version() + ", revision " + program.revision();
  }

  @Override
  public String[] getVersion() {
    return new String[] {version()};
  }
}
