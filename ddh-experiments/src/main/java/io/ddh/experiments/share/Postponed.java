package io.ddh.experiments.share;

/**
 * Thrown when another process is making something that is needed. The caller should try again
 * later.
 */
public final class Postponed extends RuntimeException {
  private static final long serialVersionUID = 1;

  private Postponed(String message) {
    super(message);
  }

  /**
   * {@return the exception for something that another process is making}
   *
   * @param what name of what is being made, with which the message begins
   */
  public static Postponed madeElsewhere(String what) {
    return new Postponed(what + ": another process is making it");
  }
}
