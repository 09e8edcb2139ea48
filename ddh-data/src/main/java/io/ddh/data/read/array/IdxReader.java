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
import io.ddh.data.read.files.CountedStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.zip.ZipException;

/**
 * Reads MNIST and data sets stored in the same way, such as Fashion-MNIST. The folder must hold the
 * four IDX files {@code train-images}, {@code train-labels}, {@code t10k-images} and {@code
 * t10k-labels}. Each name ends with {@code -idx3-ubyte} or {@code .idx3-ubyte} (idx1 for labels),
 * and {@code .gz} may follow. If a file exists under several of these names, the first in this
 * order is used. The images are n×H×W×1 and grey, and their values are not changed. The labels are
 * 0–9.
 *
 * <p>The setting {@code path} gives the folder. All other settings are those of {@link GivenSets}.
 */
public final class IdxReader implements DatasetReader {
  private static final int CLASSES = 10;

  /** Prefixes of the file names by which this form is recognized. */
  private static final List<String> TELLING =
      List.of("train-images", "train-labels", "t10k-images");

  @Override
  public String form() {
    return "idx";
  }

  @Override
  public Map<String, Object> defaults() {
    return GivenSets.defaults(Map.of("path", ""));
  }

  @Override
  public FormMatch recognize(Candidate candidate) {
    if (candidate.kind() != Candidate.Kind.FOLDER) {
      return FormMatch.NO;
    }
    List<String> missing = new ArrayList<>(TELLING);
    missing.removeIf(
        part -> candidate.names().stream().anyMatch(n -> n.matches(part + "[-.]idx.*")));
    if (missing.isEmpty()) {
      return FormMatch.fits("train-images, train-labels and t10k-images in MNIST's format");
    }
    return missing.size() < TELLING.size()
        ? FormMatch.near("some of the files of MNIST, but no " + missing.get(0))
        : FormMatch.NO;
  }

  @Override
  public Dataset read(String name, Settings settings, Path work, Progress progress) {
    Path folder = ReaderSettings.folder(settings, "the four IDX files");
    Path trainImages = find(folder, "train-images", 3);
    Path trainLabels = find(folder, "train-labels", 1);
    Path testImages = find(folder, "t10k-images", 3);
    Path testLabels = find(folder, "t10k-labels", 1);
    progress.report("images of " + name, 0, 2);
    IdxFile train = IdxFile.read(trainImages, 3);
    progress.report("images of " + name, 1, 2);
    IdxFile test = IdxFile.read(testImages, 3);
    progress.report("images of " + name, 2, 2);
    int height = train.sizes()[1];
    int width = train.sizes()[2];
    if (test.sizes()[1] != height || test.sizes()[2] != width) {
      throw BadInputException.of(
          "%s: images are %dx%d, but those of %s are %dx%d",
          testImages, test.sizes()[1], test.sizes()[2], trainImages.getFileName(), height, width);
    }
    byte[] first = labels(trainLabels, trainImages, train.sizes()[0]);
    byte[] second = labels(testLabels, testImages, test.sizes()[0]);
    byte[] digits = join(testLabels, first, second);
    double[] numbers = IntStream.range(0, digits.length).mapToDouble(i -> digits[i]).toArray();
    LabelNumbers people = LabelNumbers.of(folder.toString(), "labels", numbers);
    LabeledImages images =
        new LabeledImages(
            new Images(height, width, 1, join(testImages, train.values(), test.values())),
            people.labels(),
            people.people(),
            Optional.of(GivenSplit.ofCounts(first.length, second.length)));
    Dataset data = GivenSets.dataset(name, images, Map.of(), List.of());
    return GivenSets.checked(data, folder, settings);
  }

  private static Path find(Path folder, String part, int dimensions) {
    String type = "idx" + dimensions + "-ubyte";
    for (String end : List.of("", ".gz")) {
      for (String between : List.of("-", ".")) {
        Path file = folder.resolve(part + between + type + end);
        if (Files.isRegularFile(file)) {
          return file;
        }
      }
    }
    throw new BadInputException(
        folder + ": no " + part + "-" + type + " or " + part + "." + type + ", plain or .gz");
  }

