package io.ddh.data.read.folder;

import io.ddh.core.BadInputException;
import io.ddh.core.Candidate;
import io.ddh.core.Extent;
import io.ddh.core.FormMatch;
import io.ddh.core.Nfc;
import io.ddh.core.Reason;
import io.ddh.core.Seeds;
import io.ddh.core.Settings;
import io.ddh.data.read.files.FileTree;
import io.ddh.data.read.files.ImageEndings;
import io.ddh.data.read.files.Limits;
import io.ddh.data.read.image.FaceBox;
import io.ddh.data.text.PlainText;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads YouTube Faces (L. Wolf, T. Hassner, I. Maoz, CVPR 2011) as it is distributed. Aligned
 * images have paths such as {@code aligned_images_DB/person/video/aligned_detect_video.frame.jpg}.
 * Frames have paths such as {@code frame_images_DB/person/video/video.frame.jpg}, and there is one
 * list of face boxes per person, {@code frame_images_DB/person.labeled_faces.txt}. Aligned images
 * and frames are read from a folder or an archive. The reader has these settings in addition to
 * those of {@link FaceFilesReader}:
 *
 * <ul>
 *   <li>{@code path}: {@code aligned_images_DB} or {@code frame_images_DB}, or a folder or archive
 *       that contains at least one of them
 *   <li>{@code images}: {@code aligned} to read the aligned images, {@code frames} to read the
 *       frames (whose faces are cut out by their boxes), or {@code auto} to read aligned images if
 *       there are any, else frames
 *   <li>{@code crop}: as in {@link FaceFilesReader}, or {@code auto}. With {@code auto}, aligned
 *       images are cropped to 45%, because they show the face box enlarged 2.2 times; frames are
 *       not cropped, because their faces are cut out by their boxes
 *   <li>{@code frames}: number of frames per person, chosen evenly from all videos of the person; 0
 *       for all frames. The default of 45 is the number in the paper, which uses 40 frames for
 *       training and 5 as queries
 *   <li>{@code seed}: random seed for choosing frames; which frames of a person are chosen depends
 *       only on the seed and the person's name
 *   <li>{@code margin}: how much a face box is enlarged on every side, as a share of its width and
 *       height
 * </ul>
 */
public final class YouTubeFacesReader extends FaceFilesReader {
  private static final String ALIGNED = "aligned_images_DB";
  private static final String FRAMES = "frame_images_DB";
  private static final String LIST = ".labeled_faces.txt";
  private static final String PIXELS = "\\s*(-?[0-9]{1,6}(?:\\.[0-9]{1,6})?)\\s*";

  /**
   * Matches a line of a list of face boxes. A line describes one frame in the format {@code
   * person\video\video.frame.jpg,?,x,y,width,height,?,?}, where x and y are the centre of the face
   * in pixels.
   */
  private static final Pattern LINE =
      Pattern.compile(
          "([^,]+),[^,]*," + String.join(",", Collections.nCopies(4, PIXELS)) + "(?:,.*)?");

  /**
   * Share of an aligned image that the face covers. The share is 1/2.2, because the face boxes were
   * enlarged 2.2 times about their centres before the images were aligned.
   */
  private static final Extent FACE = Extent.share("45%");

  @Override
  public String form() {
    return "youtube-faces";
  }

  @Override
  public FormMatch recognize(Candidate candidate) {
    boolean frames = false;
    boolean aligned = false;
    for (String name : candidate.names()) {
      List<String> parts = List.of(name.split("/", -1));
      String last = parts.get(parts.size() - 1);
      frames |= parts.contains(FRAMES) && ImageEndings.isOne(name);
      frames |= last.endsWith(LIST);
      aligned |= parts.contains(ALIGNED) && ImageEndings.isOne(name);
      aligned |= last.startsWith("aligned_detect_") && parts.size() >= 3;
    }
    if (aligned) {
      return FormMatch.fits("frames named aligned_detect_… or below " + ALIGNED);
    }
    return frames ? FormMatch.fits(FRAMES + " or lists person" + LIST) : FormMatch.NO;
  }

  @Override
  protected Map<String, Object> ownDefaults() {
    Settings.OrShare crop = new Settings.OrShare("auto");
    return Map.of("images", "auto", "frames", 45, "seed", 2017, "margin", 0.0, CROP, crop);
  }

  @Override
  protected Extent cropOfWord() {
    return FACE;
  }

  @Override
  protected String layout() {
    return "expected " + ALIGNED + "/person/video/frame.jpg or the same in " + FRAMES;
  }

  /** Returns those settings that determine, together with the files, which faces are read. */
  @Override
  protected String key(Settings settings) {
    String drawn = frames(settings) + " " + seed(settings);
    return "youtube " + kind(settings) + " " + drawn + " " + margin(settings);
  }

  private static String kind(Settings settings) {
    return settings.choice("images", List.of("auto", "aligned", "frames"));
  }

  private static int frames(Settings settings) {
    return settings.integer("frames", 0, 1_000_000);
  }

  private static int seed(Settings settings) {
    return settings.integer("seed", 0, Integer.MAX_VALUE);
  }

