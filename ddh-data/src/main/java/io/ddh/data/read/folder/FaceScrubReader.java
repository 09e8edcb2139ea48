package io.ddh.data.read.folder;

import io.ddh.core.BadInputException;
import io.ddh.core.Candidate;
import io.ddh.core.FormMatch;
import io.ddh.core.Nfc;
import io.ddh.core.Settings;
import io.ddh.core.Sha256;
import io.ddh.core.Shown;
import io.ddh.data.read.ReaderSettings;
import io.ddh.data.read.TextFiles;
import io.ddh.data.read.files.FileTree;
import io.ddh.data.read.image.FaceBox;
import io.ddh.data.text.PlainText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
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
import java.util.stream.Stream;

/**
 * Reads FaceScrub (H.-W. Ng, S. Winkler, ICIP 2014) as it is distributed. The data set consists of
 * the lists {@code facescrub_actors.txt} and {@code facescrub_actresses.txt} ({@link Row}), and of
 * the images downloaded from the addresses in these lists, in folders or an archive. Each face is
 * cut out of its image by the box in the list. Images whose SHA-256 differs from the SHA-256 in the
 * list are left out and reported, and so are rows whose image is missing. Faces that are cropped
 * already are read by {@link FolderReader} instead. The reader has these settings in addition to
 * those of {@link FaceFilesReader}, of which {@code crop} must be 0:
 *
 * <ul>
 *   <li>{@code path}: the folder or archive of images
 *   <li>{@code lists}: the folder with the lists. If this setting is empty, the lists are expected
 *       in {@code path} or, if that is an archive, in the folder that contains the archive
 *   <li>{@code verify}: whether the SHA-256 of each file must be the one in the list
 *   <li>{@code margin}: how much a face box is enlarged on every side, as a share of its width and
 *       height
 * </ul>
 */
public final class FaceScrubReader extends FaceFilesReader {
  private static final int NAMED = 20;

  private static final String BLANKS = "[\\s&&[^\t]]*";
  private static final String PIXELS = BLANKS + "(-?[0-9]{1,6})" + BLANKS;
  private static final String NUMBER = BLANKS + "([0-9]{1,9})" + BLANKS + "\t";
  private static final Pattern ROW =
      Pattern.compile(
          "([^\t]+)\t"
              + (NUMBER + NUMBER)
              + "([^\t]*)\t"
              + String.join(",", Collections.nCopies(4, PIXELS))
              + "\t"
              + BLANKS
              + "([0-9a-fA-F]{64})"
              + BLANKS
              + "(?:\t.*)?");

  /** Names of the lists in the different releases of FaceScrub. */
  private static final String NAMES = "(facescrub_)?(actors|actresses)(_users_normal_bbox)?\\.txt";

  @Override
  public String form() {
    return "facescrub";
  }

  @Override
  public FormMatch recognize(Candidate candidate) throws IOException {
    if (candidate.names().stream().noneMatch(name -> name.matches(NAMES))) {
      return FormMatch.NO;
    }
    return candidate.images().isEmpty()
        ? FormMatch.near("FaceScrub's lists, but no images")
        : FormMatch.fits("facescrub_actors.txt or facescrub_actresses.txt beside images");
  }

  @Override
  protected Map<String, Object> ownDefaults() {
    return Map.of("lists", "", "verify", true, "margin", 0.0);
  }

  @Override
  protected String layout() {
    return "expected the images that FaceScrub's lists name";
  }

  @Override
  protected String key(Settings settings) throws IOException {
    if (isCropped(settings)) {
      throw new BadInputException(
          settings.path(CROP) + ": must be 0, because faces are cut out by the boxes in the lists");
    }
    StringBuilder key = new StringBuilder("facescrub " + verify(settings) + " " + margin(settings));
    for (Path list : lists(settings)) {
      key.append(' ').append(Sha256.hex(bytes(list)));
    }
    return key.toString();
  }

  @Override
  protected FaceList faces(FileTree tree, Settings settings) throws IOException {
    List<Row> rows = new ArrayList<>();
    List<String> wrong = new ArrayList<>();
    for (Path list : lists(settings)) {
      read(list, bytes(list), rows, wrong);
    }
    return match(tree, rows, wrong, verify(settings), margin(settings));
  }

  private static boolean verify(Settings settings) {
    return settings.flag("verify");
  }

  private static byte[] bytes(Path list) throws IOException {
    return TextFiles.bytes(list, "a list of faces");
  }

  private static List<Path> lists(Settings settings) throws IOException {
    Path root = ReaderSettings.path(settings);
    String given = settings.text("lists");
    Path folder = root;
    if (!given.isBlank()) {
      folder = ReaderSettings.path(settings, "lists");
    } else if (!Files.isDirectory(root)) {
      folder = root.toAbsolutePath().getParent();
    }
    List<Path> found = new ArrayList<>();
    if (Files.isDirectory(folder)) {
      try (Stream<Path> files = Files.list(folder)) {
        found.addAll(
            files.filter(f -> f.getFileName().toString().matches(NAMES)).sorted().toList());
      }
    }
    if (found.isEmpty()) {
      throw BadInputException.of(
          "%s: no facescrub_actors.txt or facescrub_actresses.txt; the setting '%s' can name"
              + " their folder",
          folder, settings.path("lists"));
    }
    return found;
  }

