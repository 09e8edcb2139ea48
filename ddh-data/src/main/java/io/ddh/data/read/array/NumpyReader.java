package io.ddh.data.read.array;

import io.ddh.core.BadInputException;
import io.ddh.core.Candidate;
import io.ddh.core.Dataset;
import io.ddh.core.DatasetReader;
import io.ddh.core.FormMatch;
import io.ddh.core.LabeledImages;
import io.ddh.core.Progress;
import io.ddh.core.Reason;
import io.ddh.core.Settings;
import io.ddh.core.Specificity;
import io.ddh.core.npy.NdArray;
import io.ddh.core.npy.NpyHeader;
import io.ddh.data.read.ReaderSettings;
import io.ddh.data.read.files.FileNames;
import io.ddh.data.read.files.FileTree;
import io.ddh.data.read.files.KnownContent;
import io.ddh.data.read.files.Limits;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.io.function.IOSupplier;

/**
 * Reads NumPy files. A data set is either one {@code .npz} file with arrays of images and labels,
 * or one {@code .npy} file of images and another {@code .npy} file of labels in the same folder.
 * Images are n×H×W, n×H×W×C, n×C×H×W or n×d; {@link ValueRange} describes which values they may
 * have. Labels are whole numbers or strings. If there are arrays {@code x_train}, {@code y_train},
 * {@code x_test} and {@code y_test}, they define the split. The reader has these settings in
 * addition to those of {@link GivenSets}:
 *
 * <ul>
 *   <li>{@code path}: the file
 *   <li>{@code images}, {@code labels}: names of the arrays in an npz file; if empty, the usual
 *       names are tried. If {@code path} is an npy file, {@code labels} is the path of the file
 *       with the labels, relative to the folder of {@code path}
 *   <li>{@code layout}: the order in which an array stores the values of an image: {@code planes}
 *       (C×H×W), {@code pixels} (H×W×C) or {@code auto}. This setting applies to arrays n×d, and to
 *       arrays with four axes whose order is ambiguous. With {@code auto}, the axis of length 1 or
 *       3 is taken as C in arrays with four axes, and n×3·side² is read as {@code pixels}
 *   <li>{@code channels}: channels of the resulting images, 3 (RGB, grey is replicated) or 1
 *       (BT.601 grey)
 * </ul>
 */
