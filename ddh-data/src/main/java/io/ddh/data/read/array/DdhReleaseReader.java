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
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Reads the data that the authors of DDH published with their code (github {@code xjcvip007/DDH}).
 * The data consist of a folder of training images and a folder of query images. Each file in these
 * folders is a Python 2 pickle of a pair: an array of n×3·side² values and n labels. The values of
 * an image, 0..255, are its red, green and blue planes, each stored row by row. The files of a
 * folder are read in the order of their names. The authors' split is used. {@link Pickles}
 * describes which pickles are accepted. The reader has these settings in addition to those of
 * {@link GivenSets}:
 *
 * <ul>
 *   <li>{@code path}: the folder that holds both folders, for example {@code youtubeface_train_set}
 *       and {@code youtubeface_test_set}
 *   <li>{@code train}, {@code test}: names of the two folders or archives in {@code path}. If a
 *       name is empty, the folder or archive is used whose name contains {@code train} or {@code
 *       test}, respectively
 *   <li>{@code channels}: channels of the resulting images, 3 (RGB) or 1 (BT.601 grey)
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

  /**
   * The form fits if there are a training and a test folder, and the first file in each of them
   * begins like a pickle.
   */
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

  /** Returns the first folder in a path, or an empty string if the path contains no folder. */
  private static String top(String path) {
    return path.substring(0, Math.max(0, path.indexOf('/')));
  }

  @Override
  public Dataset read(String name, Settings settings, Path work, Progress progress)
      throws IOException {
    Path root = ReaderSettings.folder(settings, "a training and a test folder of pickles");
    int channels = ReaderSettings.channels(settings);
    ArraySet set = new ArraySet(root.toString());
    long files = add(part(root, settings, "train"), name, progress, set);
    int train = set.size();
    files += add(part(root, settings, "test"), name, progress, set);
    LabeledImages images = set.images(channels, train);
    Dataset data = GivenSets.dataset(name, images, Map.of("files", files), set.notes());
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
      String some = found.isEmpty() ? "nothing" : found.size() + " files or folders";
      throw BadInputException.of(
          "%s: found %s with '%s' in the name, expected exactly one; the setting '%s' can name it",
          root, some, key, settings.path(key));
    }
    return found.get(0);
  }

  /** Reads all files of a folder and returns their number. */
  private static int add(Path place, String name, Progress progress, ArraySet set)
      throws IOException {
    try (FileTree tree = FileTree.open(place, LAYOUT)) {
      if (!tree.problems().isEmpty()) {
        throw new BadInputException(place + ": " + tree.problems().get(0));
      }
      List<FileTree.Entry> files = tree.files();
      if (files.isEmpty()) {
        throw new BadInputException(place + ": no files; " + LAYOUT);
      }
      for (int i = 0; i < files.size(); i++) { // one at a time, because a file may be large
        String path = place + "/" + files.get(i).path();
        try {
          byte[] bytes = tree.bytes(files.get(i), Limits.ARRAY_BYTES);
          add(path, Pickles.read(new ByteArrayInputStream(bytes), bytes.length), set);
        } catch (IOException e) {
          throw new BadInputException(path + ": " + Reason.of(e), e);
        }
        progress.report("files of " + name, i + 1, files.size());
      }
      return files.size();
    }
  }

  /** Adds the images and labels of one file. */
  private static void add(String place, Object content, ArraySet set) throws IOException {
    Object[] pair = items(content);
    if (pair.length != 2 || !(pair[0] instanceof NdArray values) || values.axes() != 2) {
      throw new IOException(
          "must hold a pair: a matrix with one row of values per image, and the labels");
    }
    int n = values.length(0);
    int side = ImageNumbers.side(values.length(1), 3);
    if (side == 0) {
      throw new IOException(
          values.length(1)
              + " values per image; the number must be 3·side²,"
              + " for example 3072 for 32x32");
    }
    ImageNumbers.Axes axes =
        ImageNumbers.Axes.planes(n, side, 3, values.stride(0), values.stride(1));
    List<String> notes = new ArrayList<>();
    double[] numbers =
        pair[1] instanceof NdArray labels && labels.type().isNumber()
            ? new LabelArray(place, "labels", labels).numbers(n, "the pickle", notes)
            : numbers(items(pair[1]));
    if (!values.type().isNumber() || numbers.length != n || n == 0) {
      throw new IOException(n + " images, but " + numbers.length + " labels");
    }
    boolean floating = values.type().isFloating();
    set.add(new ImageNumbers("the images", values, floating, axes), "labels", numbers);
    notes.forEach(set::note);
  }

  private static double[] numbers(Object[] items) throws IOException {
    double[] out = new double[items.length];
    for (int i = 0; i < out.length; i++) {
      if (!(items[i] instanceof Number number)) {
        throw new IOException("labels must be numbers");
      }
      out[i] = number.doubleValue();
    }
    return out;
  }

  /** Returns the items of a list or tuple, or empty if the value is neither a list nor a tuple. */
  private static Object[] items(Object value) {
    return value instanceof List<?> list
        ? list.toArray()
        : value instanceof Object[] tuple ? tuple : new Object[0];
  }
}
