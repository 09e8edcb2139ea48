package io.ddh.experiments.report;

import java.util.ArrayList;
import java.util.List;

/** Table 1 of one data set as Markdown, with what must be known to read it. */
final class MarkdownTable {
  private MarkdownTable() {}

  /** The whole file. */
  static String of(DatasetResults results) {
    StringBuilder md = new StringBuilder();
    md.append("<!-- Made by \"ddh report\" from the cell files; do not edit. -->\n");
    md.append("# MAP on ").append(escape(results.title())).append("\n\n");
    if (!results.heading().isEmpty()) {
      md.append(escape(results.heading())).append("\n\n");
    }
    List<String> columns = TableText.columns(results);
    row(md, columns);
    md.append("|---|").append("---:|".repeat(columns.size() - 1)).append('\n');
    for (String method : results.table().methods()) {
      List<String> fields = new ArrayList<>();
      fields.add(escape(method));
      for (TableText.Field field : TableText.fields(results, method)) {
        String text = escape(field.text());
        fields.add(field.best() ? "**" + text + "**" : text);
      }
      row(md, fields);
    }
    List<String> notes = new ArrayList<>(results.notes());
    results.warnings().forEach(warning -> notes.add("WARNING: " + warning));
    if (!notes.isEmpty()) {
      md.append('\n');
      notes.forEach(note -> md.append("- ").append(escape(note)).append('\n'));
    }
    return md.toString();
  }

  private static void row(StringBuilder md, List<String> fields) {
    md.append("| ").append(String.join(" | ", fields)).append(" |\n");
  }

  /** Keeps text from other files from becoming markup or leaving its line. */
  private static String escape(String text) {
    return text.replaceAll("\\s+", " ")
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace("|", "\\|")
        .replace("*", "\\*")
        .replace("`", "\\`");
  }
}
