package io.ddh.experiments.console;

import java.io.PrintWriter;

/** Lines that stay, and below them a line of progress: on a terminal updated in place. */
public final class TerminalLine {
  private final PrintWriter out;
  private final ConsoleStyle style;
  private boolean open;

  public TerminalLine(PrintWriter out, ConsoleStyle style) {
    this.out = out;
    this.style = style;
  }

  /** Shows how far it is, in place of what was shown before. */
  public void show(String text) {
    if (style == ConsoleStyle.TERMINAL) {
      // Without wrapping: a line longer than the terminal is wide must stay one line.
      out.print("\r\u001b[K\u001b[?7l" + text + "\u001b[?7h");
      open = true;
    } else if (style == ConsoleStyle.PLAIN) {
      out.println(text);
    }
    out.flush();
  }

  /** Takes progress away; what is printed next starts at the left. */
  public void clear() {
    if (open) {
      out.print("\r\u001b[K");
      out.flush();
      open = false;
    }
  }

  /** Prints a line that stays, but for those who want the outcome only. */
  public void line(String text) {
    if (style != ConsoleStyle.QUIET) {
      outcome(text);
    }
  }

  /** Prints a line that stays, in any case: an outcome or an error. */
  void outcome(String text) {
    clear();
    out.println(text);
    out.flush();
  }
}
