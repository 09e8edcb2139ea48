package io.ddh.data.read.array;

import io.ddh.core.BadInputException;
import io.ddh.core.Candidate;
import io.ddh.core.Dataset;
import io.ddh.core.DatasetReader;
import io.ddh.core.FormMatch;
import io.ddh.core.GivenSplit;
import io.ddh.core.Images;
import io.ddh.core.LabeledImages;
import io.ddh.core.Progress;
import io.ddh.core.Reason;
import io.ddh.core.Settings;
import io.ddh.core.npy.NdArray;
import io.ddh.data.read.ReaderSettings;
import io.ddh.data.read.files.FileTree;
import io.ddh.data.read.files.Limits;
import io.ddh.data.read.numpy.Pickles;
import io.ddh.data.text.PlainText;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Reads CIFAR-10 and CIFAR-100 (A. Krizhevsky, 2009) from a folder or an archive. Images are
 * n×32×32×3. Three versions can be read. The binary version of CIFAR-10 consists of the files
 * {@code data_batch_1.bin} to {@code data_batch_5.bin}, {@code test_batch.bin}, and {@code
 * batches.meta.txt} with one class name per line. The files of the Python version of CIFAR-10 have
 * the same names without extensions. The Python version of CIFAR-100 consists of the files {@code
 * train}, {@code test} and {@code meta}; its fine labels are used.
 *
 * <p>The setting {@code path} gives the folder or archive. All other settings are those of {@link
 * GivenSets}.
 */
public final class CifarReader implements DatasetReader {
  private static final int SIDE = 32;
  private static final int AREA = SIDE * SIDE;
  private static final int RECORD = 1 + 3 * AREA;

  @Override
  public String form() {
    return "cifar";
  }

  @Override
  public Map<String, Object> defaults() {
    return GivenSets.defaults(Map.of("path", ""));
  }

  @Override
  public FormMatch recognize(Candidate candidate) {
    return CifarVersion.of(candidate.names())
        .map(found -> FormMatch.fits(found.first() + " is there"))
        .orElse(FormMatch.NO);
  }

  @Override
  public Dataset read(String name, Settings settings, Path work, Progress progress)
      throws IOException {
    Path path = ReaderSettings.path(settings);
    try (FileTree tree = FileTree.open(path, "expected the files of CIFAR, such as data_batch_1")) {
      List<String> paths = tree.files().stream().map(FileTree.Entry::path).toList();
      CifarVersion.Found found =
          CifarVersion.of(paths)
              .orElseThrow(
                  () ->
                      BadInputException.of(
                          "%s: no data_batch_1.bin; expected the binary or Python version of"
                              + " CIFAR-10, or the Python version of CIFAR-100",
                          path));
      CifarFiles files = new CifarFiles(tree, found);
      List<Batch> batches = new ArrayList<>();
      int train = 0;
      for (String file : found.version().train()) {
        progress.report("images of " + name, batches.size(), found.version().train().size() + 1);
        batches.add(files.batch(file));
        train += batches.get(batches.size() - 1).labels.length;
      }
      batches.add(files.batch(found.version().test()));
      progress.report("images of " + name, batches.size(), batches.size());
      int[] labels = batches.stream().flatMapToInt(b -> Arrays.stream(b.labels)).toArray();
      LabeledImages images =
          new LabeledImages(
              images(path.toString(), labels.length, batches),
              labels,
              files.classes(labels),
              Optional.of(GivenSplit.ofCounts(train, labels.length - train)));
      Dataset data = GivenSets.dataset(name, images, Map.of(), List.of());
      return GivenSets.checked(data, path, settings);
    }
  }

  /** Combines the images of all files, n×32×32×3. */
  private static Images images(String place, int n, List<Batch> batches) {
    byte[] pixels = new byte[ImageNumbers.length(place, n, SIDE, SIDE, 3)];
    int to = 0;
    for (Batch batch : batches) {
      for (int i = 0; i < batch.labels.length; i++) {
        for (int p = 0; p < AREA; p++) {
          for (int c = 0; c < 3; c++) {
            pixels[to++] = batch.planes.at(i, c * AREA + p);
          }
        }
      }
    }
    return new Images(SIDE, SIDE, 3, pixels);
  }

