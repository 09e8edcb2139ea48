package io.ddh.experiments.share;

/** Something is being made by another process just now; ask again later. */
public final class Postponed extends RuntimeException {
  private static final long serialVersionUID = 1;

  private Postponed(String message) {
    super(message);
  }

  /** Says what is being made. */
  public static Postponed madeElsewhere(String what) {
    return new Postponed(what + ": another process is making it");
  }
}
