package io.ddh.data.read;

import io.ddh.data.BadInputException;
import io.ddh.data.Dataset;
import io.ddh.data.DatasetDigest;
import io.ddh.data.DatasetReader;
import io.ddh.data.Images;
import io.ddh.data.LabeledImages;
import io.ddh.data.Progress;
import io.ddh.data.Settings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import us.hebi.matlab.mat.format.Mat5;
import us.hebi.matlab.mat.format.Mat5Reader;
import us.hebi.matlab.mat.types.Array;
import us.hebi.matlab.mat.types.MatFile;
import us.hebi.matlab.mat.types.MatlabType;
import us.hebi.matlab.mat.types.Matrix;
import us.hebi.matlab.mat.types.Source;
import us.hebi.matlab.mat.types.Sources;

/**
 * Reads the MATLAB v5 files in which the face data sets of subspace learning are handed round:
 * {@code fea}, n×side² (grey) or n×3·side² (red, green and blue plane), each row an image stored
 * column by column, and {@code gnd}, n whole numbers that tell the people apart; or an image cube
 * {@code x}, H×W×n or H×W×C×n (or n first), with {@code label}. {@link ValueRange} says which
 * values become which grey levels. Settings:
 *
 * <ul>
 *   <li>{@code path}: the file
 *   <li>{@code images}, {@code labels}: names of the variables; empty: the usual ones
 *   <li>{@code side}: of the images, where they are rows of a matrix; a cube says it itself
 *   <li>{@code channels}: of the result, 3 (RGB, grey is replicated) or 1 (BT.601 grey)
 * </ul>
 */
public final class MatReader implements DatasetReader {
  private static final int HEADER = 19;

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
  public Dataset read(String name, Settings settings, Path work, Progress progress)
      throws IOException {
    Path file = ReaderSettings.path(settings);
    int side = settings.integer("side", 1, 1024);
    int channels = ReaderSettings.channels(settings);
    checkForm(file);
    progress.report("images of " + name, 0, 1);
    List<String> notes = new ArrayList<>();
    LabeledImages images = parse(file, settings, side, channels, notes);
    progress.report("images of " + name, 1, 1);
    Map<String, Long> counts =
        Map.of("images", (long) images.size(), "people", (long) images.identities().size());
    return new Dataset(name, images, false, DatasetDigest.of(images), counts, notes);
  }

