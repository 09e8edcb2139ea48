package io.ddh.data.read;

import io.ddh.data.BadInputException;
import io.ddh.data.Nfc;
import io.ddh.data.Settings;
import io.ddh.data.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A CSV of face boxes beside a folder of pictures. Its first line names the columns, of which there
 * must be {@code path} (below the folder of the people, with {@code /}), {@code x} and {@code y} of
 * the left upper corner, {@code width} and {@code height}, all in pixels of the upright picture;
 * others are passed over. A value in double quotes may hold commas.
 *
 * @param boxes by path
 * @param digest of the file
 */
record BoxFile(Path file, Map<String, FaceBox> boxes, String digest) {
  private static final List<String> COLUMNS = List.of("path", "x", "y", "width", "height");

  /** The file that a setting names; relative to the folder of pictures, or to where we are. */
  static Optional<BoxFile> of(Settings settings, String key, Path folder) throws IOException {
    String text = settings.text(key);
    if (text.isBlank()) {
      return Optional.empty();
    }
    Path given;
    try {
      given = Path.of(text);
    } catch (InvalidPathException e) {
      throw new BadInputException(settings.path(key) + ": no path: " + e.getMessage(), e);
    }
    Path beside = Files.isDirectory(folder) ? folder.resolve(given) : folder.resolveSibling(given);
    return Optional.of(read(Files.exists(beside) || !Files.exists(given) ? beside : given));
  }

  /**
   * Reads a file.
   *
   * @throws BadInputException naming the line if it isn't as described above, or a path comes twice
   */
  static BoxFile read(Path file) throws IOException {
    byte[] bytes = TextFiles.bytes(file, "a CSV of face boxes");
    List<String> lines = PlainText.lines(file.toString(), bytes);
    List<String> head = lines.isEmpty() ? List.of() : split(file, 1, lines.get(0));
    int[] at = new int[COLUMNS.size()];
    for (int c = 0; c < at.length; c++) {
      at[c] = head.stream().map(String::strip).toList().indexOf(COLUMNS.get(c));
      if (at[c] < 0) {
        throw new BadInputException(
            file
                + ":1: no column "
                + COLUMNS.get(c)
                + "; the first line must name "
                + String.join(",", COLUMNS));
      }
    }
    Map<String, FaceBox> boxes = new HashMap<>();
    for (int i = 1; i < lines.size(); i++) {
      if (lines.get(i).isBlank()) {
        continue;
      }
      List<String> cells = split(file, i + 1, lines.get(i));
      String path = Nfc.of(cell(file, i + 1, cells, at[0]).replace('\\', '/'));
      double[] numbers = new double[4];
      for (int k = 0; k < 4; k++) {
        String text = cell(file, i + 1, cells, at[k + 1]);
        numbers[k] = number(text);
        if (!(Math.abs(numbers[k]) <= 1e6) || k >= 2 && numbers[k] <= 0) {
          throw new BadInputException(
              file
                  + ":"
                  + (i + 1)
                  + ": "
                  + COLUMNS.get(k + 1)
                  + " must be "
                  + (k < 2 ? "a number of pixels" : "more than 0 pixels")
                  + ", found '"
                  + text
                  + "'");
        }
      }
      FaceBox box = new FaceBox(numbers[0], numbers[1], numbers[2], numbers[3], true);
      if (boxes.put(path, box) != null) {
        throw new BadInputException(file + ":" + (i + 1) + ": " + path + " comes twice");
      }
    }
    return new BoxFile(file, boxes, Sha256.hex(bytes));
  }

  private static double number(String text) {
    // Not Double.parseDouble alone: it takes "1d", "0x1p3" and texts of any length.
    return text.matches("[-+]?[0-9]{1,9}(\\.[0-9]{0,9})?") ? Double.parseDouble(text) : Double.NaN;
  }

  private static String cell(Path file, int line, List<String> cells, int at) {
    if (at >= cells.size()) {
      throw new BadInputException(
          file + ":" + line + ": " + cells.size() + " values, the first line names more");
    }
    return cells.get(at).strip();
  }

  private static List<String> split(Path file, int number, String line) {
    List<String> cells = new ArrayList<>();
    StringBuilder cell = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '"' && quoted && i + 1 < line.length() && line.charAt(i + 1) == '"') {
        cell.append('"');
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (c == ',' && !quoted) {
        cells.add(cell.toString());
        cell.setLength(0);
      } else {
        cell.append(c);
      }
    }
    if (quoted) {
      throw new BadInputException(file + ":" + number + ": a double quote without its other one");
    }
    cells.add(cell.toString());
    return cells;
  }

  /**
   * Gives each face its box; one without a box can't be used.
   *
   * @param wrap the folder around everything: paths may begin there or below it
   */
  FaceList applyTo(FaceList list, double margin, String wrap) {
    List<FaceList.Face> faces = new ArrayList<>();
    List<String> problems = new ArrayList<>(list.problems());
    Set<String> unused = new HashSet<>(boxes.keySet());
    for (FaceList.Face face : list.faces()) {
      String whole = Nfc.of(face.file().path());
      String path = boxes.containsKey(whole) ? whole : whole.substring(Nfc.of(wrap).length());
      FaceBox box = boxes.get(path);
      unused.remove(path);
      if (box == null) {
        problems.add(face.relative() + ": no box in " + file.getFileName());
      } else {
        faces.add(
            new FaceList.Face(
                face.file(),
                face.relative(),
                face.person(),
                Optional.of(box.withMargin(margin)),
                face.sha256()));
      }
    }
    Map<String, Long> counts = new HashMap<>(list.counts());
    counts.put("boxes.without-file", (long) unused.size());
    List<String> notes = new ArrayList<>(list.notes());
    if (!unused.isEmpty()) {
      notes.add(
          unused.size()
              + " boxes without a file: "
              + ReadReport.named(unused.stream().sorted().toList()));
    }
    return new FaceList(
        list.people(),
        faces,
        list.empty(),
        list.ignored(),
        problems,
        counts,
        notes,
        list.queries());
  }
}
