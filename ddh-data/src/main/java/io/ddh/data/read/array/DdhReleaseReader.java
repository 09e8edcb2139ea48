package io.ddh.data.read.array;

import io.ddh.core.BadInputException;
import io.ddh.core.Candidate;
import io.ddh.core.Dataset;
import io.ddh.core.DatasetReader;
import io.ddh.core.FormMatch;
import io.ddh.core.Progress;
import io.ddh.core.Reason;
import io.ddh.core.Settings;
import io.ddh.core.npy.NdArray;
import io.ddh.data.read.ReaderSettings;
import io.ddh.data.read.files.FileNames;
import io.ddh.data.read.files.FileTree;
import io.ddh.data.read.files.KnownContent;
import io.ddh.data.read.files.Limits;
import io.ddh.data.read.files.SystemFiles;
import io.ddh.data.read.numpy.Pickles;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Reads the data that the authors of DDH published beside their code (github {@code
 * xjcvip007/DDH}): a folder for training and one for queries. Each holds Python 2 pickles of a
 * pair: n×3·side² values (red, green and blue plane of each image, row by row, 0..255) and n
 * labels. The files of a folder are read in the order of their names. The authors' split is used.
 * {@link Pickles} describes what a pickle may hold. Settings, beside those of {@link GivenSets}:
 *
 * <ul>
 *   <li>{@code path}: the folder that holds both, for example {@code youtubeface_train_set} and
 *       {@code youtubeface_test_set}
 *   <li>{@code train}, {@code test}: their names below path, each a folder or an archive; if empty,
 *       the one whose name contains that word
 *   <li>{@code channels}: of the result, 3 (RGB) or 1 (BT.601 grey)
 * </ul>
 */
public final class DdhReleaseReader implements DatasetReader {
  private static final String LAYOUT = "expected pickles of image values and labels";

  @Override
  public String form() {
    return "ddh-release";
  }

  @Override
  public Map<String, Object> defaults() {
    return GivenSets.defaults(Map.of("path", "", "train", "", "test", "", "channels", 3));
  }

  /** Fits if there are a training and a test folder whose files begin as pickles do. */
  @Override
  public FormMatch recognize(Candidate candidate) throws IOException {
    if (candidate.kind() != Candidate.Kind.FOLDER) {
      return FormMatch.NO;
    }
    Map<String, Object> named = new TreeMap<>();
    boolean several = false;
    for (String part : List.of("train", "test")) {
      List<String> files =
          candidate.names().stream()
              .filter(name -> top(name).toLowerCase(Locale.ROOT).contains(part))
              .toList();
      if (files.isEmpty()
          || !Pickles.isOne(KnownContent.head(candidate.path().resolve(files.get(0))))) {
        return FormMatch.NO;
      }
      named.put(part, top(files.get(0)));
      several |= files.stream().map(DdhReleaseReader::top).distinct().count() > 1;
    }
    String reason = named.get("train") + " and " + named.get("test") + " hold pickles";
    return FormMatch.fits(several ? named : Map.of(), reason);
  }

  /** The top folder of a path; empty if there is none. */
  private static String top(String path) {
    return path.substring(0, Math.max(0, path.indexOf('/')));
  }

  @Override
  public Dataset read(String name, Settings settings, Path work, Progress progress)
      throws IOException {
    Path root = ReaderSettings.folder(settings, "a training and a test folder of pickles");
    int channels = ReaderSettings.channels(settings);
    List<Part> parts = new ArrayList<>(parts(part(root, settings, "train"), name, progress));
    int first = parts.stream().mapToInt(Part::n).sum();
    parts.addAll(parts(part(root, settings, "test"), name, progress));
    List<String> notes = new ArrayList<>();
    List<double[]> found = new ArrayList<>();
    for (Part part : parts) {
      found.add(part.labels());
      notes.addAll(part.notes());
    }
    LabelNumbers labels =
        LabelNumbers.of(
            root.toString(), "labels", found.stream().flatMapToDouble(Arrays::stream).toArray());
    List<ImageNumbers> images = parts.stream().map(Part::images).toList();
    Dataset data =
        GivenSets.dataset(
            name,
            ImageNumbers.images(root.toString(), images, channels, notes),
            labels.labels(),
            labels.people(),
            first,
            Map.of("files", (long) parts.size()),
            notes.stream().distinct().toList());
    return GivenSets.checked(data, root, settings);
  }

