package io.ddh.data.read.array;

import io.ddh.core.BadInputException;
import io.ddh.core.Candidate;
import io.ddh.core.Dataset;
import io.ddh.core.DatasetReader;
import io.ddh.core.FormMatch;
import io.ddh.core.Images;
import io.ddh.core.LabeledImages;
import io.ddh.core.Progress;
import io.ddh.core.Settings;
import io.ddh.core.Specificity;
import io.ddh.core.npy.NdArray;
import io.ddh.core.npy.NpyHeader;
import io.ddh.data.read.ReaderSettings;
import io.ddh.data.read.files.FileNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Reads NumPy's files: an {@code .npz} with arrays of images and of labels, or an {@code .npy} of
 * images with one of labels beside it. Images are n×H×W, n×H×W×C, n×C×H×W or n×d, with values as
 * {@link ValueRange} describes; labels are whole numbers or texts. If there are {@code x_train},
 * {@code y_train}, {@code x_test} and {@code y_test}, they define the split. Settings, beside those
 * of {@link GivenSets}:
 *
 * <ul>
 *   <li>{@code path}: the file
 *   <li>{@code images}, {@code labels}: names of the arrays; for an npy, {@code labels} is the path
 *       of the other file, from path's folder. Empty: the usual names
 *   <li>{@code layout}: of n×d, and of four axes where it is ambiguous: {@code planes} (C×H×W),
 *       {@code pixels} (H×W×C), or {@code auto}: for four axes the position of the axis of length 1
 *       or 3 decides, n×3·side² is {@code pixels}
 *   <li>{@code channels}: of the result, 3 (RGB, grey is replicated) or 1 (BT.601 grey)
 * </ul>
 */
public final class NumpyReader implements DatasetReader {
  private static final List<String> LAYOUTS = List.of("auto", "planes", "pixels");

  @Override
  public String form() {
    return "numpy";
  }

  @Override
  public Map<String, Object> defaults() {
    return GivenSets.defaults(
        Map.of("path", "", "images", "", "labels", "", "layout", "auto", "channels", 3));
  }

  @Override
  public Specificity specificity() {
    return Specificity.FILE_FORMAT;
  }

  @Override
  public FormMatch recognize(Candidate candidate) throws IOException {
    if (candidate.kind() == Candidate.Kind.ARCHIVE) {
      long arrays = candidate.names().stream().filter(name -> name.endsWith(".npy")).count();
      if (arrays >= 2) {
        return FormMatch.fits(arrays + " arrays in a ZIP archive, as NumPy's savez writes them");
      }
      return arrays == 1
          ? FormMatch.near("a NumPy archive of one array; it must hold images and labels")
          : FormMatch.NO;
    }
    if (!NpyHeader.isNpy(candidate.head())) {
      return FormMatch.NO;
    }
    return labelsBeside(candidate.path())
        .map(
            labels ->
                FormMatch.fits(Map.of("labels", labels), "an npy file, " + labels + " beside it"))
        .orElseGet(
            () ->
                FormMatch.near(
                    "an npy file without one with labels beside it; setting labels names it"));
  }

  private static Optional<String> labelsBeside(Path file) throws IOException {
    try (Stream<Path> all = Files.list(file.toAbsolutePath().getParent())) {
      return all.map(FileNames::name)
          .filter(name -> !name.equals(FileNames.name(file)))
          .filter(name -> name.matches("(?i)(y|.*label.*|.*target.*)\\.(?-i)npy"))
          .sorted()
          .findFirst();
    }
  }

  @Override
  public Dataset read(String name, Settings settings, Path work, Progress progress)
      throws IOException {
    Path file = ReaderSettings.path(settings);
    int channels = ReaderSettings.channels(settings);
    String layout = settings.choice("layout", LAYOUTS);
    progress.report("images of " + name, 0, 1);
    NumpyArrays arrays = NumpyArrays.open(file, settings);
    List<String> notes = new ArrayList<>(arrays.unread().stream().toList());
    List<ImageNumbers> parts =
        arrays.pairs().stream()
            .map(pair -> numbers(file, pair.imagesName(), pair.images(), layout))
            .toList();
    Images images = ImageNumbers.images(file.toString(), parts, channels, notes);
    LabelNumbers people = people(file, arrays.pairs(), parts, notes);
    progress.report("images of " + name, 1, 1);
    int[] labels = people.labels();
    Dataset data;
    if (parts.size() == 2) {
      int train = parts.get(0).axes().n();
      data = GivenSets.dataset(name, images, labels, people.people(), train, Map.of(), notes);
    } else {
      Map<String, Long> parted = Map.of("images.train", 0L, "images.test", 0L);
      data = Dataset.of(name, new LabeledImages(images, labels, people.people()), parted, notes);
    }
    return GivenSets.checked(data, file, settings);
  }

