package io.ddh.experiments.run;

import io.ddh.core.Progress;
import io.ddh.experiments.Cell;

/** Watches a run. Progress inside a cell comes through {@link Progress#report}. */
public interface RunListener extends Progress {
  /** Ignores everything. */
  RunListener NONE =
      new RunListener() {
        @Override
        public void report(String what, long done, long total) {}
      };

  /** A remark for the user, one line. */
  default void note(String line) {}

  /** A problem that is recorded in no cell; one line. */
  default void problem(String line) {
    note(line);
  }

  /** A finished cell is kept. */
  default void skipped(PlannedCell cell, Cell stored) {}

  /** A cell will be made. Called for all of them, in order, before {@link #ready}. */
  default void planned(PlannedCell cell) {}

  /** All input is checked: numbers of cells to make and of finished ones. */
  default void ready(int toRun, int finished) {}

  /** Work on a cell starts. */
  default void started(PlannedCell cell) {}

  /** A cell that was planned was made by another process in the meantime. */
  default void elsewhere(PlannedCell cell) {}

  /** Work on a cell that started has to wait for another process; it will start again. */
  default void postponed(PlannedCell cell) {}

  /** A cell's file is written, done or failed. */
  default void ended(PlannedCell cell, Cell result, double seconds) {}

  /** Why a cell failed, for the log. */
  default void failure(PlannedCell cell, Throwable cause) {}
}
