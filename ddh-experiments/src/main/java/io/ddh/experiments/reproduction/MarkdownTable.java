package io.ddh.experiments.reproduction;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A Markdown table: the first column is text, all others are numbers.
 *
 * @param heading names of the columns
 * @param lines fields of each line
 */
record MarkdownTable(List<String> heading, List<List<String>> lines) {
  MarkdownTable(String... heading) {
    this(new ArrayList<>(List.of(heading)), new ArrayList<>());
  }

  void line(String first, List<String> fields) {
    List<String> line = new ArrayList<>(List.of(first));
    line.addAll(fields);
    lines.add(line);
  }

  @Override
  public String toString() {
    return join(heading)
        + "\n|---|"
        + "---:|".repeat(heading.size() - 1)
        + lines.stream().map(line -> "\n" + join(line)).collect(Collectors.joining());
  }

  private static String join(List<String> fields) {
    return fields.stream()
        .map(field -> field.replace("|", "\\|"))
        .collect(Collectors.joining(" | ", "| ", " |"));
  }
}
