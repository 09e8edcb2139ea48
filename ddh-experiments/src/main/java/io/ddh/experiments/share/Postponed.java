package io.ddh.experiments.share;

/** Thrown when another process is making what is needed; try again later. */
public final class Postponed extends RuntimeException {
  private static final long serialVersionUID = 1;

  private Postponed(String message) {
    super(message);
  }

  /**
   * {@return the exception for something that another process is making}
   *
   * @param what what is being made, the start of the message
   */
  public static Postponed madeElsewhere(String what) {
    return new Postponed(what + ": another process is making it");
  }
}
