package io.ddh.data.read.array;

import io.ddh.core.BadInputException;
import io.ddh.core.Candidate;
import io.ddh.core.Dataset;
import io.ddh.core.DatasetReader;
import io.ddh.core.FormMatch;
import io.ddh.core.Images;
import io.ddh.core.LabeledImages;
import io.ddh.core.Progress;
import io.ddh.core.Reason;
import io.ddh.core.Settings;
import io.ddh.core.Specificity;
import io.ddh.core.npy.NdArray;
import io.ddh.data.read.ReaderSettings;
import io.ddh.data.read.files.KnownContent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads MATLAB files (v5, v4) as face data sets are distributed in research on subspace learning:
 * {@code fea}, n×side² (grey) or n×3·side² (red, green and blue plane), each row (or each column,
 * where only that fits the labels) an image stored column by column, and {@code gnd}, n whole
 * numbers that identify people, their names as cells or rows of letters, or one-hot rows ({@link
 * LabelArray}); or an image cube {@code x}, H×W×n or H×W×C×n (or n first), with {@code label}.
 * {@link ValueRange} maps values to grey levels. Settings:
 *
 * <ul>
 *   <li>{@code path}: the file
 *   <li>{@code images}, {@code labels}: names of the variables; empty: the usual ones
 *   <li>{@code side}: of the images, if they are rows of a matrix; a cube has its own
 *   <li>{@code channels}: of the result, 3 (RGB, grey is replicated) or 1 (BT.601 grey)
 * </ul>
 */
public final class MatReader implements DatasetReader {
  @Override
  public String form() {
    return "mat";
  }

  @Override
  public Map<String, Object> defaults() {
    return Map.of(
        "path",
        "",
        "side",
        32,
        "channels",
        3,
        "images",
        new Settings.Added(""),
        "labels",
        new Settings.Added(""));
  }

  @Override
  public Specificity specificity() {
    return Specificity.FILE_FORMAT;
  }

  @Override
  public FormMatch recognize(Candidate candidate) throws IOException {
    return MatForm.of(candidate);
  }

  @Override
  public Dataset read(String name, Settings settings, Path work, Progress progress)
      throws IOException {
    Path file = ReaderSettings.path(settings);
    int side = settings.integer("side", 1, 1024);
    int channels = ReaderSettings.channels(settings);
    if (!Files.isRegularFile(file)) {
      throw new BadInputException(
          file + ": " + Reason.noFile(file) + "; expected a MATLAB v5 or v4 file");
    }
    byte[] head = KnownContent.head(file);
    if (!MatFile.isOne(head)) {
      String what = KnownContent.isTar(head) ? "an archive" : KnownContent.reason(file, head);
      throw new BadInputException(file + ": no MATLAB v5 or v4 file: " + what);
    }
    progress.report("images of " + name, 0, 1);
    List<String> notes = new ArrayList<>();
    LabeledImages images;
    try {
      images = parse(file, settings, side, channels, notes);
    } catch (IOException e) {
      throw new BadInputException(file + ": damaged or truncated (" + Reason.of(e) + ")", e);
    }
    progress.report("images of " + name, 1, 1);
    return Dataset.of(name, images, Map.of(), notes);
  }

  private static LabeledImages parse(
      Path file, Settings settings, int side, int channels, List<String> notes) throws IOException {
    List<MatVariable> all = MatFile.variables(file, Set.of());
    MatVariable images = choose(file, settings, "images", MatFile.IMAGES, all);
    if (images.kind() != MatVariable.Kind.NUMBERS) {
      throw new BadInputException(file + ": " + images.help());
    }
    MatVariable labels = choose(file, settings, "labels", MatFile.LABELS, all);
    if (labels.kind() != MatVariable.Kind.NUMBERS && labels.kind() != MatVariable.Kind.TEXTS) {
      throw new BadInputException(file + ": " + labels.help());
    }
    all = MatFile.variables(file, Set.of(images.name(), labels.name()));
    return images(
        file,
        MatFile.find(all, List.of(images.name())).orElseThrow(),
        MatFile.find(all, List.of(labels.name())).orElseThrow(),
        side,
        channels,
        notes);
  }