  /** The images and labels of one file. */
  private record Batch(int[] labels, Planes planes) {}

  /** The values of images. Each image is stored as a red, a green and a blue plane. */
  @FunctionalInterface
  private interface Planes {
    /** Returns value k of image i. */
    byte at(int i, int k);
  }

  /**
   * The files of CIFAR in a folder or archive. In the binary version, each image is a record of
   * 3,073 bytes, which holds the label and then the red, green and blue planes of 32×32 pixels. In
   * the Python version, each file is a pickled dictionary. The dictionary holds the labels and
   * {@code data}, an array of n×3072 bytes with the same planes. {@link Pickles} describes which
   * pickles are accepted.
   */
  private record CifarFiles(FileTree tree, CifarVersion.Found found) {
    /**
     * Reads the images and labels of one file.
     *
     * @throws BadInputException if the file is missing, damaged or not a file of this version; the
     *     message names it
     */
    Batch batch(String name) {
      FileTree.Entry entry = entry(name).orElseThrow(() -> missing(name));
      return found.version().isBinary() ? binary(entry) : python(entry);
    }

    private Optional<FileTree.Entry> entry(String name) {
      String path = found.folder() + name;
      return tree.files().stream().filter(file -> file.path().equals(path)).findFirst();
    }

    private BadInputException missing(String name) {
      return BadInputException.of(
          "%s: no %s; expected the %s", place(found.folder()), name, found.version());
    }

    private String place(String path) {
      return tree.root() + "/" + path;
    }

    private Batch binary(FileTree.Entry entry) {
      String place = place(entry.path());
      long length = entry.size();
      if (length == 0 || length % RECORD != 0) {
        String found =
            length < RECORD ? "none" : length / RECORD + " and " + length % RECORD + " more bytes";
        throw BadInputException.of(
            "%s: %d bytes; must be one or more complete records of %d bytes, found %s",
            place, length, RECORD, found);
      }
      byte[] bytes = bytes(entry);
      int[] labels = new int[bytes.length / RECORD];
      Arrays.setAll(labels, i -> label(place, i, bytes[i * RECORD] & 255, 10));
      return new Batch(labels, (i, k) -> bytes[i * RECORD + 1 + k]);
    }

    private Batch python(FileTree.Entry entry) {
      String place = place(entry.path());
      Map<?, ?> map = dictionary(entry);
      if (!(map.get("data") instanceof NdArray data)
          || !data.type().isUnsignedByte()
          || data.axes() != 2
          || data.length(1) != 3 * AREA) {
        throw new BadInputException(place + ": 'data' must be n×3072 unsigned bytes");
      }
      String key = found.version().labelsKey();
      if (!(map.get(key) instanceof List<?> list) || list.size() != data.length(0)) {
        throw BadInputException.of("%s: '%s' must hold %d labels", place, key, data.length(0));
      }
      int[] labels = new int[list.size()];
      Arrays.setAll(labels, i -> label(place, i, list.get(i), 100));
      return new Batch(labels, (i, k) -> (byte) data.integer(i, k));
    }

    private byte[] bytes(FileTree.Entry entry) {
      try {
        return tree.bytes(entry, Limits.ARRAY_BYTES);
      } catch (IOException e) {
        throw new BadInputException(place(entry.path()) + ": " + Reason.of(e), e);
      }
    }

    private Map<?, ?> dictionary(FileTree.Entry entry) {
      byte[] bytes = bytes(entry);
      try {
        if (Pickles.read(new ByteArrayInputStream(bytes), bytes.length) instanceof Map<?, ?> map) {
          return map;
        }
      } catch (IOException e) {
        throw new BadInputException(place(entry.path()) + ": " + Reason.of(e), e);
      }
      throw new BadInputException(place(entry.path()) + ": the pickle must hold a dictionary");
    }

    private static int label(String place, int image, Object found, int classes) {
      double label = found instanceof Number number ? number.doubleValue() : -1;
      if (!(label >= 0 && label < classes && label == Math.rint(label))) {
        throw BadInputException.of(
            "%s: label of image %d is %s, must be 0 to %d", place, image, found, classes - 1);
      }
      return (int) label;
    }

