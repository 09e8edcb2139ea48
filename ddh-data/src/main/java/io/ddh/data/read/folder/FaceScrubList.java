package io.ddh.data.read.folder;

import io.ddh.core.BadInputException;
import io.ddh.core.Nfc;
import io.ddh.data.read.image.FaceBox;
import io.ddh.data.text.PlainText;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A list of FaceScrub: a header line, then one line per face, separated by tabs: name, image_id,
 * face_id, url, bbox ({@code x1,y1,x2,y2} in pixels of the stored image), sha256 of the image file.
 */
final class FaceScrubList {
  /** Names of the lists, as they came at different times. */
  static final String NAMES = "(facescrub_)?(actors|actresses)(_users_normal_bbox)?\\.txt";

  private static final String PIXELS = "\\s*(-?[0-9]{1,6})\\s*";
  private static final Pattern BOX =
      Pattern.compile(PIXELS + "," + PIXELS + "," + PIXELS + "," + PIXELS);
  private static final String COLUMNS = "name, image_id, face_id, url, bbox, sha256";

  private FaceScrubList() {}

  /**
   * A row.
   *
   * @param sha256 lower-case hex
   */
  record Row(String name, String imageId, String faceId, String url, FaceBox box, String sha256) {}

  /**
   * Reads a list.
   *
   * @param rows gets the rows
   * @param wrong gets a line for each row that can't be used
   * @throws BadInputException if it has no row that can be used
   */
  static void read(Path file, byte[] bytes, List<Row> rows, List<String> wrong) {
    List<String> lines = PlainText.lines(file.toString(), bytes);
    int before = rows.size();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      if (line.isBlank() || i == 0 && line.startsWith("name\t")) {
        continue;
      }
      String[] cells = line.split("\t", -1);
      Matcher box = BOX.matcher(cells.length < 5 ? "" : cells[4]);
      boolean fits =
          cells.length >= 6
              && !cells[0].isBlank()
              && cells[1].strip().matches("[0-9]{1,9}")
              && cells[2].strip().matches("[0-9]{1,9}")
              && box.matches()
              && cells[5].strip().matches("[0-9a-fA-F]{64}");
      if (!fits) {
        wrong.add(file.getFileName() + ":" + (i + 1) + ": not " + COLUMNS + " with tabs");
        continue;
      }
      int x = Integer.parseInt(box.group(1));
      int y = Integer.parseInt(box.group(2));
      FaceBox face =
          new FaceBox(
              x, y, Integer.parseInt(box.group(3)) - x, Integer.parseInt(box.group(4)) - y, false);
      rows.add(
          new Row(
              Nfc.of(cells[0].strip()),
              cells[1].strip(),
              cells[2].strip(),
              cells[3].strip(),
              face,
              cells[5].strip().toLowerCase(Locale.ROOT)));
    }
    if (rows.size() == before) {
      throw new BadInputException(
          file
              + ": no row of a face"
              + (wrong.isEmpty() ? "; must be " + COLUMNS + " with tabs" : ": " + wrong.get(0)));
    }
  }
}
