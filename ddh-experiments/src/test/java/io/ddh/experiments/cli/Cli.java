package io.ddh.experiments.cli;

import java.io.PrintWriter;
import java.io.StringWriter;

/** One call of the command line. */
record Cli(int code, String out, String err) {
  static Cli of(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code = DdhCommand.research(new PrintWriter(out), new PrintWriter(err), arguments);
    return new Cli(code, out.toString(), err.toString());
  }
}
