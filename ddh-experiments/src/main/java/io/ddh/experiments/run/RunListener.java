package io.ddh.experiments.run;

import io.ddh.core.Progress;
import io.ddh.experiments.Cell;

/** Receives the events of a run. Progress within a cell is reported by {@link Progress#report}. */
@FunctionalInterface
public interface RunListener extends Progress {
  /** A listener that ignores all events. */
  RunListener NONE = (what, done, total) -> {};

  /**
   * Receives a remark for the user.
   *
   * @param line the remark, one line
   */
  default void note(String line) {}

  /**
   * Receives a problem that no cell records. By default, the problem is passed on to {@link #note}.
   *
   * @param line the problem, one line
   */
  default void problem(String line) {
    note(line);
  }

  /**
   * Reports a cell that is finished and therefore kept.
   *
   * @param cell the planned cell
   * @param stored stored result of the cell
   */
  default void skipped(PlannedCell cell, Cell stored) {}

  /**
   * Reports a cell that will be made. Called for every such cell, in the order of the run, before
   * {@link #ready}.
   *
   * @param cell the planned cell
   */
  default void planned(PlannedCell cell) {}

  /**
   * Reports that all input has been checked and the work begins.
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
   * Reports a cell that this run was to make but that another process has made in the meantime.
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
   * Reports that the file of a cell has been written.
   *
   * @param cell the planned cell
   * @param result result of the cell, done or failed
   * @param seconds seconds that the cell took
   */
  default void ended(PlannedCell cell, Cell result, double seconds) {}

  /**
   * Receives the reason why a cell failed, for the log.
   *
   * @param cell the planned cell
   * @param cause exception that the method threw
   */
  default void failure(PlannedCell cell, Throwable cause) {}
}
