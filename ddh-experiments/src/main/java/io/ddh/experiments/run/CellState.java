package io.ddh.experiments.run;

/**
 * A planned cell compared with the stored one.
 *
 * @param cell the planned cell
 * @param state whether the cell is to be made, and why
 * @param mark text that changes whenever the stored cell is made again; empty if there is none
 */
public record CellState(PlannedCell cell, State state, String mark) {
  /** Whether a cell is to be made, and why. */
  public enum State {
    /** A stored cell with the same digests is kept. */
    FINISHED,
    /** There is no stored cell. */
    MISSING,
    /** The stored cell has other digests or can't be read. */
    STALE,
    /** The stored cell failed. */
    FAILED,
    /** The stored cell is finished, but the run makes all cells again. */
    FRESH
  }

  boolean finished() {
    return state == State.FINISHED;
  }
}