  private static LabelNumbers people(
      Path file, List<NumpyArrays.Pair> pairs, List<ImageNumbers> parts, List<String> notes) {
    String place = file.toString();
    boolean numbered = pairs.get(0).labels().type().isNumber();
    List<String> names = new ArrayList<>();
    DoubleStream.Builder numbers = DoubleStream.builder();
    for (int p = 0; p < pairs.size(); p++) {
      NdArray labels = pairs.get(p).labels();
      String name = pairs.get(p).labelsName();
      int n = parts.get(p).axes().n();
      String source = parts.get(p).name();
      if (labels.type().isNumber() != numbered) {
        throw BadInputException.of("%s: %s: labels must all be numbers, or all texts", file, name);
      }
      if (numbered) {
        double[] own = new LabelArray(place, name, labels).numbers(n, source, notes);
        Arrays.stream(own).forEach(numbers::add);
      } else {
        LabelArray.checkCount(place, n, source, labels.size(), name);
        IntStream.range(0, n).mapToObj(labels::text).forEach(names::add);
      }
    }
    String name = pairs.get(0).labelsName();
    return numbered
        ? LabelNumbers.of(place, name, numbers.build().toArray())
        : LabelNumbers.of(place, name, names);
  }

  private static ImageNumbers numbers(Path file, String name, NdArray array, String layout) {
    if (!array.type().isNumber()) {
      throw BadInputException.of("%s: %s: images must be numbers", file, name);
    }
    ImageNumbers.Axes axes =
        axes(array, layout)
            .orElseThrow(
                () ->
                    BadInputException.of(
                        "%s: %s is %s; images must be n×H×W, n×H×W×C, n×C×H×W (C is 1 or 3),"
                            + " n×side² or n×3·side²",
                        file, name, array.shapeText()));
    return new ImageNumbers(name, array, array.type().isFloating(), axes);
  }

  /** Where the values of images are; empty if the array isn't shaped as images. */
  private static Optional<ImageNumbers.Axes> axes(NdArray array, String layout) {
    return switch (array.axes()) {
      case 2 -> vectors(array, layout);
      case 3 -> Optional.of(axes(array, 1, 2, -1));
      case 4 -> {
        boolean last = isColour(array.length(3)) && !layout.equals("planes");
        boolean first = isColour(array.length(1)) && !layout.equals("pixels");
        yield last
            ? Optional.of(axes(array, 1, 2, 3))
            : first ? Optional.of(axes(array, 2, 3, 1)) : Optional.empty();
      }
      default -> Optional.empty();
    };
  }

  /** Each image a vector of side² or 3·side² values. */
  private static Optional<ImageNumbers.Axes> vectors(NdArray array, String layout) {
    int n = array.length(0);
    int length = array.length(1);
    int planes = isSquare(length) ? 1 : length % 3 == 0 && isSquare(length / 3) ? 3 : 0;
    if (planes == 0 || length == 0) {
      return Optional.empty();
    }
    int side = (int) Math.round(Math.sqrt(length / (double) planes));
    long image = array.stride(0);
    long value = array.stride(1);
    if (planes == 1 || layout.equals("planes")) {
      return Optional.of(ImageNumbers.Axes.planes(n, side, planes, image, value));
    }
    long pixel = planes * value;
    return Optional.of(
        new ImageNumbers.Axes(n, side, side, planes, image, side * pixel, pixel, value));
  }

  /** By the numbers of the array's axes; colour −1: there is none. */
  private static ImageNumbers.Axes axes(NdArray array, int down, int across, int colour) {
    return new ImageNumbers.Axes(
        array.length(0),
        array.length(down),
        array.length(across),
        colour < 0 ? 1 : array.length(colour),
        array.stride(0),
        array.stride(down),
        array.stride(across),
        colour < 0 ? 0 : array.stride(colour));
  }

  private static boolean isColour(int length) {
    return length == 1 || length == 3;
  }

  private static boolean isSquare(int area) {
    int side = (int) Math.round(Math.sqrt(area));
    return side * side == area;
  }
}
