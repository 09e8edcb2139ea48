package io.ddh.experiments.report;

import java.util.Collection;
import java.util.List;

/**
 * Notes that readers need on a table's rows, from {@code table-notes.txt}: per line a regular
 * expression of row names, {@code =}, and the note.
 */
final class TableNotes {
  private TableNotes() {}

  /** The notes that the given rows need. */
  static List<String> of(Collection<String> rows) {
    return Templates.text(TableNotes.class, "table-notes.txt")
        .lines()
        .map(line -> line.split(" = ", 2))
        .filter(note -> rows.stream().anyMatch(row -> row.matches(note[0])))
        .map(note -> note[1])
        .toList();
  }
}