public final class NumpyReader implements DatasetReader {
  private static final List<String> LAYOUTS = List.of("auto", "planes", "pixels");
  private static final List<String> IMAGES =
      List.of("images", "x", "X", "data", "fea", "faces", "arr_0");
  private static final List<String> LABELS =
      List.of("labels", "label", "y", "Y", "target", "gnd", "people", "arr_1");
  private static final List<String> DIVIDED = List.of("x_train", "y_train", "x_test", "y_test");

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
          ? FormMatch.near("a NumPy archive with a single array; it must hold images and labels")
          : FormMatch.NO;
    }
    if (!NpyHeader.isNpy(candidate.head())) {
      return FormMatch.NO;
    }
    Optional<String> labels = labelsBeside(candidate.path());
    if (labels.isEmpty()) {
      return FormMatch.near(
          "an npy file without a label file beside it; the setting 'labels' can name one");
    }
    String reason = "an npy file with labels in '" + labels.get() + "' beside it";
    return FormMatch.fits(Map.of("labels", labels.get()), reason);
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
    Path file = ReaderSettings.file(settings, "an npz or npy file");
    int channels = ReaderSettings.channels(settings);
    String layout = settings.choice("layout", LAYOUTS);
    progress.report("images of " + name, 0, 1);
    ArraySet set = new ArraySet(file.toString());
    int train = 0;
    String labels = settings.text("labels");
    if (NpyHeader.isNpy(KnownContent.head(file))) {
      if (labels.isBlank()) {
        throw new BadInputException(
            settings.path("labels") + ": must name the npy file with the labels of " + file);
      }
      NdArray second = npy(file.resolveSibling(ReaderSettings.path(settings, "labels")));
      ImageNumbers images = numbers(file, file.getFileName().toString(), npy(file), layout);
      set.add(images, new LabelArray(file.toString(), labels, second));
    } else {
      train = npz(file, settings, layout, set);
    }
    LabeledImages images = set.images(channels, train);
    progress.report("images of " + name, 1, 1);
    Dataset data = GivenSets.dataset(name, images, Map.of(), set.notes());
    return GivenSets.checked(data, file, settings);
  }

  private static NdArray npy(Path file) {
    ReaderSettings.file(file, "expected an npy file");
    return array(file.toString(), () -> Files.newInputStream(file));
  }

  /**
   * Reads the arrays of an npz file, and returns the number of training images, or 0 if the file
   * defines no split.
   */
  private static int npz(Path file, Settings settings, String layout, ArraySet set)
      throws IOException {
    try (FileTree tree = FileTree.open(file, "expected arrays")) {
      Map<String, FileTree.Entry> members = new TreeMap<>();
      for (FileTree.Entry e : tree.files()) {
        if (e.path().endsWith(".npy")) {
          members.put(e.path().substring(0, e.path().length() - 4), e);
        }
      }
      Set<String> there = members.keySet();
      boolean named = !settings.text("images").isBlank() || !settings.text("labels").isBlank();
      List<String> names =
          !named && there.containsAll(DIVIDED)
              ? DIVIDED
              : List.of(
                  ReaderSettings.choose(file, "array", settings, "images", IMAGES, there),
                  ReaderSettings.choose(file, "array", settings, "labels", LABELS, there));
      List<String> others = there.stream().filter(name -> !names.contains(name)).toList();
      if (!others.isEmpty()) {
        String shown = others.stream().limit(20).collect(Collectors.joining(", "));
        set.note("read " + String.join(", ", names) + "; ignored: " + shown);
      }
      List<NdArray> arrays = new ArrayList<>();
      for (String name : names) { // one at a time, because each may be large
        IOSupplier<InputStream> source =
            () -> new ByteArrayInputStream(tree.bytes(members.get(name), Limits.ARRAY_BYTES));
        arrays.add(array(file + ": array " + name, source));
      }
      int train = 0;
      for (int i = 0; i < names.size(); i += 2) {
        train = set.size();
        ImageNumbers images = numbers(file, names.get(i), arrays.get(i), layout);
        set.add(images, new LabelArray(file.toString(), names.get(i + 1), arrays.get(i + 1)));
      }
      return train;
    }
  }

  private static NdArray array(String place, IOSupplier<InputStream> source) {
    try (InputStream in = source.get()) {
      NdArray array = NdArray.read(in);
      if (array.size() == 0) {
        throw new BadInputException(
            place + ": the array has shape " + array.shapeText() + ", so it is empty");
      }
      return array;
    } catch (IOException e) {
      throw new BadInputException(place + ": " + Reason.of(e), e);
    }
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
                        "%s: %s has shape %s; images must be n×H×W, n×H×W×C, n×C×H×W (C is 1 or 3),"
                            + " n×side² or n×3·side²",
                        file, name, array.shapeText()));
    return new ImageNumbers(name, array, array.type().isFloating(), axes);
  }

  /**
   * Determines where the values of the images are in an array. The result is empty if the array
   * doesn't have the shape of images.
   */
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

  /** Creates the axes of images that are each stored as a vector of side² or 3·side² values. */
  private static Optional<ImageNumbers.Axes> vectors(NdArray array, String layout) {
    int n = array.length(0);
    int length = array.length(1);
    int planes = ImageNumbers.side(length, 1) > 0 ? 1 : 3;
    int side = ImageNumbers.side(length, planes);
    if (side == 0) {
      return Optional.empty();
    }
    long image = array.stride(0);
    long value = array.stride(1);
    if (planes == 1 || layout.equals("planes")) {
      return Optional.of(ImageNumbers.Axes.planes(n, side, planes, image, value));
    }
    long pixel = planes * value;
    return Optional.of(
        new ImageNumbers.Axes(n, side, side, planes, image, side * pixel, pixel, value));
  }

  /**
   * Creates the axes of images, given which axes of the array stand for rows, columns and colours.
   * If {@code colour} is −1, the array has no axis for colours.
   */
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
}