    /**
     * Returns the names of the classes. If the file with the class names is missing in a Python
     * version, the class numbers are used as names.
     */
    List<String> classes(int[] labels) {
      boolean binary = found.version().isBinary();
      int least = binary ? 10 : Arrays.stream(labels).max().orElse(0) + 1;
      Optional<FileTree.Entry> file = entry(found.version().names());
      if (file.isEmpty()) {
        if (binary) {
          throw missing(found.version().names());
        }
        return IntStream.range(0, least).mapToObj(Integer::toString).toList();
      }
      List<String> names = binary ? lines(file.get()) : pickled(file.get());
      if (names.size() < least
          || binary && names.size() > least
          || names.stream().distinct().count() < names.size()) {
        throw BadInputException.of(
            "%s: must hold %d different class names, found %s",
            place(file.get().path()), least, names.subList(0, Math.min(20, names.size())));
      }
      return names;
    }

    private List<String> lines(FileTree.Entry file) {
      String text = PlainText.decode(place(file.path()), bytes(file));
      return text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    }

    private List<String> pickled(FileTree.Entry file) {
      Object names = dictionary(file).get(found.version().namesKey());
      return names instanceof List<?> list
          ? list.stream().map(CifarFiles::text).toList()
          : List.of();
    }

    private static String text(Object name) {
      return name instanceof byte[] bytes
          ? new String(bytes, StandardCharsets.UTF_8)
          : String.valueOf(name);
    }
  }

  /**
   * One of the versions in which CIFAR is distributed.
   *
   * @param train names of the files with training images
   * @param names name of the file with the class names
   * @param labelsKey dictionary key of the labels; empty in the binary version
   * @param namesKey dictionary key of the class names; empty in the binary version
   */
  private record CifarVersion(
      String title,
      List<String> train,
      String test,
      String names,
      String labelsKey,
      String namesKey) {
    private static final List<CifarVersion> ALL =
        Stream.of(
                "binary version of CIFAR-10;data_batch_#.bin;test_batch.bin;batches.meta.txt;;",
                "Python version of"
                    + " CIFAR-10;data_batch_#;test_batch;batches.meta;labels;label_names",
                "Python version of CIFAR-100;train;test;meta;fine_labels;fine_label_names")
            .map(line -> of(line.split(";", -1)))
            .toList();

    private static CifarVersion of(String... cells) {
      Stream<String> five =
          IntStream.rangeClosed(1, 5).mapToObj(i -> cells[1].replace("#", "" + i));
      List<String> train = five.distinct().toList();
      return new CifarVersion(cells[0], train, cells[2], cells[3], cells[4], cells[5]);
    }

    /**
     * A version whose files were found. {@code first} is the path of the file by which the version
     * was recognised.
     */
    record Found(CifarVersion version, String first) {
      /**
       * Returns the folder that holds the files. The path of the folder is empty or ends with a
       * slash.
       */
      String folder() {
        return first.substring(0, first.lastIndexOf('/') + 1);
      }
    }

    /**
     * Finds out to which version the files with these paths belong. The file names of CIFAR-100 are
     * common words, so this version is found only if all of its files are present.
     */
    static Optional<Found> of(List<String> paths) {
      return ALL.stream().flatMap(version -> version.in(paths).stream()).findFirst();
    }

    private Optional<Found> in(List<String> paths) {
      String telling = train.size() > 1 ? train.get(0) : names;
      return paths.stream()
          .filter(path -> path.equals(telling) || path.endsWith("/" + telling))
          .map(path -> new Found(this, path))
          .filter(
              found ->
                  train.size() > 1
                      || paths.contains(found.folder() + train.get(0))
                          && paths.contains(found.folder() + test))
          .findFirst();
    }

    boolean isBinary() {
      return labelsKey.isEmpty();
    }

    /** Returns title and file names of this version, for error messages. */
    @Override
    public String toString() {
      return title + ", " + String.join(", ", train) + ", " + test + " and " + names;
    }
  }
}
