package io.ddh.experiments.redo;

import io.ddh.experiments.Cell;
import io.ddh.experiments.Provenance;
import io.ddh.experiments.run.PlannedCell;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * How to make a stored cell again.
 *
 * @param options options of {@code ddh run} that make the cell; empty if its command was not
 *     recorded
 * @param differences one line for each difference between the cell's configuration and the current
 *     one; if there is no current configuration, one line that says why; empty if the two are the
 *     same
 */
public record Redo(List<String> options, List<String> differences) {
  /**
   * Compares the configurations of a stored and a planned cell.
   *
   * @param stored cell as it was made
   * @param planned cell as this program would make it now
   * @return the differences, one line each
   */
  public static List<String> differences(Cell stored, PlannedCell planned) {
    Map<String, String> then = Provenance.texts(stored.provenance().config());
    Map<String, String> now = Provenance.texts(planned.configuration());
    TreeSet<String> keys = new TreeSet<>(then.keySet());
    keys.addAll(now.keySet());
    List<String> out = new ArrayList<>();
    for (String key : keys) {
      String was = then.getOrDefault(key, "nothing");
      String is = now.getOrDefault(key, "nothing");
      if (!was.equals(is)) {
        out.add(key + ": " + was + " in the cell, " + is + " in this program");
      }
    }
    return out;
  }

  /** Returns an option as it must be written in a shell, with quotes where necessary. */
  static String quoted(String option) {
    return option.matches("[A-Za-z0-9_@%+=:,./-]+")
        ? option
        : "'" + option.replace("'", "'\\''") + "'";
  }
}
