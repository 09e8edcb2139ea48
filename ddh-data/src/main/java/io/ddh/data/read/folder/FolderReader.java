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
 * Reads a folder with one folder of images for each person, at any depth below it, or an archive
 * (ZIP, tar, gzipped tar) of such a folder without unpacking it. {@link PersonFolders} finds out
 * which folders are people's. The parts of a divided set become one set with a given split.
 * Settings, beside those of {@link FaceFilesReader}:
 *
 * <ul>
 *   <li>{@code path}: the folder or the archive
 *   <li>{@code boxes}: a CSV of face boxes ({@link BoxFile}) in the folder or anywhere; empty: none
 *   <li>{@code margin}: how much wider and higher than its box a face is cut out, on every side, as
 *       a share of the box
 *   <li>{@code level}: which folders are people's, 1: those at the top, 2: those below them, …; 0:
 *       found out
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
      return FormMatch.fits(people + more + " folders with images in them, one a person");
    } catch (BadInputException e) {
      return FormMatch.fits("folders with images in them"); // reading says why it refuses them
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
          settings.path(CROP) + ": must be 0 where there are boxes: they say what is cut out");
    }
    return boxes;
  }

  private static int level(Settings settings) {
    return settings.integer("level", 0, 100);
  }

  /**
   * A CSV of face boxes beside a folder of images. Its first line names the columns, of which there
   * must be {@code path} (below the folder of the people, with {@code /}), {@code x} and {@code y}
   * of the left upper corner, {@code width} and {@code height}, all in pixels of the upright image;
   * others are skipped and named in a note. {@link CsvTable} describes the format.
   *
   * @param boxes by path
   * @param unused other columns
   * @param digest of the file
   */
  private record BoxFile(Path file, Map<String, FaceBox> boxes, Set<String> unused, String digest) {
    private static final List<String> COLUMNS = List.of("path", "x", "y", "width", "height");

    /** The file that a setting names; relative to the folder of images, or to where we are. */
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
     * Reads a file.
     *
     * @throws BadInputException naming the line if it isn't as described above, or a path comes
     *     twice
     */
    static BoxFile read(Path file) throws IOException {
      byte[] bytes = TextFiles.bytes(file, "a CSV of face boxes");
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
          throw new BadInputException(table.at(i) + path + " comes twice");
        }
      }
      if (!boxes.isEmpty() && boxes.values().stream().allMatch(FaceBox::isShare)) {
        throw new BadInputException(
            file + ": all boxes lie in 0..1, as shares of the image; valid: pixels");
      }
      return new BoxFile(file, boxes, table.without(COLUMNS), Sha256.hex(bytes));
    }

    private static double number(String text) {
      // Not Double.parseDouble alone: it takes "1d", "0x1p3" and texts of any length.
      return text.matches("[-+]?[0-9]{1,9}(\\.[0-9]{0,9})?")
          ? Double.parseDouble(text)
          : Double.NaN;
    }

    private String path(FaceList.Face face, String wrap) {
      String whole = Nfc.of(face.file().path());
      return boxes.containsKey(whole) ? whole : whole.substring(Nfc.of(wrap).length());
    }

    /**
     * Gives each face its box; one without a box can't be used.
     *
     * @param wrap the folder around everything: paths may begin there or below it
     */
    FaceList applyTo(FaceList list, double margin, String wrap) {
      List<FaceList.Face> faces = new ArrayList<>();
      List<String> problems = new ArrayList<>(list.problems());
      Set<String> left = new HashSet<>(boxes.keySet());
      boolean other = list.faces().stream().noneMatch(face -> boxes.containsKey(path(face, wrap)));
      boolean named = other && !boxes.isEmpty();
      String example =
          named ? ", whose paths are as '" + Collections.min(boxes.keySet()) + "'" : "";
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
        notes.add(file.getFileName() + ": columns not used: " + Shown.names(List.copyOf(unused)));
      }
      if (!left.isEmpty()) {
        List<String> sorted = left.stream().sorted().toList();
        notes.add(sorted.size() + " boxes without a file: " + Shown.names(sorted));
      }
      return new FaceList(list.people(), faces, list.ignored(), problems, counts, notes);
    }
  }
}
