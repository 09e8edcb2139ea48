package io.ddh.experiments.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.ddh.core.Shown;
import java.util.List;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/**
 * A mistake in a text that is not valid YAML, described for users. The parser's own message only
 * says what the parser expected, and the line number in this message is often one too high.
 *
 * @param line number of the line with the mistake, from 1
 * @param reason what is wrong in the line
 * @param found text of the line with the mistake
 */
record YamlMistake(int line, String reason, String found) {
  /** Finds the most likely mistake behind the parser's message. */
  static YamlMistake of(JsonProcessingException e, String yaml) {
    List<String> lines = yaml.lines().toList();
    if (!(e.getCause() instanceof MarkedYAMLException cause) || cause.getProblemMark() == null) {
      int at = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
      return at(lines, at - 1, "isn't YAML");
    }
    String problem = String.valueOf(cause.getProblem());
    String context = String.valueOf(cause.getContext());
    Mark mark = cause.getProblemMark();
    int line = Math.max(0, Math.min(mark.getLine(), lines.size() - 1));
    Mark begin = cause.getContextMark() == null ? mark : cause.getContextMark();
    int opened = Math.max(0, Math.min(begin.getLine(), lines.size() - 1));
    String text = lines.isEmpty() ? "" : lines.get(line);
    int column = Math.min(mark.getColumn(), text.length());
    int tab = tab(lines, line);
    if (tab >= 0 && (problem.contains("TAB") || tab >= line - 1)) {
      return at(lines, tab, "a tab at the beginning; indent with spaces");
    }
    if (context.contains("quoted scalar")) {
      return problem.contains("escape")
          ? at(lines, line, "a backslash in double quotes; use single quotes, '…'")
          : at(lines, opened, "a quote that is opened and never closed");
    }
    if (context.contains("flow")) {
      String before = lines.get(opened);
      boolean square = before.lastIndexOf('[') > before.lastIndexOf('{');
      String bracket =
          context.contains("sequence") || !context.contains("mapping") && square ? "]" : "}";
      String what =
          opened == line
              ? "a '" + bracket + "' or a comma is missing"
              : "a bracket that is never closed: '" + bracket + "' or a comma is missing";
      return at(lines, opened, what);
    }
    int glued = glued(lines, line);
    if (glued >= 0) {
      return at(lines, glued, "a space is missing after the colon");
    }
    if (problem.contains("mapping values are not allowed")) {
      return text.substring(0, column).contains(": ")
          ? at(lines, line, "a second colon in a line; put a value that holds ': ' in quotes")
          : at(lines, line, "indented further than the line before, which already has a value");
    }
    if (problem.contains("could not find expected ':'")) {
      return at(lines, opened, "a colon is missing; must be 'key: value'");
    }
    if (problem.contains("cannot start any token")) {
      String sign = text.substring(column, Math.min(column + 1, text.length()));
      return at(lines, line, "a value that begins with '" + sign + "' must be in quotes");
    }
    if (context.contains("block") || problem.contains("expected <block end>")) {
      return at(lines, line, "indented differently from the lines before it in the same block");
    }
    return at(lines, line, "isn't YAML: " + Shown.text(problem.replaceAll("[<>]", "")));
  }

  private static YamlMistake at(List<String> lines, int line, String reason) {
    boolean there = line >= 0 && line < lines.size();
    return new YamlMistake(line + 1, reason, there ? lines.get(line) : "");
  }

  /**
   * Returns the index of the nearest line, at or before the given one, that is indented with a tab;
   * -1 if there is none.
   */
  private static int tab(List<String> lines, int from) {
    int line = from;
    while (line >= 0 && line < lines.size() && !lines.get(line).matches(" *\\t.*")) {
      line--;
    }
    return line;
  }

  /**
   * Finds the given line or, if that line is blank or a comment, the last line before it that is
   * neither. Returns the index of this line if the line contains {@code key:value} without a space
   * after the colon; otherwise -1.
   */
  private static int glued(List<String> lines, int from) {
    int line = from;
    for (int looked = 0; line >= 0 && looked < 2; line--) {
      String text = lines.get(line).strip();
      if (text.matches("[\\w.+-]+:[^\\s/:].*") && !text.contains(": ")) {
        return line;
      }
      looked += text.isEmpty() || text.startsWith("#") ? 0 : 1;
    }
    return -1;
  }

  /**
   * Returns the message for the user.
   *
   * @param withLine false for options, since their values have only one line
   */
  String at(String source, boolean withLine) {
    String shown = Shown.text(found);
    return source + (withLine ? ":" + line : "") + ": " + reason + ", found \"" + shown + '"';
  }
}
