package io.ddh.data.read.folder;

import io.ddh.core.BadInputException;
import io.ddh.core.Candidate;
import io.ddh.core.FormMatch;
import io.ddh.core.Nfc;
import io.ddh.core.Settings;
import io.ddh.core.Sha256;
import io.ddh.core.Shown;
import io.ddh.core.Specificity;
import io.ddh.data.read.ReaderSettings;
import io.ddh.data.read.TextFiles;
import io.ddh.data.read.files.FileTree;
import io.ddh.data.read.image.FaceBox;
import io.ddh.data.text.CsvTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads a folder that contains one folder of images per person, at any depth. An archive (ZIP, tar,
 * gzipped tar) of such a folder can also be read, and is not unpacked. {@link PersonFolders} finds
 * out which folders stand for people. If the data set is divided into parts such as train and test,
 * the parts become one data set with a given split. The reader has these settings in addition to
 * those of {@link FaceFilesReader}:
 *
 * <ul>
 *   <li>{@code path}: the folder or the archive
 *   <li>{@code boxes}: path of a CSV file of face boxes ({@link BoxFile}), inside or outside the
 *       folder; empty if there are no boxes
 *   <li>{@code margin}: how much a face box is enlarged on every side, as a share of its width and
 *       height
 *   <li>{@code level}: the depth of the folders that stand for people. The level is 1 for the
 *       folders directly in {@code path}, 2 for their subfolders, and so on; with 0, the level is
 *       detected
 * </ul>
 */
public final class FolderReader extends FaceFilesReader {
  @Override
  public String form() {
    return "folder";
  }

  @Override
  public Specificity specificity() {
    return Specificity.ANY_FOLDER;
  }

  @Override
  public FormMatch recognize(Candidate candidate) throws IOException {
    List<List<String>> paths =
        candidate.images().stream().map(name -> List.of(name.split("/", -1))).toList();
    if (paths.stream().allMatch(path -> path.size() < 2)) {
      return FormMatch.NO;
    }
    String more = candidate.whole() ? "" : " or more";
    try {
      int people = PersonFolders.of(candidate.path().toString(), paths, Set.of(), 0).count();
      return FormMatch.fits(people + more + " folders with images in them, one per person");
    } catch (BadInputException e) {
      return FormMatch.fits(
          "folders with images in them"); // the exact reason is reported when the data set is read
    }
  }

  @Override
  protected Map<String, Object> ownDefaults() {
    Settings.Added none = new Settings.Added("");
    return Map.of("boxes", none, "margin", new Settings.Added(0.0), "level", new Settings.Added(0));
  }

  @Override
  protected String layout() {
    return ImageFiles.LAYOUT;
  }

  @Override
  protected String key(Settings settings) throws IOException {
    double margin = margin(settings);
    String boxes = boxes(settings).map(b -> " " + b.digest() + " " + margin).orElse("");
    return "folder" + boxes + level(settings);
  }

  @Override
  protected FaceList faces(FileTree tree, Settings settings) throws IOException {
    Optional<BoxFile> boxes = boxes(settings);
    ImageFiles files = ImageFiles.of(tree, level(settings), boxes.isPresent());
    return boxes.isPresent()
        ? boxes.get().applyTo(files.list(), margin(settings), files.wrap())
        : files.list();
  }

  private static Optional<BoxFile> boxes(Settings settings) throws IOException {
    Optional<BoxFile> boxes = BoxFile.of(settings, "boxes", ReaderSettings.path(settings));
    if (boxes.isPresent() && isCropped(settings)) {
      throw new BadInputException(
          settings.path(CROP)
              + ": must be 0 if there are boxes, because faces are cut out by them");
    }
    return boxes;
  }

  private static int level(Settings settings) {
    return settings.integer("level", 0, 100);
  }

  /**
   * A CSV file of face boxes. The first line of the file names the columns. These columns are
   * required: {@code path}, relative to the folder that contains the person folders and with {@code
   * /} as separator; {@code x} and {@code y} of the upper left corner; {@code width} and {@code
   * height}. All four numbers are in pixels of the upright image. Other columns are ignored and
   * named in a note. {@link CsvTable} describes the format.
   *
   * @param boxes the face boxes by path of the image
   * @param unused names of the columns that are ignored
   * @param digest SHA-256 of the file
   */
  private record BoxFile(Path file, Map<String, FaceBox> boxes, Set<String> unused, String digest) {
    private static final List<String> COLUMNS = List.of("path", "x", "y", "width", "height");