  private static void checkForm(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new BadInputException(file + ": no such file; expected a MATLAB v5 file");
    }
    byte[] head;
    try (var in = Files.newInputStream(file)) {
      head = in.readNBytes(HEADER);
    }
    String text = new String(head, StandardCharsets.ISO_8859_1);
    if (text.startsWith("MATLAB 7.3")) {
      throw new BadInputException(file + ": MATLAB 7.3 (HDF5); save it with -v7 or -v6 instead");
    }
    if (!text.startsWith("MATLAB 5.0 MAT-file")) {
      throw new BadInputException(file + ": not a MATLAB v5 file");
    }
  }

  private static LabeledImages parse(
      Path file, Settings settings, int side, int channels, List<String> notes) {
    List<String> all = new ArrayList<>();
    List<MatVariables.Variable> variables;
    try {
      variables = MatVariables.list(file, all);
    } catch (IOException e) {
      throw new BadInputException(
          file + ": damaged or truncated (" + ReadReport.reason(e) + ")", e);
    }
    String images = choose(file, settings, "images", MatVariables.IMAGES, variables, all);
    String labels = choose(file, settings, "labels", MatVariables.LABELS, variables, all);
    try (Source source = Sources.openFile(file.toFile())) {
      Mat5Reader reader =
          Mat5.newReader(source)
              .disableSubsystemProcessing()
              .setEntryFilter(e -> e.getName().equals(images) || e.getName().equals(labels));
      try (MatFile mat = reader.readMat()) {
        Numbers values = new Numbers(images, matrix(file, mat, images));
        Numbers people = new Numbers(labels, matrix(file, mat, labels));
        return pictures(file, values, people, side, channels, notes);
      }
    } catch (BadInputException e) {
      throw e;
    } catch (IOException | RuntimeException e) { // What the library throws on damaged data.
      throw new BadInputException(file + ": damaged or truncated (" + e + ")", e);
    }
  }

  private static LabeledImages pictures(
      Path file, Numbers values, Numbers people, int side, int channels, List<String> notes) {
    int n = people.size();
    int[] shape = values.matrix.getDimensions();
    PictureNumbers.Axes axes =
        shape.length == 2 ? rows(file, values, shape, side) : cube(file, values, shape, n);
    if (axes.n() != n || n == 0) {
      throw new BadInputException(
          file
              + ": "
              + axes.n()
              + " images in "
              + values.name()
              + ", "
              + n
              + " labels in "
              + people.name());
    }
    String place = file.toString();
    byte[] pixels =
        new byte[PictureNumbers.length(place, n, axes.height(), axes.width(), channels)];
    ValueRange range = ValueRange.of(place, List.of(values), List.of(axes));
    range.note().ifPresent(notes::add);
    PictureNumbers.write(values, axes, range, channels, pixels, 0);
    LabelNumbers labels = LabelNumbers.of(place, people.name(), people);
    Images images = new Images(axes.height(), axes.width(), channels, pixels);
    return new LabeledImages(images, labels.labels(), labels.people());
  }

  private static PictureNumbers.Axes rows(Path file, Numbers values, int[] shape, int side) {
    int area = side * side;
    if (shape[1] != area && shape[1] != 3 * area) {
      throw new BadInputException(
          file
              + ": "
              + values.name()
              + " has "
              + shape[1]
              + " columns, images of side "
              + side
              + " need "
              + area
              + " (grey) or "
              + 3 * area
              + " (colour)");
    }
    long n = shape[0];
    int planes = shape[1] / area;
    return new PictureNumbers.Axes(shape[0], side, side, planes, 1, n, n * side, n * area);
  }

  /** H×W×n or H×W×C×n; or n first, where only that fits the number of labels. */
  private static PictureNumbers.Axes cube(Path file, Numbers values, int[] shape, int n) {
    int last = shape.length - 1;
    boolean first = shape[last] != n && shape[0] == n;
    int at = first ? 1 : 0;
    int planes = last == 3 ? shape[at + 2] : 1;
    if (last > 3 || planes != 1 && planes != 3) {
      String found =
          Arrays.stream(shape).mapToObj(Integer::toString).collect(Collectors.joining("x"));
      throw new BadInputException(
          file
              + ": "
              + values.name()
              + " is "
              + found
              + "; images must be rows of a matrix, H×W×n or H×W×C×n with C 1 or 3");
    }
    long height = shape[at];
    long area = height * shape[at + 1];
    long image = first ? 1 : area * planes;
    long step = first ? n : 1;
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

  private static String choose(
      Path file,
      Settings settings,
      String key,
      List<String> usual,
      List<MatVariables.Variable> variables,
      List<String> all) {
    String given = settings.text(key);
    List<String> candidates = given.isBlank() ? usual : List.of(given);
    for (String name : candidates) {
      if (variables.stream().anyMatch(v -> v.name().equals(name))) {
        return name;
      }
      if (all.contains(name)) {
        throw new BadInputException(
            file + ": variable '" + name + "' must be a full matrix of real numbers");
      }
    }
    throw new BadInputException(
        file
            + ": no variable "
            + candidates.stream().map(c -> "'" + c + "'").collect(Collectors.joining(", "))
            + " for "
            + settings.path(key)
            + "; found "
            + (all.isEmpty() ? "none" : all.stream().limit(20).collect(Collectors.joining(", "))));
  }

  private static Matrix matrix(Path file, MatFile mat, String name) {
    Array array = mat.getArray(name);
    if (array instanceof Matrix matrix
        && array.getType() != MatlabType.Sparse
        && !matrix.isComplex()) {
      return matrix;
    }
    throw new BadInputException(
        file + ": variable '" + name + "' must be a full matrix of real numbers");
  }

  /** A variable's numbers, column-major as in the file. */
  private static final class Numbers implements PictureNumbers.Source, LabelNumbers.Source {
    private final String name;
    private final Matrix matrix;

    Numbers(String name, Matrix matrix) {
      this.name = name;
      this.matrix = matrix;
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

    @Override
    public String name() {
      return name;
    }
  }
}
