package io.ddh.data.read;

import io.ddh.core.BadInputException;
import io.ddh.core.Candidate;
import io.ddh.core.Dataset;
import io.ddh.core.DatasetReader;
import io.ddh.core.FormMatch;
import io.ddh.core.Images;
import io.ddh.core.Progress;
import io.ddh.core.Settings;
import io.ddh.data.read.files.FileTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Reads the binary version of CIFAR-10 (A. Krizhevsky, 2009): {@code data_batch_1.bin} to {@code
 * data_batch_5.bin}, {@code test_batch.bin} and {@code batches.meta.txt} with the ten class names,
 * a line each, in a folder or in its folder {@code cifar-10-batches-bin}. A record is a label byte
 * and the red, green and blue plane of 32×32 pixels, 3,073 bytes. Images n×32×32×3. Or the Python
 * version of CIFAR-10 or CIFAR-100 ({@link CifarBatches}), folder or archive.
 *
 * <p>Settings: {@code path}, the folder, and those of {@link GivenSets}.
 */
public final class CifarReader implements DatasetReader {
  private static final int SIDE = 32;
  private static final int PLANE = SIDE * SIDE;
  private static final int RECORD = 1 + 3 * PLANE;
  private static final int CLASSES = 10;
  private static final String FOLDER = "cifar-10-batches-bin";
  private static final String NAMES = "batches.meta.txt";
  private static final String TEST = "test_batch.bin";
  private static final List<String> TRAIN =
      List.of(
          "data_batch_1.bin",
          "data_batch_2.bin",
          "data_batch_3.bin",
          "data_batch_4.bin",
          "data_batch_5.bin");

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
    for (String below : List.of("", FOLDER + "/")) {
      String first = below + TRAIN.get(0);
      if (candidate.kind() == Candidate.Kind.FOLDER && candidate.names().contains(first)) {
        return FormMatch.fits(first + " is there");
      }
    }
    return CifarBatches.find(candidate.names())
        .map(found -> FormMatch.fits(found + ", a Python batch of CIFAR, is there"))
        .orElse(FormMatch.NO);
  }

  @Override
  public Dataset read(String name, Settings settings, Path work, Progress progress)
      throws IOException {
    Path given = ReaderSettings.path(settings);
    Path below = given.resolve(FOLDER);
    Path folder = Files.isDirectory(below) ? below : given;
    if (Files.exists(given) && !Files.exists(folder.resolve(TRAIN.get(0))) && isPython(given)) {
      progress.report("images of " + name, 0, 1);
      CifarBatches read = CifarBatches.read(given);
      progress.report("images of " + name, 1, 1);
      Dataset data =
          GivenSets.dataset(
              name,
              read.images(),
              read.labels(),
              read.classes(),
              read.train(),
              Map.of(),
              List.of());
      return GivenSets.checked(data, given, settings);
    }
    ReaderSettings.folder(settings, "CIFAR-10's " + TRAIN.get(0) + " and so on");
    List<String> classes = classes(folder.resolve(NAMES));
    int train = 0;
    for (String file : TRAIN) {
      train += records(folder.resolve(file));
    }
    int n = train + records(folder.resolve(TEST));
    if ((long) n * 3 * PLANE > Integer.MAX_VALUE - 8) {
      throw new BadInputException(
          folder + ": " + n + " images, at most " + (Integer.MAX_VALUE - 8) / (3 * PLANE));
    }
    byte[] pixels = new byte[n * 3 * PLANE];
    int[] labels = new int[n];
    int at = 0;
    for (int i = 0; i <= TRAIN.size(); i++) {
      progress.report("images of " + name, at, n);
      at = read(folder.resolve(i < TRAIN.size() ? TRAIN.get(i) : TEST), at, pixels, labels);
    }
    progress.report("images of " + name, n, n);
    Images images = new Images(SIDE, SIDE, 3, pixels);
    Dataset data = GivenSets.dataset(name, images, labels, classes, train, Map.of(), List.of());
    return GivenSets.checked(data, folder, settings);
  }

  private static boolean isPython(Path path) throws IOException {
    try (FileTree tree = FileTree.open(path, "expected CIFAR's data_batch_1 and so on")) {
      List<String> names = tree.files().stream().map(FileTree.Entry::path).toList();
      return CifarBatches.find(names).isPresent();
    }
  }

  private static List<String> classes(Path file) throws IOException {
    checkThere(file);
    String text = TextFiles.text(file, "a list of class names");
    List<String> names = text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    if (names.size() != CLASSES || names.stream().distinct().count() != CLASSES) {
      throw new BadInputException(
          file
              + ": must hold "
              + CLASSES
              + " different class names, a line each, found ["
              + ReadReport.named(names)
              + "]");
    }
    return names;
  }

  /** Number of records by the file's length. */
  private static int records(Path file) throws IOException {
    checkThere(file);
    long length = Files.size(file);
    if (length == 0 || length % RECORD != 0 || length > Integer.MAX_VALUE - 8) {
      throw new BadInputException(
          file
              + ": "
              + length
              + " bytes; must be whole records of "
              + RECORD
              + " bytes, at least one, "
              + (length < RECORD ? "none" : length / RECORD + " and " + length % RECORD + " bytes")
              + " found");
    }
    return (int) (length / RECORD);
  }

  private static void checkThere(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new BadInputException(
          file.getParent()
              + ": no "
              + file.getFileName()
              + "; expected the binary version of CIFAR-10, data_batch_1.bin to data_batch_5.bin, "
              + TEST
              + " and "
              + NAMES);
    }
  }

  /** Reads a file's records as images from the given one on; returns the next image's number. */
  private static int read(Path file, int first, byte[] pixels, int[] labels) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    int n = bytes.length / RECORD;
    for (int i = 0; i < n; i++) {
      int label = bytes[i * RECORD] & 255;
      if (label >= CLASSES) {
        throw new BadInputException(
            file + ": label of record " + i + " is " + label + ", must be 0 to 9");
      }
      labels[first + i] = label;
      int from = i * RECORD + 1;
      int to = (first + i) * 3 * PLANE;
      for (int p = 0; p < PLANE; p++) {
        for (int c = 0; c < 3; c++) {
          pixels[to + 3 * p + c] = bytes[from + c * PLANE + p];
        }
      }
    }
    return first + n;
  }
}
