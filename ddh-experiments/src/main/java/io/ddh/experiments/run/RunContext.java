package io.ddh.experiments.run;

import io.ddh.experiments.share.Locks;
import java.nio.file.Path;

/**
 * Folder, locks, origin and listener that the parts of a run share.
 *
 * @param work folder for caches, codes, checkpoints and weights
 * @param fresh true: what an earlier run left there is not used
 * @param locks of the work folder
 */
record RunContext(Path work, boolean fresh, Locks locks, RunOrigin origin, RunListener listener) {
  /** The work folder of a data set. */
  Path folder(PlannedCell cell) {
    return work.resolve(cell.dataset().name());
  }

  /** Program and machine; see {@link RunOrigin#madeBy}. */
  String madeBy() {
    return origin.madeBy();
  }
}