  private static LabeledImages images(
      Path file,
      MatVariable images,
      MatVariable labels,
      int side,
      int channels,
      List<String> notes) {
    int[] shape = images.shape();
    boolean transposed =
        shape.length == 2 && !MatForm.fits(labels, shape[0]) && MatForm.fits(labels, shape[1]);
    ImageNumbers.Axes axes =
        shape.length == 2 ? rows(file, images, side, transposed) : cube(file, images, labels);
    LabelNumbers people = people(file.toString(), labels, axes.n(), images.name(), notes);
    if (transposed) {
      notes.add(images.name() + " is " + NdArray.text(shape) + ": a column per image");
    }
    ImageNumbers numbers =
        new ImageNumbers(images.name(), images.values().orElseThrow(), images.floating(), axes);
    Images read = ImageNumbers.images(file.toString(), List.of(numbers), channels, notes);
    return new LabeledImages(read, people.labels(), people.people());
  }

  private static LabelNumbers people(
      String file, MatVariable labels, int images, String source, List<String> notes) {
    if (labels.kind() == MatVariable.Kind.TEXTS) {
      LabelArray.checkCount(file, images, source, labels.texts().size(), labels.name());
      return LabelNumbers.of(file, labels.name(), labels.texts());
    }
    LabelArray array = new LabelArray(file, labels.name(), labels.values().orElseThrow());
    return LabelNumbers.of(file, labels.name(), array.numbers(images, source, notes));
  }

  private static ImageNumbers.Axes rows(
      Path file, MatVariable images, int side, boolean transposed) {
    int[] shape = images.shape();
    int area = side * side;
    int pixels = shape[transposed ? 0 : 1];
    if (pixels != area && pixels != 3 * area) {
      throw BadInputException.of(
          "%s: %s has %d %s, images of side %d need %d (grey) or %d (colour)",
          file, images.name(), pixels, transposed ? "rows" : "columns", side, area, 3 * area);
    }
    int n = shape[transposed ? 1 : 0];
    long step = transposed ? 1 : shape[0];
    return columns(n, side, side, pixels / area, transposed ? pixels : 1, step);
  }

  /** Images stored column by column, with {@code step} numbers between the values of an image. */
  private static ImageNumbers.Axes columns(
      int n, int height, int width, int planes, long image, long step) {
    return new ImageNumbers.Axes(
        n, height, width, planes, image, step, step * height, step * height * width);
  }

  /** H×W×n or H×W×C×n; or n first, where only that fits the number of labels. */
  private static ImageNumbers.Axes cube(Path file, MatVariable images, MatVariable labels) {
    int[] shape = images.shape();
    int last = shape.length - 1;
    boolean first = !MatForm.fits(labels, shape[last]) && MatForm.fits(labels, shape[0]);
    int at = first ? 1 : 0;
    int planes = last == 3 ? shape[at + 2] : 1;
    if (last > 3 || planes != 1 && planes != 3) {
      throw BadInputException.of(
          "%s: %s is %s; images must be rows of a matrix, H×W×n or H×W×C×n with C 1 or 3",
          file, images.name(), NdArray.text(shape));
    }
    long image = first ? 1 : (long) shape[0] * shape[1] * planes;
    int n = shape[first ? 0 : last];
    return columns(n, shape[at], shape[at + 1], planes, image, first ? n : 1);
  }

  private static MatVariable choose(
      Path file, Settings settings, String key, List<String> usual, List<MatVariable> all) {
    List<String> there = all.stream().map(MatVariable::name).toList();
    String name = ReaderSettings.choose(file, "variable", settings, key, usual, there);
    return MatFile.find(all, List.of(name)).orElseThrow();
  }
}