  private static byte[] labels(Path file, Path images, int count) {
    byte[] labels = IdxFile.read(file, 1).values();
    if (labels.length != count) {
      throw new BadInputException(
          file
              + ": "
              + labels.length
              + " labels, but "
              + count
              + " images in "
              + images.getFileName());
    }
    for (int i = 0; i < labels.length; i++) {
      if ((labels[i] & 255) >= CLASSES) {
        throw new BadInputException(
            file + ": label " + i + " is " + (labels[i] & 255) + ", must be 0 to 9");
      }
    }
    return labels;
  }

  private static byte[] join(Path second, byte[] a, byte[] b) {
    long length = (long) a.length + b.length;
    if (length > Integer.MAX_VALUE - 8) {
      throw new BadInputException(
          second
              + ": "
              + length
              + " bytes together with the training images, but at most "
              + Integer.MAX_VALUE
              + " are possible");
    }
    return ByteBuffer.allocate((int) length).put(a).put(b).array();
  }

  /**
   * An IDX file of unsigned bytes (Y. LeCun's format for MNIST). Such a file consists of two bytes
   * of value 0, the type 8, the number of dimensions, the size of each dimension as a big-endian
   * int, and the values. Files compressed by gzip are recognised by their content.
   *
   * @param sizes sizes of the dimensions, each ≥ 1
   * @param values the values; their number is the product of the sizes
   */
  private record IdxFile(int[] sizes, byte[] values) {
    private static final int BYTES = 8;

    /**
     * Reads an IDX file.
     *
     * @param dimensions required number of dimensions, 3 for images and 1 for labels
     * @throws BadInputException if the file is not such an IDX file, or is damaged, truncated or
     *     too long
     */
    static IdxFile read(Path file, int dimensions) {
      try (InputStream in = CountedStream.open(file)) {
        int[] sizes = header(file, in, dimensions);
        long expected = 1;
        for (int size : sizes) {
          expected *= size; // checked in each step, so that it never overflows
          if (size < 1 || expected > Integer.MAX_VALUE - 8) {
            throw BadInputException.of(
                "%s: the header states %s; each size must be at least 1, and their product at"
                    + " most %s",
                file, NdArray.text(sizes), Integer.MAX_VALUE - 8);
          }
        }
        byte[] values = in.readNBytes((int) expected); // allocates memory only as bytes arrive
        if (values.length < expected) {
          throw BadInputException.of(
              "%s: truncated: the header states %s, which is %s bytes, but %s bytes were found",
              file, NdArray.text(sizes), expected, values.length);
        }
        if (in.read() >= 0) {
          throw new BadInputException(
              file + ": unexpected bytes after its " + NdArray.text(sizes) + " values");
        }
        return new IdxFile(sizes, values);
      } catch (IOException e) {
        String reason =
            e instanceof EOFException
                ? ": truncated: the gzip data is incomplete"
                : (e instanceof ZipException ? ": damaged gzip data: " : ": ") + Reason.of(e);
        throw new BadInputException(file + reason, e);
      }
    }

    private static int[] header(Path file, InputStream in, int dimensions) throws IOException {
      int length = Integer.BYTES * (1 + dimensions);
      byte[] bytes = in.readNBytes(length);
      if (bytes.length >= Integer.BYTES) {
        int magic = ByteBuffer.wrap(bytes).getInt();
        int valid = BYTES << 8 | dimensions;
        if (magic != valid) {
          throw BadInputException.of(
              "%s: magic number 0x%08x, must be 0x%08x (IDX, unsigned bytes, %d dimension%s)",
              file, magic, valid, dimensions, dimensions == 1 ? "" : "s");
        }
      }
      if (bytes.length < length) {
        throw new BadInputException(
            file + ": truncated: an IDX header has " + length + " bytes, found " + bytes.length);
      }
      int[] sizes = new int[dimensions];
      ByteBuffer.wrap(bytes, Integer.BYTES, length - Integer.BYTES).asIntBuffer().get(sizes);
      return sizes;
    }
  }
}