    /**
     * Reads the file that a setting names, relative to the folder of images or, if the file isn't
     * there, to the current folder.
     */
    static Optional<BoxFile> of(Settings settings, String key, Path folder) throws IOException {
      if (settings.text(key).isBlank()) {
        return Optional.empty();
      }
      Path given = ReaderSettings.path(settings, key);
      Path beside =
          Files.isDirectory(folder) ? folder.resolve(given) : folder.resolveSibling(given);
      return Optional.of(read(Files.exists(beside) || !Files.exists(given) ? beside : given));
    }

    /**
     * Reads a CSV file of face boxes.
     *
     * @throws BadInputException if the file doesn't have the format described above, or if a path
     *     occurs twice; the message names the line
     */
    static BoxFile read(Path file) throws IOException {
      byte[] bytes = TextFiles.bytes(file, "a CSV file of face boxes");
      CsvTable table = CsvTable.read(file.toString(), bytes, COLUMNS);
      table.need(COLUMNS);
      Map<String, FaceBox> boxes = new HashMap<>();
      for (int i = 0; i < table.size(); i++) {
        String path =
            Nfc.of(table.cell(i, COLUMNS.get(0)).replace('\\', '/')).replaceFirst("^(\\./)+", "");
        double[] numbers = new double[4];
        for (int k = 0; k < 4; k++) {
          String column = COLUMNS.get(k + 1);
          numbers[k] = number(table.number(i, column));
          boolean positive = k < 2 || !(numbers[k] <= 0);
          if (!(Math.abs(numbers[k]) <= 1e6) || !positive) {
            String valid = positive ? "a number of pixels" : "more than 0 pixels";
            String found = Shown.text(table.cell(i, column));
            throw BadInputException.of(
                "%s%s must be %s, found '%s'", table.at(i), column, valid, found);
          }
        }
        FaceBox box = new FaceBox(numbers[0], numbers[1], numbers[2], numbers[3], true);
        if (boxes.put(path, box) != null) {
          throw new BadInputException(table.at(i) + path + " occurs twice");
        }
      }
      if (!boxes.isEmpty() && boxes.values().stream().allMatch(FaceBox::isShare)) {
        throw new BadInputException(
            file
                + ": all boxes lie in 0..1, so they seem to be fractions of the image size;"
                + " they must be in pixels");
      }
      return new BoxFile(file, boxes, table.without(COLUMNS), Sha256.hex(bytes));
    }

    private static double number(String text) {
      // This check is needed because Double.parseDouble also accepts "1d", "0x1p3" and texts of any
      // length.
      return text.matches("[-+]?[0-9]{1,9}(\\.[0-9]{0,9})?")
          ? Double.parseDouble(text)
          : Double.NaN;
    }

    private String path(FaceList.Face face, String wrap) {
      String whole = Nfc.of(face.file().path());
      return boxes.containsKey(whole) ? whole : whole.substring(Nfc.of(wrap).length());
    }

    /**
     * Gives each face its box. Faces without a box can't be used and are reported as problems.
     *
     * @param wrap path of the single top-level folder that contains everything; the paths in the
     *     CSV file may begin with it, but need not
     */
    FaceList applyTo(FaceList list, double margin, String wrap) {
      List<FaceList.Face> faces = new ArrayList<>();
      List<String> problems = new ArrayList<>(list.problems());
      Set<String> left = new HashSet<>(boxes.keySet());
      boolean other = list.faces().stream().noneMatch(face -> boxes.containsKey(path(face, wrap)));
      boolean named = other && !boxes.isEmpty();
      String example =
          named ? ", which has paths such as '" + Collections.min(boxes.keySet()) + "'" : "";
      for (FaceList.Face face : list.faces()) {
        String path = path(face, wrap);
        FaceBox box = boxes.get(path);
        left.remove(path);
        if (box == null) {
          problems.add(face.relative() + ": no box in " + file.getFileName() + example);
        } else {
          faces.add(face.in(box.withMargin(margin)));
        }
      }
      Map<String, Long> counts = new HashMap<>(list.counts());
      counts.put("boxes.without-file", (long) left.size());
      List<String> notes = new ArrayList<>(list.notes());
      if (!unused.isEmpty()) {
        notes.add(
            file.getFileName()
                + ": unknown columns are ignored: "
                + Shown.names(List.copyOf(unused)));
      }
      if (!left.isEmpty()) {
        List<String> sorted = left.stream().sorted().toList();
        notes.add(sorted.size() + " boxes without a file: " + Shown.names(sorted));
      }
      return new FaceList(list.people(), faces, list.ignored(), problems, counts, notes);
    }
  }
}
