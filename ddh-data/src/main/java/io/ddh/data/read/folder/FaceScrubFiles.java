package io.ddh.data.read.folder;

import io.ddh.core.BadInputException;
import io.ddh.core.Nfc;
import io.ddh.core.Shown;
import io.ddh.data.read.files.FileTree;
import io.ddh.data.read.image.FaceBox;
import io.ddh.data.text.PlainText;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the image of each row of FaceScrub's lists. Download tools name files in different ways;
 * the way that fits most rows is used for all.
 */
final class FaceScrubFiles {
  private static final int NAMED = 20;

  private static final String PIXELS = " *(-?[0-9]{1,6}) *";
  private static final String NUMBER = " *([0-9]{1,9}) *\t";
  private static final Pattern ROW =
      Pattern.compile(
          "([^\t]+)\t"
              + (NUMBER + NUMBER)
              + "([^\t]*)\t"
              + String.join(",", Collections.nCopies(4, PIXELS))
              + "\t *([0-9a-fA-F]{64}) *(?:\t.*)?");

  private FaceScrubFiles() {}

  /**
   * A row of a list: name, image_id, face_id, url, bbox ({@code x1,y1,x2,y2} in pixels of the
   * stored image), sha256 of the image file, separated by tabs. A list may begin with these names.
   *
   * @param sha256 lower-case hex
   */
  record Row(String name, String imageId, String faceId, String url, FaceBox box, String sha256) {
    private static Row of(Matcher cells) {
      int x = Integer.parseInt(cells.group(5));
      int y = Integer.parseInt(cells.group(6));
      int width = Integer.parseInt(cells.group(7)) - x;
      int height = Integer.parseInt(cells.group(8)) - y;
      return new Row(
          Nfc.of(cells.group(1).strip()),
          cells.group(2),
          cells.group(3),
          cells.group(4).strip(),
          new FaceBox(x, y, width, height, false),
          cells.group(9).toLowerCase(Locale.ROOT));
    }
  }

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
    String columns = "name, image_id, face_id, url, bbox, sha256 with tabs";
    for (int line :
        PlainText.rows(lines, ROW, row -> !row.group(1).isBlank() && rows.add(Row.of(row)))) {
      if (line > 1 || !lines.get(0).startsWith("name\t")) {
        wrong.add(file.getFileName() + ":" + line + ": not " + columns);
      }
    }
    if (rows.size() == before) {
      String first = wrong.isEmpty() ? "; must be " + columns : ": " + wrong.get(0);
      throw new BadInputException(file + ": no row of a face" + first);
    }
  }

  /** A way to name the image of a row, with at most its last folder and without extension. */
  private enum Naming {
    PERSON_IMAGE("person/person_imageid"),
    PERSON_FACE("person/person_faceid"),
    PERSON_IMAGE_FACE("person/person_imageid_faceid"),
    IMAGE("person/imageid"),
    IMAGE_FACE("person/imageid_faceid"),
    URL("person/sha1 of the url"),
    DIGEST("sha256");

    private final String words;

    Naming(String words) {
      this.words = words;
    }

    /** The name for messages; comparisons use {@link #key}. */
    String name(Row row) {
      String person = row.name().replace(' ', '_');
      return switch (this) {
        case PERSON_IMAGE -> person + "/" + person + "_" + row.imageId();
        case PERSON_FACE -> person + "/" + person + "_" + row.faceId();
        case PERSON_IMAGE_FACE -> person + "/" + person + "_" + row.imageId() + "_" + row.faceId();
        case IMAGE -> person + "/" + row.imageId();
        case IMAGE_FACE -> person + "/" + row.imageId() + "_" + row.faceId();
        case URL -> person + "/" + sha1(row.url());
        case DIGEST -> row.sha256();
      };
    }
  }

  /**
   * Normalizes a name, since download tools may replace blanks by underscores and change the case.
   */
  private static String key(String name) {
    return Nfc.of(name).replace(' ', '_').toLowerCase(Locale.ROOT);
  }

  private static String sha1(String text) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-1");
      return HexFormat.of().formatHex(sha.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java has it
    }
  }

  static FaceList match(
      FileTree tree, List<Row> rows, List<String> wrong, boolean verify, double margin) {
    Map<String, FileTree.Entry> byName = new HashMap<>();
    List<FileTree.Entry> images = ImageListing.of(tree);
    for (FileTree.Entry file : images) {
      List<String> parts = file.parts();
      String last = parts.get(parts.size() - 1);
      int dot = last.lastIndexOf('.');
      String stem = dot < 0 ? last : last.substring(0, dot);
      String folder = parts.size() < 2 ? "" : parts.get(parts.size() - 2);
      if (!CropFolders.isCrop(folder)) { // the lists' boxes are those of the whole photos
        byName.putIfAbsent(key(folder + "/" + stem), file);
        byName.putIfAbsent(key(stem), file);
      }
    }
    Naming naming = naming(tree, byName, rows);
    List<FaceList.Face> faces = new ArrayList<>();
    Set<String> people = new TreeSet<>();
    Set<FileTree.Entry> used = new HashSet<>();
    List<String> dead = new ArrayList<>();
    for (Row row : rows) {
      people.add(row.name());
      FileTree.Entry file = byName.get(key(naming.name(row)));
      if (file == null) {
        dead.add(row.name() + " " + row.imageId());
        continue;
      }
      used.add(file);
      faces.add(
          new FaceList.Face(
              file,
              file.path() + " (face " + row.faceId() + ")",
              row.name(),
              Optional.of(row.box().withMargin(margin)),
              verify ? Optional.of(row.sha256()) : Optional.empty(),
              false));
    }
    faces.sort(
        Comparator.comparing(FaceList.Face::person).thenComparing(f -> Nfc.of(f.relative())));
    Map<String, Long> counts =
        Map.of(
            "rows", (long) rows.size(),
            "rows.without-file", (long) dead.size(),
            "rows.unreadable", (long) wrong.size());
    List<String> notes = new ArrayList<>();
    notes.add("images named " + naming.words);
    wrong.stream().limit(NAMED).forEach(line -> notes.add("row passed over: " + line));
    if (!dead.isEmpty()) {
      String what = " rows without an image (dead links): ";
      notes.add(dead.size() + " of " + rows.size() + what + Shown.names(dead));
    }
    IgnoredFiles ignored = IgnoredFiles.of(tree, images, used, "that no row names");
    return new FaceList(people, faces, ignored, ImageListing.problems(tree), counts, notes);
  }

  private static Naming naming(FileTree tree, Map<String, FileTree.Entry> byName, List<Row> rows) {
    Naming best = Naming.PERSON_IMAGE;
    long most = 0;
    for (Naming naming : Naming.values()) {
      long found = rows.stream().filter(row -> byName.containsKey(key(naming.name(row)))).count();
      if (found > most) {
        most = found;
        best = naming;
      }
    }
    if (most == 0) {
      throw BadInputException.of(
          "%s: none of the lists' %s rows has an image; looked for names as %s.jpg",
          tree.root(), rows.size(), best.name(rows.get(0)));
    }
    return best;
  }
}
