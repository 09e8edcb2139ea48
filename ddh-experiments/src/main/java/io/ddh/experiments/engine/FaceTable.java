package io.ddh.experiments.engine;

import io.ddh.data.BadInputException;
import io.ddh.data.read.PlainText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Labels and sources of codes that come without: a CSV file whose first line names its columns,
 * {@code label} and {@code source} in any order, one of them at least; others are passed over.
 * Values may stand in double quotes, in which commas, line breaks and doubled quotes are their own.
 */
public final class FaceTable {
  private final Path file;
  private final List<List<String>> lines;
  private final int label;
  private final int source;

  private FaceTable(Path file, List<List<String>> lines) {
    this.file = file;
    this.lines = lines.subList(1, lines.size());
    this.label = lines.get(0).indexOf("label");
    this.source = lines.get(0).indexOf("source");
    if (label < 0 && source < 0) {
      throw new BadInputException(
          file
              + ": columns "
              + String.join(", ", lines.get(0))
              + "; valid: a first line that names label, source or both");
    }
    int columns = lines.get(0).size();
    for (int i = 1; i < lines.size(); i++) {
      if (lines.get(i).size() != columns) {
        throw new BadInputException(
            file + ": record " + i + " has " + lines.get(i).size() + " values, not " + columns);
      }
    }
  }

  /**
   * Reads a file.
   *
   * @throws BadInputException if it is no such table
   */
  public static FaceTable read(Path file) throws IOException {
    List<List<String>> lines = parse(file, PlainText.read(file, "a CSV of faces"));
    if (lines.isEmpty()) {
      throw new BadInputException(file + ": empty; valid: a line with column names, then faces");
    }
    return new FaceTable(file, lines);
  }

  private static List<List<String>> parse(Path file, String text) {
    List<List<String>> lines = new ArrayList<>();
    List<String> line = new ArrayList<>();
    StringBuilder value = new StringBuilder();
    boolean quoted = false;
    int n = text.length();
    for (int i = 0; i < n; i++) {
      char c = text.charAt(i);
      if (quoted) {
        if (c != '"') {
          value.append(c);
        } else if (i + 1 < n && text.charAt(i + 1) == '"') {
          value.append(text.charAt(++i));
        } else {
          quoted = false;
        }
      } else if (c == '"' && value.length() == 0) {
        quoted = true;
      } else if (c == ',') {
        line.add(take(value));
      } else if (c == '\n') {
        end(lines, line, value);
        line = new ArrayList<>();
      } else if (c != '\r') {
        value.append(c);
      }
    }
    if (quoted) {
      throw new BadInputException(file + ": a quote is opened and never closed");
    }
    end(lines, line, value);
    return lines;
  }

  private static void end(List<List<String>> lines, List<String> line, StringBuilder value) {
    if (!line.isEmpty() || value.length() > 0) {
      line.add(take(value));
      lines.add(List.copyOf(line));
    }
  }

  private static String take(StringBuilder value) {
    String taken = value.toString();
    value.setLength(0);
    return taken;
  }

  Path file() {
    return file;
  }

  int size() {
    return lines.size();
  }

  String label(int row) {
    return label < 0 ? "" : lines.get(row).get(label);
  }

  String source(int row) {
    return source < 0 ? "" : lines.get(row).get(source);
  }
}
