package io.ddh.data.read.folder;

import io.ddh.core.Nfc;
import io.ddh.core.Reason;
import io.ddh.data.read.files.FileTree;
import io.ddh.data.read.files.Limits;
import io.ddh.data.read.image.FaceBox;
import io.ddh.data.text.PlainText;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The face boxes of YouTube Faces' {@code frame_images_DB}: a file {@code person.labeled_faces.txt}
 * per person, one line per frame: {@code person\video\video.frame.jpg,?,x,y,width,height,?,?},
 * where x and y are the centre of the face in pixels.
 */
final class YouTubeBoxes {
  static final String END = ".labeled_faces.txt";

  private static final String PIXELS = "\\s*(-?[0-9]{1,6}(?:\\.[0-9]{1,6})?)\\s*";
  private static final Pattern LINE =
      Pattern.compile(
          "([^,]+),[^,]*," + PIXELS + "," + PIXELS + "," + PIXELS + "," + PIXELS + "(?:,.*)?");

  private YouTubeBoxes() {}

  /**
   * Reads the lists.
   *
   * @param problems gets a line for each list or line that can't be used
   * @return boxes by path below {@code frame_images_DB}, with {@code /}
   */
  static Map<String, FaceBox> read(FileTree tree, List<FileTree.Entry> lists, List<String> problems)
      throws IOException {
    Map<String, FaceBox> boxes = new ConcurrentHashMap<>();
    String[] wrong = new String[lists.size()];
    tree.read(
        lists,
        Limits.TEXT_BYTES,
        (i, content) -> {
          String place = lists.get(i).path();
          try {
            wrong[i] = read(place, content.bytes(), boxes).orElse("");
          } catch (IOException e) {
            wrong[i] = place + ": " + Reason.of(e);
          }
        });
    for (String line : wrong) {
      if (!line.isEmpty()) {
        problems.add(line);
      }
    }
    return boxes;
  }

  /** The first line that can't be used, if any. */
  private static Optional<String> read(String place, byte[] bytes, Map<String, FaceBox> boxes) {
    List<String> lines = PlainText.lines(place, bytes);
    Optional<String> wrong = Optional.empty();
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).isBlank()) {
        continue;
      }
      Matcher m = LINE.matcher(lines.get(i));
      if (m.matches()) {
        double width = Double.parseDouble(m.group(4));
        double height = Double.parseDouble(m.group(5));
        if (width > 0 && height > 0) {
          double x = Double.parseDouble(m.group(2)) - width / 2;
          double y = Double.parseDouble(m.group(3)) - height / 2;
          String path = Nfc.of(m.group(1).strip().replace('\\', '/'));
          boxes.putIfAbsent(path, new FaceBox(x, y, width, height, false));
          continue;
        }
      }
      if (wrong.isEmpty()) {
        wrong =
            Optional.of(
                place + ":" + (i + 1) + ": not path,?,x,y,width,height,?,? in pixels; passed over");
      }
    }
    return wrong;
  }
}