  @Override
  protected FaceList faces(FileTree tree, Settings settings) throws IOException {
    boolean boxed = isFrames(tree, kind(settings));
    String top = boxed ? FRAMES : ALIGNED;
    if (boxed && isCropped(settings)) {
      throw BadInputException.of(
          "%s: the setting 'crop' must be 'auto' or 0 for %s, because its faces are cut out by"
              + " boxes",
          tree.root(), FRAMES);
    }
    List<FaceList.Face> found = new ArrayList<>();
    List<FileTree.Entry> lists =
        tree.files().stream()
            .filter(file -> boxed && below(file, top).size() == 1)
            .filter(file -> file.path().endsWith(LIST))
            .toList();
    List<FileTree.Entry> images = ImageListing.of(tree);
    List<FileTree.Entry> owned = new ArrayList<>();
    for (FileTree.Entry file : images) {
      List<String> parts = below(file, top);
      if (parts.size() == 3) {
        owned.add(file);
        found.add(new FaceList.Face(file, String.join("/", parts), Nfc.of(parts.get(0))));
      }
    }
    if (found.isEmpty()) {
      throw new BadInputException(tree.root() + ": no images in person/video folders; " + layout());
    }
    if (boxed && lists.isEmpty()) {
      throw BadInputException.of(
          "%s: no lists of face boxes, expected a file 'person%s' next to each person folder",
          tree.root(), LIST);
    }
    Map<String, Long> counts = new TreeMap<>();
    List<String> notes = new ArrayList<>();
    List<String> problems = new ArrayList<>(ImageListing.problems(tree));
    Map<String, FaceBox> boxes = boxes(tree, lists, problems);
    double margin = margin(settings);
    List<FaceList.Face> usable = new ArrayList<>(found);
    if (boxed) {
      usable.removeIf(face -> !boxes.containsKey(Nfc.of(face.relative())));
      usable.replaceAll(face -> face.in(boxes.get(Nfc.of(face.relative())).withMargin(margin)));
    }
    List<FaceList.Face> faces = new ArrayList<>();
    int without = found.size() - usable.size();
    FaceList.byPerson(usable)
        .forEach(
            (person, own) ->
                faces.addAll(draw(own, frames(settings), Seeds.derive(seed(settings), person))));
    counts.put("frames", (long) found.size());
    counts.put("frames.taken", (long) faces.size());
    if (boxed) {
      counts.put("frames.without-box", (long) without);
      if (without > 0) {
        notes.add(without + " frames without a face box are left out");
      }
    }
    notes.add(faces.size() + " of " + found.size() + " frames of " + top + " are used");
    IgnoredFiles ignored = IgnoredFiles.of(tree, images, owned, "not in a folder <person>/<video>");
    return new FaceList(FaceList.byPerson(found).keySet(), faces, ignored, problems, counts, notes);
  }

  /**
   * Reads the face boxes of all lists. The keys are paths relative to {@code frame_images_DB}, with
   * {@code /} as separator.
   *
   * @param problems receives one message for each list that can't be read or has invalid lines; the
   *     message names the first invalid line
   */
  private static Map<String, FaceBox> boxes(
      FileTree tree, List<FileTree.Entry> lists, List<String> problems) throws IOException {
    Map<String, FaceBox> boxes = new ConcurrentHashMap<>();
    String[] wrong = new String[lists.size()];
    tree.read(
        lists,
        Limits.TEXT_BYTES,
        (i, content) -> {
          String place = lists.get(i).path();
          try {
            List<String> lines = PlainText.lines(place, content.bytes());
            List<Integer> bad = PlainText.rows(lines, LINE, line -> add(line, boxes));
            String valid = ": line skipped, must be path,?,x,y,width,height,?,? in pixels";
            wrong[i] = bad.isEmpty() ? null : place + ":" + bad.get(0) + valid;
          } catch (IOException e) {
            wrong[i] = place + ": " + Reason.of(e);
          }
        });
    Arrays.stream(wrong).filter(Objects::nonNull).forEach(problems::add);
    return boxes;
  }

  private static boolean add(Matcher line, Map<String, FaceBox> boxes) {
    double width = Double.parseDouble(line.group(4));
    double height = Double.parseDouble(line.group(5));
    double x = Double.parseDouble(line.group(2)) - width / 2;
    double y = Double.parseDouble(line.group(3)) - height / 2;
    boolean some = width > 0 && height > 0;
    if (some) {
      String path = Nfc.of(line.group(1).strip().replace('\\', '/'));
      boxes.putIfAbsent(path, new FaceBox(x, y, width, height, false));
    }
    return some;
  }

  private static boolean isFrames(FileTree tree, String kind) {
    if (!kind.equals("auto")) {
      return kind.equals("frames");
    }
    boolean aligned = false;
    boolean frames = false;
    for (FileTree.Entry file : tree.files()) {
      aligned |= file.parts().contains(ALIGNED);
      frames |= file.parts().contains(FRAMES) || file.path().endsWith(LIST);
    }
    return frames && !aligned;
  }

  /**
   * Returns the path of a file relative to the folder that contains the person folders. If the
   * wanted folder is {@code aligned_images_DB} but the file is in {@code frame_images_DB}, or vice
   * versa, the result is empty.
   */
  private static List<String> below(FileTree.Entry file, String top) {
    List<String> parts = file.parts();
    int at = parts.indexOf(top);
    if (at >= 0) {
      return parts.subList(at + 1, parts.size());
    }
    boolean other = parts.contains(ALIGNED) || parts.contains(FRAMES);
    return other ? List.of() : parts;
  }

  /** Chooses some frames of a person at random and keeps their order. */
  private static List<FaceList.Face> draw(List<FaceList.Face> all, int frames, long seed) {
    if (frames == 0 || all.size() <= frames) {
      return all;
    }
    List<FaceList.Face> rest = new ArrayList<>(all);
    SplittableRandom random = new SplittableRandom(seed);
    List<FaceList.Face> out = new ArrayList<>();
    for (int i = 0; i < frames; i++) {
      int j = i + random.nextInt(rest.size() - i);
      FaceList.Face chosen = rest.set(j, rest.get(i));
      rest.set(i, chosen);
      out.add(chosen);
    }
    out.sort(Comparator.comparing(FaceList.Face::relative));
    return out;
  }
}
