package io.ddh.benchmarks.page;

import io.ddh.benchmarks.result.Origin;
import java.util.Collections;
import java.util.List;

/** Markdown in the making. */
public final class Page {
  private final StringBuilder out = new StringBuilder();

  /** A heading of level 1 to 3. */
  public Page heading(int level, String text) {
    return block("#".repeat(level) + " " + text);
  }

  /** A paragraph. */
  public Page text(String text) {
    return block(text);
  }

  /** Stands where there are no numbers. */
  public Page notMeasured() {
    return text("Not measured yet.");
  }

  /** A table: the first column is text, the others numbers. */
  public Page table(List<String> head, List<List<String>> rows) {
    StringBuilder table = new StringBuilder(row(head));
    table.append("|---|").append("---:|".repeat(head.size() - 1)).append('\n');
    rows.forEach(cells -> table.append(row(cells)));
    return block(table.toString().strip());
  }

  /** Where a section's numbers come from. */
  public Page origin(Origin o) {
    String machine = o.cpu() + ", " + o.cores() + " cores, Java " + o.java() + ", " + o.os();
    return block(
        String.join(
            "\n",
            "- " + o.date() + ", revision `" + o.revision() + "`",
            "- " + machine,
            "- `" + o.command() + "`"));
  }

  private static String row(List<String> cells) {
    return "| " + String.join(" | ", cells) + " |\n";
  }

  /** Cells of a row whose numbers were not measured. */
  public static List<String> dashes(int count) {
    return Collections.nCopies(count, "–");
  }

  private Page block(String text) {
    if (!out.isEmpty()) {
      out.append('\n');
    }
    out.append(text).append('\n');
    return this;
  }

  @Override
  public String toString() {
    return out.toString();
  }
}
