package io.ddh.data.read.array;

import static java.util.stream.Collectors.joining;

import io.ddh.core.BadInputException;
import io.ddh.core.Candidate;
import io.ddh.core.Dataset;
import io.ddh.core.DatasetReader;
import io.ddh.core.FormMatch;
import io.ddh.core.LabeledImages;
import io.ddh.core.Progress;
import io.ddh.core.Reason;
import io.ddh.core.Settings;
import io.ddh.core.Shown;
import io.ddh.core.Specificity;
import io.ddh.core.npy.NdArray;
import io.ddh.data.read.ReaderSettings;
import io.ddh.data.read.array.MatVariable.Kind;
import io.ddh.data.read.files.KnownContent;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads MATLAB files (v5 or v4) in the layouts that are usual for face data sets in research on
 * subspace learning. The images are either a matrix {@code fea} or an array {@code x}. The matrix
 * {@code fea} is n×side² (grey) or n×3·side² (red, green and blue planes); each row of it is an
 * image stored column by column. The array {@code x} is H×W×n or H×W×C×n. If the number of labels
 * equals the number of the matrix's columns, but not of its rows, each column is an image; if the
 * number of labels equals only the length of the array's first axis, that axis is n. The labels,
 * {@code gnd} or {@code label}, are n whole numbers, n names (as cells or as rows of characters) or
 * one-hot rows ({@link LabelArray}). {@link ValueRange} maps values to grey levels. The reader has
 * these settings:
 *
 * <ul>
 *   <li>{@code path}: the file
 *   <li>{@code images}, {@code labels}: names of the variables; if empty, the usual names are tried
 *   <li>{@code side}: height and width of the images if they are stored as rows of a matrix; the
 *       height and width of images in an array follow from its shape
 *   <li>{@code channels}: channels of the resulting images, 3 (RGB, grey is replicated) or 1
 *       (BT.601 grey)
 * </ul>
 */
public final class MatReader implements DatasetReader {
  /** Usual names of the variable with the images, the most likely first. */
  private static final List<String> IMAGES = List.of("fea", "x", "X", "images", "data", "faces");

  /** Usual names of the variable with the labels, the most likely first. */
  private static final List<String> LABELS =
      List.of("gnd", "label", "labels", "y", "Y", "people", "id");

  private static final List<Kind> LABEL_KINDS = List.of(Kind.NUMBERS, Kind.TEXTS);

  @Override
  public String form() {
    return "mat";
  }

  @Override
  public Map<String, Object> defaults() {
    Settings.Added usual = new Settings.Added("");
    return Map.of("path", "", "side", 32, "channels", 3, "images", usual, "labels", usual);
  }

  @Override
  public Specificity specificity() {
    return Specificity.FILE_FORMAT;
  }

  @Override
  public FormMatch recognize(Candidate candidate) throws IOException {
    if (!isOne(candidate.head())) {
      return FormMatch.NO;
    }
    List<MatVariable> all = variables(candidate.path(), Set.of());
    Optional<MatVariable> images = find(all, IMAGES);
    Optional<MatVariable> labels = find(all, LABELS);
    if (images.isPresent() && images.get().kind() != Kind.NUMBERS) {
      return FormMatch.near("a MATLAB file whose " + images.get().help());
    }
    if (images.isEmpty() || labels.isEmpty()) {
      String found = Shown.text(all.stream().map(Object::toString).collect(joining(", ")));
      return FormMatch.near(
          String.format(
              Locale.ROOT,
              "a MATLAB file without %s; found %s; the settings 'images' and 'labels' can"
                  + " name others",
              images.isEmpty() ? "'fea' or 'x'" : "'gnd' or 'label'",
              found.isEmpty() ? "no variables" : found));
    }
    if (!LABEL_KINDS.contains(labels.get().kind())) {
      return FormMatch.near("a MATLAB file whose " + labels.get().help());
    }
    String reason =
        "a MATLAB file with images '"
            + images.get().name()
            + "' and labels '"
            + labels.get().name()
            + "'";
    int[] shape = images.get().shape();
    if (shape.length != 2) {
      return FormMatch.fits(reason);
    }
    int values = shape[isTransposed(shape, labels.get()) ? 0 : 1];
    int side = Math.max(ImageNumbers.side(values, 1), ImageNumbers.side(values, 3));
    return side > 0
        ? FormMatch.fits(Map.of("side", side), reason)
        : FormMatch.near(
            images.get()
                + ": "
                + values
                + " values per image; the number must be side² or 3·side²");
  }

  /** Returns whether a file begins like a MATLAB file of version 4 or 5 (also called 6 and 7). */
  private static boolean isOne(byte[] head) {
    return Mat5.is(head) || Mat4.is(head);
  }

  /**
   * Reads the variables of a file.
   *
   * @param wanted names of the variables whose values are needed
   * @throws IOException with a short reason if the file is damaged or truncated
   */
  private static List<MatVariable> variables(Path file, Set<String> wanted) throws IOException {
    return Mat4.is(KnownContent.head(file)) ? Mat4.read(file) : Mat5.read(file, wanted);
  }

  /**
   * Returns the first variable that has one of the given names, trying the names in their order.
   */
  private static Optional<MatVariable> find(List<MatVariable> all, List<String> names) {
    return names.stream()
        .flatMap(name -> all.stream().filter(v -> v.name().equals(name)))
        .findFirst();
  }

