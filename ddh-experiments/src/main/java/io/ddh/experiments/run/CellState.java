package io.ddh.experiments.run;

/**
 * A planned cell beside the stored one.
 *
 * @param mark equal as long as the stored cell is the same
 */
public record CellState(PlannedCell cell, State state, String mark) {
  /** Whether a cell is to be made, and why. */
  public enum State {
    FINISHED,
    MISSING,
    STALE,
    FAILED,
    FRESH
  }

  boolean finished() {
    return state == State.FINISHED;
  }
}