  private static Path part(Path root, Settings settings, String key) throws IOException {
    String given = settings.text(key);
    if (!given.isBlank()) {
      return root.resolve(given);
    }
    List<Path> found;
    try (Stream<Path> all = Files.list(root)) {
      found =
          all.filter(p -> p.getFileName().toString().toLowerCase(Locale.ROOT).contains(key))
              .filter(p -> !SystemFiles.isOne(FileNames.name(p)))
              .sorted()
              .toList();
    }
    if (found.size() != 1) {
      throw BadInputException.of(
          "%s: %s with '%s' in the name; %s can name it",
          root,
          found.isEmpty() ? "nothing" : found.size() + " files or folders",
          key,
          settings.path(key));
    }
    return found.get(0);
  }

  private static List<Part> parts(Path place, String name, Progress progress) throws IOException {
    List<Part> out = new ArrayList<>();
    try (FileTree tree = FileTree.open(place, LAYOUT)) {
      if (!tree.problems().isEmpty()) {
        throw new BadInputException(place + ": " + tree.problems().get(0));
      }
      List<FileTree.Entry> files = tree.files();
      for (FileTree.Entry file : files) { // one at a time: a file may be large
        String path = place + "/" + file.path();
        try {
          out.add(Part.of(path, tree.bytes(file, Limits.ARRAY_BYTES)));
        } catch (IOException e) {
          throw new BadInputException(path + ": " + Reason.of(e), e);
        }
        progress.report("files of " + name, out.size(), files.size());
      }
    }
    if (out.isEmpty()) {
      throw new BadInputException(place + ": no files; " + LAYOUT);
    }
    return out;
  }

  /** One file: images and their labels. */
  private record Part(ImageNumbers images, double[] labels, List<String> notes) {
    static Part of(String place, byte[] bytes) throws IOException {
      Object[] pair = items(Pickles.read(new ByteArrayInputStream(bytes), bytes.length));
      if (pair.length != 2 || !(pair[0] instanceof NdArray values) || values.axes() != 2) {
        throw new IOException("must hold a pair: image values, a row for each image, and labels");
      }
      int n = values.length(0);
      List<String> notes = new ArrayList<>();
      double[] labels = numbers(place, pair[1], n, notes);
      int side = (int) Math.round(Math.sqrt(values.length(1) / 3.0));
      if (values.length(1) == 0 || 3L * side * side != values.length(1)) {
        throw new IOException(
            values.length(1) + " values an image, must be 3·side², such as 3072 for 32x32");
      }
      if (!values.type().isNumber() || labels.length != n || n == 0) {
        throw new IOException(n + " images, " + labels.length + " labels");
      }
      ImageNumbers.Axes axes =
          ImageNumbers.Axes.planes(n, side, 3, values.stride(0), values.stride(1));
      boolean floating = values.type().isFloating();
      return new Part(new ImageNumbers("the images", values, floating, axes), labels, notes);
    }

    private static double[] numbers(String place, Object value, int n, List<String> notes)
        throws IOException {
      if (value instanceof NdArray array && array.type().isNumber()) {
        return new LabelArray(place, "labels", array).numbers(n, "the pickle", notes);
      }
      Object[] items = items(value);
      double[] out = new double[items.length];
      for (int i = 0; i < out.length; i++) {
        if (!(items[i] instanceof Number number)) {
          throw new IOException("labels must be numbers");
        }
        out[i] = number.doubleValue();
      }
      return out;
    }

    /** The items of a list or tuple. */
    private static Object[] items(Object value) {
      return value instanceof List<?> list
          ? list.toArray()
          : value instanceof Object[] tuple ? tuple : new Object[0];
    }

    int n() {
      return labels.length;
    }
  }
}