  /**
   * A row of a list. The columns of a list, separated by tabs, are name, image_id, face_id, url,
   * bbox and sha256. The box in bbox is {@code x1,y1,x2,y2}, in pixels of the stored image, and
   * sha256 is the digest of the image file. The first line of a list may give these column names.
   *
   * @param urlSha1 SHA-1 of the url, in lower-case hex
   * @param sha256 SHA-256 of the image file, in lower-case hex
   */
  private record Row(
      String name, String imageId, String faceId, String urlSha1, FaceBox box, String sha256) {
    private static Row of(Matcher cells) {
      int x = Integer.parseInt(cells.group(5));
      int y = Integer.parseInt(cells.group(6));
      int width = Integer.parseInt(cells.group(7)) - x;
      int height = Integer.parseInt(cells.group(8)) - y;
      return new Row(
          Nfc.of(cells.group(1).strip()),
          cells.group(2),
          cells.group(3),
          sha1(cells.group(4).strip()),
          new FaceBox(x, y, width, height, false),
          cells.group(9).toLowerCase(Locale.ROOT));
    }
  }

  /**
   * Reads a list.
   *
   * @param rows receives the rows
   * @param wrong receives a line for each row that can't be used
   * @throws BadInputException if the list has no usable row
   */
  private static void read(Path file, byte[] bytes, List<Row> rows, List<String> wrong) {
    List<String> lines = PlainText.lines(file.toString(), bytes);
    int before = rows.size();
    String columns = "name, image_id, face_id, url, bbox and sha256, separated by tabs";
    for (int line :
        PlainText.rows(lines, ROW, row -> !row.group(1).isBlank() && rows.add(Row.of(row)))) {
      if (line > 1 || !lines.get(0).startsWith("name\t")) {
        wrong.add(file.getFileName() + ":" + line + ": must hold " + columns);
      }
    }
    if (rows.size() == before) {
      String first = wrong.isEmpty() ? "; each row must hold " + columns : ": " + wrong.get(0);
      throw new BadInputException(file + ": no valid row" + first);
    }
  }

  /**
   * Patterns of the paths under which download tools store the image of a row. A pattern has no
   * extension and contains at most the innermost folder of the path.
   */
  private static final List<String> NAMINGS =
      List.of(
          "person/person_imageid",
          "person/person_faceid",
          "person/person_imageid_faceid",
          "person/imageid",
          "person/imageid_faceid",
          "person/sha1 of the url",
          "sha256");

  /**
   * Returns the path that a pattern gives for the image of a row, for messages. Comparisons use
   * {@link #key}.
   */
  private static String name(String naming, Row row) {
    return naming
        .replace("imageid", row.imageId)
        .replace("faceid", row.faceId)
        .replace("sha1 of the url", row.urlSha1)
        .replace("sha256", row.sha256)
        .replace("person", row.name.replace(' ', '_'));
  }

  /**
   * Normalizes a name for comparison, because download tools may replace spaces by underscores and
   * change between upper and lower case.
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

  private static FaceList match(
      FileTree tree, List<Row> rows, List<String> wrong, boolean verify, double margin) {
    Map<String, FileTree.Entry> byName = new HashMap<>();
    List<FileTree.Entry> images = ImageListing.of(tree);
    for (FileTree.Entry file : images) {
      List<String> parts = file.parts();
      String last = parts.get(parts.size() - 1);
      int dot = last.lastIndexOf('.');
      String stem = dot < 0 ? last : last.substring(0, dot);
      String folder = parts.size() < 2 ? "" : parts.get(parts.size() - 2);
      if (!CropFolders.isCrop(folder)) { // the boxes in the lists refer to the whole photos
        byName.putIfAbsent(key(folder + "/" + stem), file);
        byName.putIfAbsent(key(stem), file);
      }
    }
    String naming = naming(tree, byName, rows);
    List<FaceList.Face> faces = new ArrayList<>();
    Set<String> people = new TreeSet<>();
    Set<FileTree.Entry> used = new HashSet<>();
    List<String> dead = new ArrayList<>();
    for (Row row : rows) {
      people.add(row.name());
      FileTree.Entry file = byName.get(key(name(naming, row)));
      if (file == null) {
        dead.add(row.name() + " " + row.imageId());
        continue;
      }
      used.add(file);
      String relative = file.path() + " (face " + row.faceId() + ")";
      Optional<FaceBox> box = Optional.of(row.box().withMargin(margin));
      Optional<String> digest = verify ? Optional.of(row.sha256()) : Optional.empty();
      faces.add(new FaceList.Face(file, relative, row.name(), box, digest, false));
    }
    faces.sort(
        Comparator.comparing(FaceList.Face::person).thenComparing(f -> Nfc.of(f.relative())));
    Map<String, Long> counts =
        Map.of(
            "rows", (long) rows.size(),
            "rows.without-file", (long) dead.size(),
            "rows.unreadable", (long) wrong.size());
    List<String> notes = new ArrayList<>();
    notes.add("images are named like '" + naming + "'");
    wrong.stream().limit(NAMED).forEach(line -> notes.add("row skipped: " + line));
    if (!dead.isEmpty()) {
      String what = " rows have no image (dead links): ";
      notes.add(dead.size() + " of " + rows.size() + what + Shown.names(dead));
    }
    IgnoredFiles ignored = IgnoredFiles.of(tree, images, used, "not named in any row");
    return new FaceList(people, faces, ignored, ImageListing.problems(tree), counts, notes);
  }

  private static String naming(FileTree tree, Map<String, FileTree.Entry> byName, List<Row> rows) {
    String best = NAMINGS.get(0);
    long most = 0;
    for (String naming : NAMINGS) {
      long found = rows.stream().filter(row -> byName.containsKey(key(name(naming, row)))).count();
      if (found > most) {
        most = found;
        best = naming;
      }
    }
    if (most == 0) {
      throw BadInputException.of(
          "%s: no image found for any of the %s rows of the lists; expected names such as %s.jpg",
          tree.root(), rows.size(), name(best, rows.get(0)));
    }
    return best;
  }
}
