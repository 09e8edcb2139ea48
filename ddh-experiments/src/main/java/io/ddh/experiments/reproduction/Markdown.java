package io.ddh.experiments.reproduction;

import java.util.ArrayList;
import java.util.List;

/** Tables as Markdown lines. */
final class Markdown {
  private Markdown() {}

  /** Heading, rule and lines; the first column is text, all others numbers. */
  static List<String> table(List<String> heading, List<List<String>> lines) {
    List<String> out = new ArrayList<>();
    out.add(line(heading));
    out.add("|---|" + "---:|".repeat(heading.size() - 1));
    lines.forEach(fields -> out.add(line(fields)));
    return out;
  }

  private static String line(List<String> fields) {
    return "| "
        + String.join(" | ", fields.stream().map(f -> f.replace("|", "\\|")).toList())
        + " |";
  }
}
