package io.ddh.experiments.run;

import io.ddh.core.Progress;
import io.ddh.experiments.Cell;

/** Watches a run. Progress inside a cell comes through {@link Progress#report}. */
public interface RunListener extends Progress {
  /** Hears nothing. */
  RunListener NONE =
      new RunListener() {
        @Override
        public void report(String what, long done, long total) {}
      };

  /** A remark for the user, one line. */
  default void note(String line) {}

  /** Something went wrong that no cell's file says; one line. */
  default void problem(String line) {
    note(line);
  }

  /** A finished cell is kept. */
  default void skipped(PlannedCell cell, Cell stored) {}

  /** A cell will be made; told of all of them, in order, before {@link #ready}. */
  default void planned(PlannedCell cell) {}

  /** All input is checked; so many cells will be made, the others are finished. */
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
