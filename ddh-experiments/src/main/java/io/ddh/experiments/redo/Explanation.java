package io.ddh.experiments.redo;

import io.ddh.experiments.Cell;
import io.ddh.experiments.Collapse;
import io.ddh.experiments.Provenance.Program;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Explains how a cell's number was made.
 *
 * @param texts values of the cell's provenance as text, by keys joined with dots
 * @param lines lines of the explanation
 */
public record Explanation(Map<String, String> texts, List<String> lines) {
  /**
   * Explains how a cell was made.
   *
   * @param cell a stored cell
   * @param redo how the cell can be made again
   * @return the lines of the explanation; the last lines say how to make the cell again
   */
  public static List<String> of(Cell cell, Redo redo) {
    Explanation explanation = new Explanation(cell.provenance().texts(), new ArrayList<>());
    explanation.made(cell);
    explanation.redo(redo);
    return explanation.lines;
  }

  private void made(Cell cell) {
    String outcome = cell.status() + ": " + cell.reason();
    if (cell.done() && !Double.isNaN(cell.map())) {
      int queries = cell.averagePrecision().length;
      String collapsed = cell.collapsed() ? "; COLLAPSED" : "";
      outcome =
          String.format(Locale.ROOT, "MAP %.6f over %d queries%s", cell.map(), queries, collapsed);
    }
    lines.add(cell.dataset() + " " + cell.id() + ": " + outcome);
    Program program = cell.provenance().program();
    String files =
        program.dirty() ? "uncommitted changes: files differed from this revision" : "clean";
    line("program", program.version() + ", revision " + program.revision() + " (" + files + ")");
    line("started", value("started"));
    line("machine", group("machine."));
    line("libraries", group("libraries."));
    line("backend", value("backend"));
    line("config", value("digests.config"));
    for (String part : List.of("dataset", "split", "method", "features")) {
      String settings = group("config." + part + ".").replace("settings.", "");
      line("", settings.isEmpty() ? "" : part + ": " + settings);
    }
    line("data", value("digests.data"));
    line("", group("data."));
    line("split", value("digests.split"));
    line("", group("split."));
    line("seeds", group("seeds."));
    line("codes", value("codes"));
    line("", cell.provenance().collapse().map(Collapse::toString).orElse(""));
    line("seconds", group("seconds."));
    line("memory", value("peakMemoryMb") + " MiB at most");
    line("notes", value("notes"));
  }

  private String value(String key) {
    return texts.getOrDefault(key, "");
  }

  private String group(String prefix) {
    return texts.entrySet().stream()
        .filter(e -> e.getKey().startsWith(prefix))
        .map(e -> e.getKey().substring(prefix.length()) + " " + e.getValue())
        .collect(Collectors.joining(", "));
  }

  private void line(String name, String text) {
    if (!text.isEmpty()) {
      lines.add(String.format(Locale.ROOT, "  %-10s %s", name, text));
    }
  }

  private void redo(Redo redo) {
    if (redo.options().isEmpty()) {
      line("again", "the command was not recorded");
    } else {
      String options = redo.options().stream().map(Redo::quoted).collect(Collectors.joining(" "));
      String run = "JAVA_OPTS=-Dddh.threads=" + value("machine.threads") + " ddh run ";
      line("again", run + options + " --results redo/results --work redo/work");
      line(
          "",
          "at revision "
              + value("program.revision")
              + "; the number of threads affects only networks");
    }
    if (!redo.differences().isEmpty()) {
      line("", "NOT the same configuration as in this program:");
      redo.differences().forEach(difference -> line("", difference));
    }
  }
}
