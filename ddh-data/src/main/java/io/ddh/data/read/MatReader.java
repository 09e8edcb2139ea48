package io.ddh.data.read;

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
import io.ddh.data.read.files.ArchiveNames;
import io.ddh.data.read.files.KnownContent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import us.hebi.matlab.mat.format.Mat5;
import us.hebi.matlab.mat.format.Mat5Reader;
import us.hebi.matlab.mat.types.MatFile;
import us.hebi.matlab.mat.types.MatlabType;
import us.hebi.matlab.mat.types.Matrix;
import us.hebi.matlab.mat.types.Source;
import us.hebi.matlab.mat.types.Sources;

/**
 * Reads the MATLAB files (v5, v4) in which the face data sets of subspace learning are handed
 * round: {@code fea}, n×side² (grey) or n×3·side² (red, green and blue plane), each row (or each
 * column, where only that fits the labels) an image stored column by column, and {@code gnd}, n
 * whole numbers that tell the people apart, their names as cells or rows of letters, or one-hot
 * rows ({@link LabelArray}); or an image cube {@code x}, H×W×n or H×W×C×n (or n first), with {@code
 * label}. {@link ValueRange} says which values become which grey levels. Settings:
 *
 * <ul>
 *   <li>{@code path}: the file
 *   <li>{@code images}, {@code labels}: names of the variables; empty: the usual ones
 *   <li>{@code side}: of the images, where they are rows of a matrix; a cube says it itself
 *   <li>{@code channels}: of the result, 3 (RGB, grey is replicated) or 1 (BT.601 grey)
 * </ul>
 */
