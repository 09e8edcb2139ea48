package io.ddh.experiments.redo;

import java.util.List;
import java.util.stream.Collectors;

/**
 * How a stored cell is made again.
 *
 * @param options of {@code ddh run} that name its configuration
 * @param differences between what these give and the cell's configuration, a line each; empty: they
 *     are the same
 */
public record Redo(List<String> options, List<String> differences) {
  public Redo {
    options = List.copyOf(options);
    differences = List.copyOf(differences);
  }

  /** True if the options give the cell's configuration, digest for digest. */
  public boolean exact() {
    return differences.isEmpty();
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
