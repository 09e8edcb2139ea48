package io.ddh.experiments.cli;

import io.ddh.core.BadInputException;
import io.ddh.core.Settings;
import io.ddh.core.Shown;
import io.ddh.experiments.Cell;
import io.ddh.experiments.CellStore;
import io.ddh.experiments.console.Logs;
import io.ddh.experiments.run.FeaturePlan;
import io.ddh.experiments.run.Plan;
import io.ddh.experiments.run.PlannedCell;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The state of a run's cells at the end of the run: which cells failed, which have collapsed codes
 * although their method does not declare that its codes may collapse, which are missing, and what
 * to do next. Cells made by other processes are included.
 */
final class RunEnd {
  /** Largest number of cells that a message names; further cells are only counted. */
  private static final int NAMED = 5;

  private final Path results;
  private final Path work;
  private final Map<String, List<PlannedCell>> failed = new LinkedHashMap<>();
  private final Map<PlannedCell, Cell> collapsed = new LinkedHashMap<>();
  private int missing;
  private boolean synthetic = true;

  /**
   * Reads the files of the cells.
   *
   * @param results results folder
   * @param work work folder
   * @param made plan of the cells of this run
   * @param whole plan of all cells of the profile, of which this run may be one part
   */
  RunEnd(Path results, Path work, Plan made, Plan whole) throws IOException {
    this.results = results;
    this.work = work;
    for (PlannedCell cell : made.cells()) {
      read(cell);
    }
    for (PlannedCell cell : whole.cells()) {
      boolean other = !made.cells().contains(cell);
      missing += other && stored(cell).filter(Cell::done).isEmpty() ? 1 : 0;
    }
  }

  private void read(PlannedCell planned) throws IOException {
    String reason = "no result file";
    try {
      Optional<Cell> cell = stored(planned);
      synthetic &= cell.map(Cell::synthetic).orElse(true);
      cell.filter(c -> c.collapsed() && !planned.method().collapseExpected())
          .ifPresent(c -> collapsed.put(planned, c));
      if (cell.filter(Cell::done).isPresent()) {
        return;
      }
      reason = cell.map(Cell::reason).orElse(reason);
    } catch (BadInputException e) {
      reason = e.getMessage();
    }
    failed.computeIfAbsent(reason, r -> new ArrayList<>()).add(planned);
  }

  private Optional<Cell> stored(PlannedCell cell) throws IOException {
    return CellStore.read(results, cell.dataset().name(), cell.id());
  }

  /**
   * Returns true if all cells have results, and codes collapsed only where the method declares that
   * they may.
   */
  boolean good() {
    return failed.isEmpty() && collapsed.isEmpty();
  }

  /**
   * Returns the number of cells whose codes collapsed although their method does not declare that
   * they may.
   */
  int collapsed() {
    return collapsed.size();
  }

  /**
   * Returns one line for each reason for which cells failed, and one for each collapsed cell; empty
   * if there are none.
   */
  List<String> problems() {
    List<String> lines = new ArrayList<>();
    collapsed.entrySet().stream()
        .limit(NAMED)
        .forEach(e -> lines.add("COLLAPSED: " + name(e.getKey()) + ": " + e.getValue().reason()));
    if (collapsed.size() > NAMED) {
      lines.add("COLLAPSED: " + (collapsed.size() - NAMED) + " more; the report lists them all");
    }
    failed.forEach(
        (reason, cells) ->
            lines.add(
                "FAILED: " + first(cells.stream().map(RunEnd::name).toList()) + ": " + reason));
    if (!failed.isEmpty()) {
      lines.add("log: " + Logs.path(work));
    }
    return lines;
  }

  private static String name(PlannedCell cell) {
    return cell.dataset().name() + " " + cell.id();
  }

  private static String first(List<String> names) {
    return names.stream().limit(NAMED).collect(Collectors.joining(", "))
        + (names.size() > NAMED ? " and " + (names.size() - NAMED) + " more" : "");
  }

  /** Returns one line that says what to do next. */
  String next(String page) {
    if (!failed.isEmpty()) {
      int count = failed.values().stream().mapToInt(List::size).sum();
      String cells = count == 1 ? "failed cell" : count + " failed cells";
      return Shown.format(
          "next: fix the cause shown below and run the same command again; it makes the %s"
              + " again and"
              + " keeps all other cells",
          cells);
    }
    if (!collapsed.isEmpty()) {
      return "next: " + remedy(collapsed.keySet().iterator().next());
    }
    if (missing > 0) {
      return Shown.format(
          "next: %d cells of the profile are missing; run the other parts (--shard I/N), and then"
              + " 'ddh report --results %s'",
          missing, results);
    }
    String more =
        synthetic
            ? "for your own images: 'ddh run --data DIR', where DIR contains one folder per person"
            : "'ddh explain' shows how a number was made";
    return "next: open " + page + "; " + more;
  }

  /**
   * Returns advice for a row with collapsed codes. The advice names the settings that decide how
   * much a network learns, with their current values.
   */
  private String remedy(PlannedCell cell) {
    boolean variant = !cell.row().equals(cell.base());
    List<String> keys =
        Stream.concat(
                keys(variant ? cell.row() : cell.method().name(), cell.settings()),
                cell.features().stream().flatMap((FeaturePlan f) -> keys(f.name(), f.settings())))
            .toList();
    List<String> rows = collapsed.keySet().stream().map(PlannedCell::row).distinct().toList();
    String names = first(rows) + (rows.size() == 1 ? " has" : " have");
    return keys.isEmpty()
        ? names
            + " no codes that tell the people apart; try other rows, more images or a closer crop"
        : names
            + " not learned anything; try settings other than the current "
            + String.join(" ", keys);
  }

  private static Stream<String> keys(String name, Settings settings) {
    return Stream.of("rate", "epochs", "batch")
        .filter(key -> settings.asMap().containsKey(key))
        .map(key -> "--set " + name + "." + key + "=" + settings.asMap().get(key));
  }
}
