package io.ddh.experiments.share;

/** Something is being made by another process just now; ask again later. */
public final class Postponed extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** Says what is being made, in one line. */
  public Postponed(String message) {
    super(message);
  }
}
