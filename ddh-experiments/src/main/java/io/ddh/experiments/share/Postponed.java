package io.ddh.experiments.share;

/** Another process is making what is needed; try again later. */
public final class Postponed extends RuntimeException {
  private static final long serialVersionUID = 1;

  private Postponed(String message) {
    super(message);
  }

  /** Names what is being made. */
  public static Postponed madeElsewhere(String what) {
    return new Postponed(what + ": another process is making it");
  }
}
