package io.ddh.experiments.launch;

import io.ddh.experiments.cli.DdhCommand;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.util.OptionalInt;

/** Starts a command line in a process that is prepared for the native libraries. */
public final class Launch {
  private Launch() {}

  /** A command line that can be run. */
  @FunctionalInterface
  public interface Tool {
    /**
     * Runs the command line.
     *
     * @param out standard output
     * @param err error output
     * @param arguments the command and its options
     * @return the exit code
     */
    int execute(PrintWriter out, PrintWriter err, String... arguments);
  }

  /**
   * Runs the tool and ends the process with its exit code.
   *
   * @param main class with the {@code main} method, which is run again if a second JVM is needed
   * @param tool command line to run
   * @param arguments the command and its options
   */
  public static void run(Class<?> main, Tool tool, String... arguments) {
    OptionalInt elsewhere = VectorProcess.run(main, arguments);
    if (elsewhere.isPresent()) {
      System.exit(elsewhere.getAsInt());
    }
    DdhCommand.prepare();
    Charset charset = Charset.defaultCharset();
    PrintWriter out = new PrintWriter(System.out, true, charset);
    PrintWriter err = new PrintWriter(System.err, true, charset);
    System.exit(tool.execute(out, err, arguments));
  }
}
