package io.ddh.experiments.cli;

import java.io.PrintWriter;

/** A line of progress below the lines that stay: on a terminal updated in place. */
final class TerminalLine {
  private final PrintWriter out;
  private final boolean terminal;
  private boolean open;

  /**
   * A line.
   *
   * @param terminal false: each progress is a line that stays
   */
  TerminalLine(PrintWriter out, boolean terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  /** Shows how far it is, in place of what was shown before. */
  void show(String text) {
    if (terminal) {
      // Without wrapping: a line longer than the terminal is wide must stay one line.
      out.print("\r\u001b[K\u001b[?7l" + text + "\u001b[?7h");
      open = true;
    } else {
      out.println(text);
    }
    out.flush();
  }

  /** Takes progress away; what is printed next starts at the left. */
  void clear() {
    if (open) {
      out.print("\r\u001b[K");
      out.flush();
      open = false;
    }
  }

  /** Prints a line that stays. */
  void print(String text) {
    clear();
    out.println(text);
    out.flush();
  }
}
