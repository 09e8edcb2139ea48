package io.ddh.data.read.array;

import io.ddh.core.BadInputException;
import io.ddh.core.Reason;
import io.ddh.core.npy.NdArray;
import io.ddh.data.read.files.FileTree;
import io.ddh.data.read.files.Limits;
import io.ddh.data.read.numpy.Pickles;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The Python version of CIFAR-10 ({@code data_batch_1} to {@code 5}, {@code test_batch}, {@code
 * batches.meta}) or of CIFAR-100 ({@code train}, {@code test}, {@code meta}; fine labels), in a
 * folder or an archive: pickles of a dictionary with {@code data}, n×3072 bytes (red, green and
 * blue plane of 32×32 pixels), and {@code labels} or {@code fine_labels}. What a pickle may hold:
 * {@link Pickles}. Classes are numbered where the file with their names is missing.
 */
final class CifarPython {
  private static final int MOST_CLASSES = 100;

  /** Files of one of the two. */
  private record Files(List<String> train, String test, String meta, String labels, String names) {}

  private static final Files TEN =
      new Files(
          List.of("data_batch_1", "data_batch_2", "data_batch_3", "data_batch_4", "data_batch_5"),
          "test_batch",
          "batches.meta",
          "labels",
          "label_names");

  private static final Files HUNDRED =
      new Files(List.of("train"), "test", "meta", "fine_labels", "fine_label_names");

  private CifarPython() {}

  /** Whether a folder or archive holds such a set. */
  static boolean isAt(Path path) throws IOException {
    try (FileTree tree = open(path)) {
      return find(names(tree)).isPresent();
    }
  }

  private static FileTree open(Path path) throws IOException {
    return FileTree.open(path, "expected CIFAR's data_batch_1 and so on");
  }

  private static List<String> names(FileTree tree) {
    return tree.files().stream().map(FileTree.Entry::path).toList();
  }

  /** The name among these that tells that they are such a set, if any. */
  static Optional<String> find(List<String> names) {
    Optional<String> ten = ending(names, TEN.train.get(0));
    boolean all = ending(names, "train").isPresent() && ending(names, "test").isPresent();
    return ten.isPresent() || !all ? ten : ending(names, HUNDRED.meta);
  }

  private static Optional<String> ending(List<String> names, String name) {
    return names.stream().filter(n -> n.equals(name) || n.endsWith("/" + name)).findFirst();
  }

  /**
   * Reads a set.
   *
   * @throws BadInputException naming the file that is missing, damaged or no such batch
   */
  static CifarSet read(Path path) throws IOException {
    try (FileTree tree = open(path)) {
      Files files = ending(names(tree), TEN.train.get(0)).isPresent() ? TEN : HUNDRED;
      List<CifarSet.Batch> train = new ArrayList<>();
      for (String name : files.train) {
        train.add(batch(tree, name, files));
      }
      CifarSet.Batch test = batch(tree, files.test, files);
      int most =
          Stream.concat(train.stream(), Stream.of(test))
              .flatMapToInt(batch -> Arrays.stream(batch.labels()))
              .max()
              .orElse(0);
      return new CifarSet(train, test, classes(tree, files, most + 1));
    }
  }

  private static CifarSet.Batch batch(FileTree tree, String name, Files files) {
    FileTree.Entry entry =
        entry(tree, name)
            .orElseThrow(
                () ->
                    BadInputException.of(
                        "%s: no %s beside CIFAR's other Python batches", tree.root(), name));
    String place = tree.root() + "/" + entry.path();
    Map<?, ?> map = dictionary(tree, entry);
    if (!(map.get("data") instanceof NdArray data)
        || !data.type().isUnsignedByte()
        || data.axes() != 2
        || data.length(1) != 3 * CifarSet.AREA) {
      throw new BadInputException(place + ": no 'data' of n×3072 bytes");
    }
    if (!(map.get(files.labels) instanceof List<?> found) || found.size() != data.length(0)) {
      throw BadInputException.of(
          "%s: no '%s' for each of %d images", place, files.labels, data.length(0));
    }
    int[] labels = new int[found.size()];
    Arrays.setAll(labels, i -> CifarSet.label(place, i, found.get(i), MOST_CLASSES));
    return new CifarSet.Batch(labels, (i, k) -> (byte) data.integer(i, k));
  }

  private static Optional<FileTree.Entry> entry(FileTree tree, String name) {
    return tree.files().stream()
        .filter(f -> f.path().equals(name) || f.path().endsWith("/" + name))
        .findFirst();
  }

  private static Map<?, ?> dictionary(FileTree tree, FileTree.Entry entry) {
    String place = tree.root() + "/" + entry.path() + ": ";
    try {
      byte[] bytes = tree.bytes(entry, Limits.ARRAY_BYTES);
      if (Pickles.read(new ByteArrayInputStream(bytes), bytes.length) instanceof Map<?, ?> map) {
        return map;
      }
    } catch (IOException e) {
      throw new BadInputException(place + Reason.of(e), e);
    }
    throw new BadInputException(place + "a pickle of no dictionary");
  }

  private static List<String> classes(FileTree tree, Files files, int atLeast) {
    Optional<FileTree.Entry> meta = entry(tree, files.meta);
    if (meta.isEmpty()) {
      return Stream.iterate(0, i -> i + 1).limit(atLeast).map(i -> "" + i).toList();
    }
    List<String> out = new ArrayList<>();
    if (dictionary(tree, meta.get()).get(files.names) instanceof List<?> names) {
      for (Object name : names) {
        out.add(
            name instanceof byte[] bytes
                ? new String(bytes, StandardCharsets.UTF_8)
                : String.valueOf(name));
      }
    }
    if (out.size() < atLeast || out.stream().distinct().count() < out.size()) {
      throw BadInputException.of(
          "%s/%s: %s must name %d different classes, found %d",
          tree.root(), meta.get().path(), files.names, atLeast, out.size());
    }
    return out;
  }
}
