package io.ddh.experiments.run;

import io.ddh.core.BadInputException;
import io.ddh.experiments.Cell;
import io.ddh.experiments.CellStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Compares planned cells with what is stored. */
final class Standings {
  private final Path results;
  private final boolean fresh;
  private final Map<String, LoadedDataset> data;
  private final RunListener listener;

  /**
   * Of a results folder.
   *
   * @param fresh true: finished cells are made again
   * @param data by name, of all cells that will be asked for
   */
  Standings(Path results, boolean fresh, Map<String, LoadedDataset> data, RunListener listener) {
    this.results = results;
    this.fresh = fresh;
    this.data = data;
    this.listener = listener;
  }

  /** One a cell of the plan, in its order. */
  List<Runner.Standing> of(Plan plan) throws IOException {
    List<Runner.Standing> out = new ArrayList<>();
    for (PlannedCell cell : plan.cells()) {
      out.add(of(cell));
    }
    return out;
  }

  /** How the cell stands now. */
  Runner.Standing of(PlannedCell cell) throws IOException {
    Optional<Cell> stored;
    try {
      stored = CellStore.read(results, cell.dataset().name(), cell.id());
    } catch (BadInputException e) {
      listener.note(e.getMessage() + " (set aside)");
      return new Runner.Standing(cell, Runner.State.STALE, "broken");
    }
    if (stored.isEmpty()) {
      return new Runner.Standing(cell, Runner.State.MISSING, "");
    }
    // Seconds to the millisecond are part of it: no two makings are alike.
    String mark = stored.get().status() + stored.get().provenance();
    return new Runner.Standing(cell, state(cell, stored.get()), mark);
  }

  private Runner.State state(PlannedCell cell, Cell stored) {
    LoadedDataset loaded = data.get(cell.dataset().name());
    if (!ProvenanceDraft.digests(cell, loaded).equals(stored.provenance().digests())) {
      return Runner.State.STALE;
    }
    if (!stored.done()) {
      return Runner.State.FAILED;
    }
    if (fresh) {
      return Runner.State.FRESH;
    }
    listener.skipped(cell, stored);
    return Runner.State.FINISHED;
  }
}