  /** Returns whether a variable can hold the labels of the given number of images. */
  private static boolean fits(MatVariable labels, int images) {
    return labels.kind() == Kind.TEXTS
        ? labels.texts().size() == images
        : LabelArray.fits(labels.shape(), images);
  }

  /** Returns whether the images are stored in the columns of a matrix instead of its rows. */
  private static boolean isTransposed(int[] shape, MatVariable labels) {
    return shape.length == 2 && !fits(labels, shape[0]) && fits(labels, shape[1]);
  }

  @Override
  public Dataset read(String name, Settings settings, Path work, Progress progress)
      throws IOException {
    int side = settings.integer("side", 1, 1024);
    int channels = ReaderSettings.channels(settings);
    Path file = ReaderSettings.file(settings, "a MATLAB v5 or v4 file");
    byte[] head = KnownContent.head(file);
    if (!isOne(head)) {
      String what = KnownContent.isTar(head) ? "an archive" : KnownContent.reason(file, head);
      throw new BadInputException(file + ": not a MATLAB v5 or v4 file: " + what);
    }
    progress.report("images of " + name, 0, 1);
    ArraySet set = new ArraySet(file.toString());
    try {
      parse(file, settings, side, set);
    } catch (IOException e) {
      throw new BadInputException(file + ": damaged or truncated (" + Reason.of(e) + ")", e);
    }
    LabeledImages images = set.images(channels, 0);
    progress.report("images of " + name, 1, 1);
    return Dataset.of(name, images, Map.of(), set.notes());
  }

  private static void parse(Path file, Settings settings, int side, ArraySet set)
      throws IOException {
    List<MatVariable> all = variables(file, Set.of());
    String first = choose(file, settings, "images", IMAGES, all, List.of(Kind.NUMBERS));
    String second = choose(file, settings, "labels", LABELS, all, LABEL_KINDS);
    all = variables(file, Set.of(first, second));
    MatVariable images = find(all, List.of(first)).orElseThrow();
    MatVariable labels = find(all, List.of(second)).orElseThrow();
    boolean transposed = isTransposed(images.shape(), labels);
    ImageNumbers.Axes axes =
        images.shape().length == 2
            ? rows(file, images, side, transposed)
            : cube(file, images, labels);
    ImageNumbers numbers =
        new ImageNumbers(images.name(), images.values().orElseThrow(), images.floating(), axes);
    if (labels.kind() == Kind.TEXTS) {
      set.add(numbers, labels.name(), labels.texts());
    } else {
      NdArray values = labels.values().orElseThrow();
      set.add(numbers, new LabelArray(file.toString(), labels.name(), values));
    }
    if (transposed) {
      set.note(
          images.name() + " has shape " + NdArray.text(images.shape()) + ": one image per column");
    }
  }

  private static ImageNumbers.Axes rows(
      Path file, MatVariable images, int side, boolean transposed) {
    int[] shape = images.shape();
    int area = side * side;
    int pixels = shape[transposed ? 0 : 1];
    if (pixels != area && pixels != 3 * area) {
      throw BadInputException.of(
          "%s: %s has %d %s, but images of side %d need %d (grey) or %d (colour)",
          file, images.name(), pixels, transposed ? "rows" : "columns", side, area, 3 * area);
    }
    int n = shape[transposed ? 1 : 0];
    long step = transposed ? 1 : shape[0];
    return columns(n, side, side, pixels / area, transposed ? pixels : 1, step);
  }

  /**
   * Creates the axes of images that are stored column by column. Neighbouring values of an image
   * are {@code step} elements apart.
   */
  static ImageNumbers.Axes columns(
      int n, int height, int width, int planes, long image, long step) {
    return new ImageNumbers.Axes(
        n, height, width, planes, image, step, step * height, step * height * width);
  }

  /**
   * Creates the axes of an array H×W×n or H×W×C×n. If only the length of the first axis equals the
   * number of labels, n is the first axis.
   */
  private static ImageNumbers.Axes cube(Path file, MatVariable images, MatVariable labels) {
    int[] shape = images.shape();
    int last = shape.length - 1;
    boolean first = !fits(labels, shape[last]) && fits(labels, shape[0]);
    int at = first ? 1 : 0;
    int planes = last == 3 ? shape[at + 2] : 1;
    if (last > 3 || planes != 1 && planes != 3) {
      throw BadInputException.of(
          "%s: %s has shape %s; images must be rows of a matrix, or H×W×n, or H×W×C×n"
              + " where C is 1 or 3",
          file, images.name(), NdArray.text(shape));
    }
    long image = first ? 1 : (long) shape[0] * shape[1] * planes;
    int n = shape[first ? 0 : last];
    return columns(n, shape[at], shape[at + 1], planes, image, first ? n : 1);
  }

  /**
   * Chooses the variable that the settings name, or else one with a usual name, and checks that it
   * is of one of the given kinds.
   */
  private static String choose(
      Path file,
      Settings settings,
      String key,
      List<String> usual,
      List<MatVariable> all,
      List<Kind> kinds) {
    List<String> there = all.stream().map(MatVariable::name).toList();
    String name = ReaderSettings.choose(file, "variable", settings, key, usual, there);
    MatVariable found = find(all, List.of(name)).orElseThrow();
    if (!kinds.contains(found.kind())) {
      throw new BadInputException(file + ": " + found.help());
    }
    return name;
  }
}
