package io.ddh.experiments.run;

import io.ddh.core.Progress;
import io.ddh.experiments.Cell;

/** Watches a run. Progress inside a cell comes through {@link Progress#report}. */
@FunctionalInterface
public interface RunListener extends Progress {
  /** Ignores everything. */
  RunListener NONE = (what, done, total) -> {};

  /**
   * Receives a remark for the user.
   *
   * @param line the remark, one line
   */
  default void note(String line) {}

  /**
   * Receives a problem that no cell records; by default it is treated as a {@link #note}.
   *
   * @param line the problem, one line
   */
  default void problem(String line) {
    note(line);
  }

  /**
   * Reports a cell that is finished and kept.
   *
   * @param cell the planned cell
   * @param stored its stored result
   */
  default void skipped(PlannedCell cell, Cell stored) {}

  /**
   * Reports a cell that will be made. Called for all of these cells, in order, before {@link
   * #ready}.
   *
   * @param cell the planned cell
   */
  default void planned(PlannedCell cell) {}

  /**
   * Reports that all input is checked and the work begins.
   *
   * @param toRun number of cells to make
   * @param finished number of finished cells
   */
  default void ready(int toRun, int finished) {}

  /**
   * Reports that work on a cell starts.
   *
   * @param cell the planned cell
   */
  default void started(PlannedCell cell) {}

  /**
   * Reports a cell that was to be made, but that another process has made in the meantime.
   *
   * @param cell the planned cell
   */
  default void elsewhere(PlannedCell cell) {}

  /**
   * Reports that a started cell has to wait for another process; it will be started again.
   *
   * @param cell the planned cell
   */
  default void postponed(PlannedCell cell) {}

  /**
   * Reports that a cell's file is written.
   *
   * @param cell the planned cell
   * @param result its result, done or failed
   * @param seconds that the cell took
   */
  default void ended(PlannedCell cell, Cell result, double seconds) {}

  /**
   * Receives the reason why a cell failed, for the log.
   *
   * @param cell the planned cell
   * @param cause what the method threw
   */
  default void failure(PlannedCell cell, Throwable cause) {}
}
