package io.ddh.experiments.run;

import io.ddh.core.BadInputException;
import io.ddh.experiments.Cell;
import io.ddh.experiments.CellStore;
import io.ddh.experiments.run.CellState.State;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Compares planned cells with what is stored.
 *
 * @param fresh true: finished cells are made again
 * @param data by name, of all cells that are compared
 */
record CellStates(
    Path results, boolean fresh, Map<String, LoadedDataset> data, RunListener listener) {
  /** The state of each cell of the plan, in its order. */
  List<CellState> of(Plan plan) throws IOException {
    List<CellState> out = new ArrayList<>();
    for (PlannedCell cell : plan.cells()) {
      out.add(of(cell));
    }
    return out;
  }

  /** The state of a cell now. */
  CellState of(PlannedCell cell) throws IOException {
    Optional<Cell> stored;
    try {
      stored = CellStore.read(results, cell.dataset().name(), cell.id());
    } catch (BadInputException e) {
      listener.note(e.getMessage() + " (set aside)");
      return new CellState(cell, State.STALE, "broken");
    }
    if (stored.isEmpty()) {
      return new CellState(cell, State.MISSING, "");
    }
    // Its seconds, to the millisecond, tell a cell from the same one made again.
    String mark = stored.get().status() + stored.get().provenance();
    return new CellState(cell, state(cell, stored.get()), mark);
  }

  private State state(PlannedCell cell, Cell stored) {
    LoadedDataset loaded = data.get(cell.dataset().name());
    if (!ProvenanceDraft.digests(cell, loaded).equals(stored.provenance().digests())) {
      return State.STALE;
    }
    if (!stored.done()) {
      return State.FAILED;
    }
    if (fresh) {
      return State.FRESH;
    }
    listener.skipped(cell, stored);
    return State.FINISHED;
  }
}
