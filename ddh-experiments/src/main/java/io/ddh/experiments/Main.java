package io.ddh.experiments;

import io.ddh.experiments.cli.DdhCommand;
import io.ddh.experiments.cli.VectorProcess;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.util.OptionalInt;

/** Entry of the command line. */
public final class Main {
  private Main() {}

  /** Runs the command line and ends the process with its exit code. */
  public static void main(String[] args) {
    OptionalInt elsewhere = VectorProcess.run(Main.class, args);
    if (elsewhere.isPresent()) {
      System.exit(elsewhere.getAsInt());
    }
    DdhCommand.prepare();
    Charset charset = Charset.defaultCharset();
    PrintWriter out = new PrintWriter(new OutputStreamWriter(System.out, charset), true);
    PrintWriter err = new PrintWriter(new OutputStreamWriter(System.err, charset), true);
    System.exit(DdhCommand.execute(out, err, args));
  }
}
