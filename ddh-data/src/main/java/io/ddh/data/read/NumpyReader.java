package io.ddh.data.read;

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
import io.ddh.data.read.files.FileNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads NumPy's files: an {@code .npz} with arrays of images and of labels, or an {@code .npy} of
 * images with one of labels beside it. Images are n×H×W, n×H×W×C, n×C×H×W or n×d, values as {@link
 * ValueRange} says; labels whole numbers or texts. Where there are {@code x_train}, {@code
 * y_train}, {@code x_test} and {@code y_test}, the split is theirs. Settings, beside those of
 * {@link GivenSets}, which then hold:
 *
 * <ul>
 *   <li>{@code path}: the file
 *   <li>{@code images}, {@code labels}: names of the arrays; for an npy, {@code labels} is the path
 *       of the other file, from path's folder. Empty: the usual names
 *   <li>{@code layout}: of n×d, and of four axes where both would do: {@code planes} (C×H×W),
 *       {@code pixels} (H×W×C), or {@code auto}: four axes tell by where 1 or 3 stands, n×3·side²
 *       is {@code pixels}
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
    List<Picture> parts = new ArrayList<>();
    for (NumpyArrays.Pair pair : arrays.pairs()) {
      parts.add(new Picture(pair.imagesName(), pair.images(), layout, file));
    }
    ValueRange range =
        ValueRange.of(file.toString(), parts, parts.stream().map(Picture::axes).toList());
    range.note().ifPresent(notes::add);
    Images images = images(file, parts, range, channels);
    LabelNumbers people = people(file, arrays.pairs(), parts, notes);
    progress.report("images of " + name, 1, 1);
    if (parts.size() == 2) {
      int train = parts.get(0).axes().n();
      Dataset data =
          GivenSets.dataset(name, images, people.labels(), people.people(), train, Map.of(), notes);
      return GivenSets.checked(data, file, settings);
    }
    LabeledImages all = new LabeledImages(images, people.labels(), people.people());
    Map<String, Long> parted = Map.of("images.train", 0L, "images.test", 0L);
    Dataset data = Dataset.of(name, all, parted, notes);
    return GivenSets.checked(data, file, settings);
  }

  private static Images images(Path file, List<Picture> parts, ValueRange range, int channels) {
    PictureNumbers.Axes first = parts.get(0).axes();
    long n = 0;
    for (Picture part : parts) {
      if (part.axes().height() != first.height() || part.axes().width() != first.width()) {
        throw new BadInputException(
            file + ": " + part.name() + " has images of another size than " + parts.get(0).name());
      }
      n += part.axes().n();
    }
    byte[] pixels =
        new byte
            [PictureNumbers.length(file.toString(), n, first.height(), first.width(), channels)];
    int at = 0;
    for (Picture part : parts) {
      PictureNumbers.write(part, part.axes(), range, channels, pixels, at);
      at += part.axes().n() * first.height() * first.width() * channels;
    }
    return new Images(first.height(), first.width(), channels, pixels);
  }

  private static LabelNumbers people(
      Path file, List<NumpyArrays.Pair> pairs, List<Picture> parts, List<String> notes) {
    boolean numbered = pairs.get(0).labels().type().isNumber();
    List<String> names = new ArrayList<>();
    List<Double> numbers = new ArrayList<>();
    for (int p = 0; p < pairs.size(); p++) {
      NdArray labels = pairs.get(p).labels();
      String name = pairs.get(p).labelsName();
      int n = parts.get(p).axes().n();
      if (labels.type().isNumber() != numbered) {
        throw new BadInputException(
            file + ": " + name + ": labels must all be numbers, or all texts");
      }
      if (numbered) {
        for (double number : array(file, name, labels).of(n, parts.get(p).name(), notes)) {
          numbers.add(number);
        }
      } else if (labels.size() != n) {
        throw new BadInputException(
            file
                + ": "
                + n
                + " images in "
                + parts.get(p).name()
                + ", "
                + labels.size()
                + " labels in "
                + name);
      } else {
        for (int i = 0; i < n; i++) {
          names.add(labels.text(i));
        }
      }
    }
    String name = pairs.get(0).labelsName();
    double[] all = numbers.stream().mapToDouble(Double::doubleValue).toArray();
    return numbered
        ? LabelNumbers.of(file.toString(), name, all)
        : LabelNumbers.of(file.toString(), name, names);
  }

  /** Labels of any number of axes, of which those of length 1 don't matter. */
  static LabelArray array(Path place, String name, NdArray labels) {
    int[] shape = new int[labels.axes()];
    long[] strides = {0, 0};
    int left = 0;
    for (int axis = 0; axis < shape.length; axis++) {
      shape[axis] = labels.length(axis);
      if (shape[axis] != 1 && left < 2) {
        strides[left++] = labels.stride(axis);
      }
    }
    return new LabelArray(
        place.toString(),
        name,
        shape,
        (row, column) -> labels.number((int) (row * strides[0] + column * strides[1])));
  }

  /** An array of pictures. */
  private static final class Picture implements PictureNumbers.Source {
    private final String name;
    private final NdArray array;
    private final PictureNumbers.Axes axes;

    Picture(String name, NdArray array, String layout, Path file) {
      this.name = name;
      this.array = array;
      this.axes = axes(layout, file);
    }

    private PictureNumbers.Axes axes(String layout, Path file) {
      if (!array.type().isNumber()) {
        throw new BadInputException(file + ": " + name + ": images must be numbers");
      }
      int n = array.axes() == 0 ? 0 : array.length(0);
      long image = array.axes() == 0 ? 0 : array.stride(0);
      if (array.axes() == 2) {
        int area = array.length(1);
        int planes = isSquare(area) ? 1 : area % 3 == 0 && isSquare(area / 3) ? 3 : 0;
        if (planes > 0 && area > 0) {
          int side = (int) Math.round(Math.sqrt(area / (double) planes));
          long value = array.stride(1);
          boolean apart = planes == 1 || layout.equals("planes");
          long pixel = apart ? value : planes * value;
          return new PictureNumbers.Axes(
              n,
              side,
              side,
              planes,
              image,
              side * pixel,
              pixel,
              apart ? (long) side * side * value : value);
        }
      } else if (array.axes() == 3) {
        return new PictureNumbers.Axes(
            n, array.length(1), array.length(2), 1, image, array.stride(1), array.stride(2), 0);
      } else if (array.axes() == 4) {
        boolean last = isColour(array.length(3)) && !layout.equals("planes");
        boolean first = isColour(array.length(1)) && !layout.equals("pixels");
        if (last) {
          return of(n, 1, 2, 3);
        }
        if (first) {
          return of(n, 2, 3, 1);
        }
      }
      throw new BadInputException(
          file
              + ": "
              + name
              + " is "
              + array.shapeText()
              + "; images must be n×H×W, n×H×W×C, n×C×H×W (C is 1 or 3), n×side² or n×3·side²");
    }

    private PictureNumbers.Axes of(int n, int down, int across, int colour) {
      return new PictureNumbers.Axes(
          n,
          array.length(down),
          array.length(across),
          array.length(colour),
          array.stride(0),
          array.stride(down),
          array.stride(across),
          array.stride(colour));
    }

    private static boolean isColour(int length) {
      return length == 1 || length == 3;
    }

    private static boolean isSquare(int area) {
      int side = (int) Math.round(Math.sqrt(area));
      return side * side == area;
    }

    PictureNumbers.Axes axes() {
      return axes;
    }

    @Override
    public int size() {
      return array.size();
    }

    @Override
    public double number(int i) {
      return array.number(i);
    }

    @Override
    public boolean isFloating() {
      return array.type().isFloating();
    }

    @Override
    public String name() {
      return name;
    }
  }
}
