package io.ddh.data.read.array;

import io.ddh.core.BadInputException;
import io.ddh.core.Candidate;
import io.ddh.core.Dataset;
import io.ddh.core.DatasetReader;
import io.ddh.core.FormMatch;
import io.ddh.core.Progress;
import io.ddh.core.Settings;
import io.ddh.data.read.ReaderSettings;
import io.ddh.data.read.TextFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Reads the binary version of CIFAR-10 (A. Krizhevsky, 2009): {@code data_batch_1.bin} to {@code
 * data_batch_5.bin}, {@code test_batch.bin} and {@code batches.meta.txt} with the ten class names,
 * a line each, in a folder or in its folder {@code cifar-10-batches-bin}. A record is a label byte
 * and the red, green and blue plane of 32×32 pixels, 3,073 bytes. Images n×32×32×3. Or the Python
 * version of CIFAR-10 or CIFAR-100 ({@link CifarPython}), folder or archive.
 *
 * <p>Settings: {@code path}, the folder, and those of {@link GivenSets}.
 */
public final class CifarReader implements DatasetReader {
  private static final int RECORD = 1 + 3 * CifarSet.AREA;
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
    return CifarPython.find(candidate.names())
        .map(found -> FormMatch.fits(found + ", a Python batch of CIFAR, is there"))
        .orElse(FormMatch.NO);
  }

  @Override
  public Dataset read(String name, Settings settings, Path work, Progress progress)
      throws IOException {
    Path given = ReaderSettings.path(settings);
    Path below = given.resolve(FOLDER);
    Path folder = Files.isDirectory(below) ? below : given;
    progress.report("images of " + name, 0, 1);
    boolean python =
        Files.exists(given)
            && !Files.exists(folder.resolve(TRAIN.get(0)))
            && CifarPython.isAt(given);
    Path place = python ? given : folder;
    CifarSet set = python ? CifarPython.read(given) : binary(folder, settings);
    Dataset data =
        GivenSets.dataset(
            name,
            set.images(place.toString()),
            set.labels(),
            set.classes(),
            set.trainImages(),
            Map.of(),
            List.of());
    progress.report("images of " + name, 1, 1);
    return GivenSets.checked(data, place, settings);
  }

  private static CifarSet binary(Path folder, Settings settings) throws IOException {
    ReaderSettings.folder(settings, "CIFAR-10's " + TRAIN.get(0) + " and so on");
    List<String> classes = classes(folder.resolve(NAMES));
    List<CifarSet.Batch> train = new ArrayList<>();
    for (String file : TRAIN) {
      train.add(batch(folder.resolve(file)));
    }
    return new CifarSet(train, batch(folder.resolve(TEST)), classes);
  }

  private static List<String> classes(Path file) throws IOException {
    checkThere(file);
    String text = TextFiles.text(file, "a list of class names");
    List<String> names = text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    if (names.size() != CLASSES || names.stream().distinct().count() != CLASSES) {
      throw BadInputException.of(
          "%s: must hold %d different class names, a line each, found %s",
          file, CLASSES, names.subList(0, Math.min(20, names.size())));
    }
    return names;
  }

  private static CifarSet.Batch batch(Path file) throws IOException {
    checkThere(file);
    long length = Files.size(file);
    if (length == 0 || length % RECORD != 0 || length > Integer.MAX_VALUE - 8) {
      throw BadInputException.of(
          "%s: %d bytes; must be whole records of %d bytes, at least one, %s found",
          file,
          length,
          RECORD,
          length < RECORD ? "none" : length / RECORD + " and " + length % RECORD + " bytes");
    }
    byte[] bytes = Files.readAllBytes(file);
    int[] labels = new int[bytes.length / RECORD];
    Arrays.setAll(
        labels, i -> CifarSet.label(file.toString(), i, bytes[i * RECORD] & 255, CLASSES));
    return new CifarSet.Batch(labels, (i, k) -> bytes[i * RECORD + 1 + k]);
  }

  private static void checkThere(Path file) {
    if (!Files.isRegularFile(file)) {
      throw BadInputException.of(
          "%s: no %s; expected the binary version of CIFAR-10, data_batch_1.bin to"
              + " data_batch_5.bin, %s and %s",
          file.getParent(), file.getFileName(), TEST, NAMES);
    }
  }
}
