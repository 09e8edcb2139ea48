package io.ddh.app.cli;

import java.io.PrintWriter;
import java.io.StringWriter;

/** One call of the whole command line. */
record Tool(int code, String out, String err) {
  static Tool of(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code = AllCommands.execute(new PrintWriter(out), new PrintWriter(err), arguments);
    return new Tool(code, out.toString(), err.toString());
  }
}
