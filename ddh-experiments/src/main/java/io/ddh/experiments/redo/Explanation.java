package io.ddh.experiments.redo;

import io.ddh.experiments.Cell;
import io.ddh.experiments.Collapse;
import io.ddh.experiments.report.ReportedProvenance;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** How a cell's number came about, in lines. */
public final class Explanation {
  private final Cell cell;
  private final ReportedProvenance provenance;
  private final List<String> lines = new ArrayList<>();

  private Explanation(Cell cell) {
    this.cell = cell;
    this.provenance = ReportedProvenance.of(cell);
  }

  /**
   * The lines.
   *
   * @param redo how it is made again; empty: see the problem
   * @param problem why it can't be; empty if it can
   * @param config further options of the command, such as {@code --config FILE}
   */
  public static List<String> of(
      Cell cell, Optional<Redo> redo, String problem, List<String> config) {
    Explanation explanation = new Explanation(cell);
    explanation.made();
    explanation.redo(redo, problem, config);
    return explanation.lines;
  }

  private void made() {
    Double map = cell.metrics().get("map");
    lines.add(
        cell.dataset()
            + " "
            + cell.id()
            + ": "
            + (cell.done() && map != null
                ? String.format(
                        Locale.ROOT,
                        "MAP %.6f over %d queries",
                        map,
                        cell.averagePrecision().length)
                    + (cell.collapsed() ? "; COLLAPSED" : "")
                : cell.status() + ": " + cell.reason()));
    boolean dirty = value("program.dirty").equals("true");
    line(
        "program",
        value("program.version")
            + ", revision "
            + value("program.revision")
            + (dirty ? " (dirty: files differed from it)" : " (clean)"));
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
    line("", Collapse.of(cell).map(Collapse::toString).orElse(""));
    line("seconds", group("seconds."));
    line("memory", value("peakMemoryMb") + " MiB at most");
    line("notes", value("notes"));
  }

  private String value(String key) {
    return provenance.get(key).orElse("");
  }

  private String group(String prefix) {
    return provenance.values().entrySet().stream()
        .filter(e -> e.getKey().startsWith(prefix))
        .map(
            (Map.Entry<String, String> e) ->
                e.getKey().substring(prefix.length()) + " " + e.getValue())
        .collect(Collectors.joining(", "));
  }

  private void line(String name, String text) {
    if (!text.isEmpty()) {
      lines.add(String.format(Locale.ROOT, "  %-10s %s", name, text));
    }
  }

  private void redo(Optional<Redo> redo, String problem, List<String> config) {
    if (redo.isEmpty()) {
      line("again", "not with this program: " + problem);
      return;
    }
    String options = new Redo(config, List.of()).shell();
    line(
        "again",
        "JAVA_OPTS=-Dddh.threads="
            + value("machine.threads")
            + " ddh run "
            + (options.isEmpty() ? "" : options + " ")
            + redo.get().shell()
            + " --results redo/results --work redo/work");
    line("", "at revision " + value("program.revision") + "; threads matter to networks only");
    if (!redo.get().exact()) {
      line("", "NOT the same configuration in this program:");
      redo.get().differences().forEach(difference -> line("", difference));
    }
  }
}