public final class MatReader implements DatasetReader {
  private static final int HEADER = 512;

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
    byte[] head = head(file);
    if (!MatVariables.isMat(head)) {
      boolean packed = ArchiveNames.isPacked(head) || ArchiveNames.isTar(head);
      String what = packed ? "an archive" : KnownContent.reason(file, head);
      throw new BadInputException(file + ": no MATLAB v5 or v4 file: " + what);
    }
    progress.report("images of " + name, 0, 1);
    List<String> notes = new ArrayList<>();
    LabeledImages images = parse(file, settings, side, channels, notes);
    progress.report("images of " + name, 1, 1);
    return Dataset.of(name, images, Map.of(), notes);
  }

  private static byte[] head(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new BadInputException(
          file + ": " + Reason.noFile(file) + "; expected a MATLAB v5 or v4 file");
    }
    try (var in = Files.newInputStream(file)) {
      return in.readNBytes(HEADER);
    }
  }

  private static LabeledImages parse(
      Path file, Settings settings, int side, int channels, List<String> notes) {
    try {
      List<MatVariables.Variable> variables = MatVariables.list(file);
      MatVariables.Variable images =
          choose(file, settings, "images", MatVariables.IMAGES, variables);
      if (images.kind() != MatVariables.Kind.NUMBERS) {
        throw new BadInputException(file + ": " + images.help());
      }
      MatVariables.Variable labels =
          choose(file, settings, "labels", MatVariables.LABELS, variables);
      boolean named = labels.kind() == MatVariables.Kind.TEXTS;
      if (!named && labels.kind() != MatVariables.Kind.NUMBERS) {
        throw new BadInputException(file + ": " + labels.help());
      }
      List<String> wanted = named ? List.of(images.name()) : List.of(images.name(), labels.name());
      return numbers(
          file,
          wanted,
          found -> {
            Labels people =
                named
                    ? new Labels.Named(labels.name(), labels.texts())
                    : new Labels.Numbered(array(file, found.get(1)));
            return pictures(file, found.get(0), people, side, channels, notes);
          });
    } catch (BadInputException e) {
      throw e;
    } catch (IOException | RuntimeException e) { // What the library throws on damaged data.
      throw new BadInputException(file + ": damaged or truncated (" + Reason.of(e) + ")", e);
    }
  }

  /** Gives the numbers of variables to a function; the library's end with the file. */
  private static LabeledImages numbers(
      Path file, List<String> names, Function<List<MatNumbers>, LabeledImages> use)
      throws IOException {
    if (!MatVariables.isMat5(head(file))) {
      List<Mat4.Matrix> all = Mat4.read(file);
      List<MatNumbers> found = new ArrayList<>();
      for (String name : names) {
        all.stream()
            .filter(m -> m.name().equals(name))
            .findFirst()
            .ifPresent(m -> found.add(m.numbers()));
      }
      return use.apply(found);
    }
    try (Source source = Sources.openFile(file.toFile())) {
      Mat5Reader reader =
          Mat5.newReader(source)
              .disableSubsystemProcessing()
              .setEntryFilter(e -> names.contains(e.getName()));
      try (MatFile mat = reader.readMat()) {
        List<MatNumbers> found = new ArrayList<>();
        for (String name : names) {
          found.add(new Mat5Numbers(name, mat.getMatrix(name)));
        }
        return use.apply(found);
      }
    }
  }

  private static LabelArray array(Path file, MatNumbers numbers) {
    int[] shape = numbers.shape();
    int[] matrix = Arrays.stream(shape).filter(length -> length != 1).toArray();
    int rows = matrix.length == 0 ? 1 : matrix[0];
    return new LabelArray(
        file.toString(),
        numbers.name(),
        shape,
        (row, column) -> numbers.number(row + column * rows));
  }

  /** Whose the images are. */
  private sealed interface Labels {
    boolean fits(int images);

    LabelNumbers of(Path file, int images, String source, List<String> notes);

    /** By name. */
    record Named(String name, List<String> texts) implements Labels {
      @Override
      public boolean fits(int images) {
        return texts.size() == images;
      }

      @Override
      public LabelNumbers of(Path file, int images, String source, List<String> notes) {
        if (!fits(images)) {
          throw new BadInputException(
              file
                  + ": "
                  + images
                  + " images in "
                  + source
                  + ", "
                  + texts.size()
                  + " labels in "
                  + name);
        }
        return LabelNumbers.of(file.toString(), name, texts);
      }
    }

    /** By number. */
    record Numbered(LabelArray array) implements Labels {
      @Override
      public boolean fits(int images) {
        return array.fits(images);
      }

      @Override
      public LabelNumbers of(Path file, int images, String source, List<String> notes) {
        double[] numbers = array.of(images, source, notes);
        return LabelNumbers.of(file.toString(), array.name(), numbers);
      }
    }
  }

  private static LabeledImages pictures(
      Path file, MatNumbers values, Labels people, int side, int channels, List<String> notes) {
    int[] shape = values.shape();
    boolean transposed = shape.length == 2 && !people.fits(shape[0]) && people.fits(shape[1]);
    PictureNumbers.Axes axes =
        shape.length == 2
            ? rows(file, values, shape, side, transposed)
            : cube(file, values, shape, people);
    LabelNumbers labels = people.of(file, axes.n(), values.name(), notes);
    if (transposed) {
      notes.add(values.name() + " is " + LabelArray.text(shape) + ": a column per image");
    }
    String place = file.toString();
    byte[] pixels =
        new byte[PictureNumbers.length(place, axes.n(), axes.height(), axes.width(), channels)];
    ValueRange range = ValueRange.of(place, List.of(values), List.of(axes));
    range.note().ifPresent(notes::add);
    PictureNumbers.write(values, axes, range, channels, pixels, 0);
    Images images = new Images(axes.height(), axes.width(), channels, pixels);
    return new LabeledImages(images, labels.labels(), labels.people());
  }

  private static PictureNumbers.Axes rows(
      Path file, MatNumbers values, int[] shape, int side, boolean transposed) {
    int area = side * side;
    int pixels = shape[transposed ? 0 : 1];
    if (pixels != area && pixels != 3 * area) {
      throw new BadInputException(
          file
              + ": "
              + values.name()
              + " has "
              + pixels
              + (transposed ? " rows" : " columns")
              + ", images of side "
              + side
              + " need "
              + area
              + " (grey) or "
              + 3 * area
              + " (colour)");
    }
    int planes = pixels / area;
    long step = transposed ? 1 : shape[0];
    return new PictureNumbers.Axes(
        shape[transposed ? 1 : 0],
        side,
        side,
        planes,
        transposed ? pixels : 1,
        step,
        step * side,
        step * area);
  }

  /** H×W×n or H×W×C×n; or n first, where only that fits the number of labels. */
  private static PictureNumbers.Axes cube(
      Path file, MatNumbers values, int[] shape, Labels people) {
    int last = shape.length - 1;
    boolean first = !people.fits(shape[last]) && people.fits(shape[0]);
    int at = first ? 1 : 0;
    int planes = last == 3 ? shape[at + 2] : 1;
    if (last > 3 || planes != 1 && planes != 3) {
      throw new BadInputException(
          file
              + ": "
              + values.name()
              + " is "
              + LabelArray.text(shape)
              + "; images must be rows of a matrix, H×W×n or H×W×C×n with C 1 or 3");
    }
    long height = shape[at];
    long area = height * shape[at + 1];
    long image = first ? 1 : area * planes;
    long step = first ? shape[0] : 1;
    return new PictureNumbers.Axes(
        first ? shape[0] : shape[last],
        shape[at],
        shape[at + 1],
        planes,
        image,
        step,
        step * height,
        step * area);
  }

  private static MatVariables.Variable choose(
      Path file,
      Settings settings,
      String key,
      List<String> usual,
      List<MatVariables.Variable> variables) {
    String given = settings.text(key);
    List<String> candidates = given.isBlank() ? usual : List.of(given);
    for (String name : candidates) {
      for (MatVariables.Variable variable : variables) {
        if (variable.name().equals(name)) {
          return variable;
        }
      }
    }
    throw new BadInputException(
        file
            + ": no variable "
            + candidates.stream().map(c -> "'" + c + "'").collect(Collectors.joining(", "))
            + " for "
            + settings.path(key)
            + "; found "
            + (variables.isEmpty()
                ? "none"
                : variables.stream()
                    .limit(20)
                    .map(MatVariables.Variable::name)
                    .collect(Collectors.joining(", "))));
  }

  /** A matrix of the library. */
  private record Mat5Numbers(String name, Matrix matrix) implements MatNumbers {
    @Override
    public int[] shape() {
      return matrix.getDimensions();
    }

    @Override
    public int size() {
      return matrix.getNumElements();
    }

    @Override
    public double number(int i) {
      return matrix.getDouble(i);
    }

    @Override
    public boolean isFloating() {
      return matrix.getType() == MatlabType.Double || matrix.getType() == MatlabType.Single;
    }
  }
}
