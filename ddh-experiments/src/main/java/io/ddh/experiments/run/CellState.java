package io.ddh.experiments.run;

/**
 * The state of a planned cell, found by comparing it with the stored cell.
 *
 * @param cell the planned cell
 * @param state whether the cell has to be made, and why
 * @param mark text that changes whenever the stored cell is made again; empty if no cell is stored
 */
public record CellState(PlannedCell cell, State state, String mark) {
  /** Whether a cell has to be made, and why. */
  public enum State {
    /** The stored cell has the same digests and is kept. */
    FINISHED,
    /** There is no stored cell. */
    MISSING,
    /** The stored cell has different digests or can't be read. */
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
