package io.ddh.experiments.run;

/** The reason of a failure in one line. */
final class Failures {
  private Failures() {}

  /** Kind and message of a failure, one line. */
  static String reason(Throwable e) {
    String message = e.getMessage() == null ? "" : e.getMessage().strip();
    String line = message.lines().findFirst().orElse("");
    String kind = e.getClass().getSimpleName();
    return line.isEmpty() ? kind : kind + ": " + line;
  }
}
