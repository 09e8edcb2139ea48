package io.ddh.experiments.redo;

import io.ddh.experiments.Cell;
import io.ddh.experiments.Provenance;
import io.ddh.experiments.run.PlannedCell;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * How a stored cell is made again.
 *
 * @param options of {@code ddh run} that name it; empty: its command was not recorded
 * @param differences between the cell's configuration and the present one, or why there is none;
 *     one line each; empty: they are the same
 */
public record Redo(List<String> options, List<String> differences) {
  public Redo {
    options = List.copyOf(options);
    differences = List.copyOf(differences);
  }

  /** Differences between the configurations of a stored and a planned cell, one line each. */
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

  /** The options for a shell, each quoted where it has to be. */
  public String shell() {
    return options.stream().map(Redo::quoted).collect(Collectors.joining(" "));
  }

  static String quoted(String option) {
    return option.matches("[A-Za-z0-9_@%+=:,./-]+")
        ? option
        : "'" + option.replace("'", "'\\''") + "'";
  }
}
