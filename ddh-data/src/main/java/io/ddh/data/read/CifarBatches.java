package io.ddh.data.read;

import io.ddh.core.BadInputException;
import io.ddh.core.Images;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The Python version of CIFAR-10 ({@code data_batch_1} to {@code 5}, {@code test_batch}, {@code
 * batches.meta}) or of CIFAR-100 ({@code train}, {@code test}, {@code meta}; fine labels), in a
 * folder or an archive: pickles of a dictionary with {@code data}, n×3072 bytes (red, green and
 * blue plane of 32×32 pixels), and {@code labels} or {@code fine_labels}. What a pickle may hold:
 * {@link Pickles}.
 *
 * @param train images that train; the others are behind them
 * @param classes names; numbers where the file with the names is missing
 */
record CifarBatches(Images images, int[] labels, List<String> classes, int train) {
  private static final int SIDE = 32;
  private static final int AREA = SIDE * SIDE;
  private static final int MOST_CLASSES = 100;

  /** Files of one of the two. */
  private record Files(List<String> train, String test, String meta, String labels, String names) {
    List<String> all() {
      return Stream.concat(train.stream(), Stream.of(test)).toList();
    }
  }

  private static final Files TEN =
      new Files(
          List.of("data_batch_1", "data_batch_2", "data_batch_3", "data_batch_4", "data_batch_5"),
          "test_batch",
          "batches.meta",
          "labels",
          "label_names");

  private static final Files HUNDRED =
      new Files(List.of("train"), "test", "meta", "fine_labels", "fine_label_names");

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
  static CifarBatches read(Path path) throws IOException {
    try (FileTree tree = FileTree.open(path, "expected CIFAR's data_batch_1 and so on")) {
      List<String> names = tree.files().stream().map(FileTree.Entry::path).toList();
      Files files = ending(names, TEN.train.get(0)).isPresent() ? TEN : HUNDRED;
      List<Batch> batches = new ArrayList<>();
      for (String name : files.all()) {
        FileTree.Entry entry = entry(tree, name).orElseThrow(() -> missing(path, name));
        Map<?, ?> map = dictionary(tree, entry);
        batches.add(Batch.of(tree.root() + "/" + entry.path(), map, files.labels));
      }
      int train = batches.subList(0, files.train.size()).stream().mapToInt(Batch::size).sum();
      int n = batches.stream().mapToInt(Batch::size).sum();
      byte[] pixels = new byte[PictureNumbers.length(path.toString(), n, SIDE, SIDE, 3)];
      int[] labels = new int[n];
      int at = 0;
      for (Batch batch : batches) {
        batch.write(pixels, labels, at);
        at += batch.size();
      }
      int most = 0;
      for (int label : labels) {
        most = Math.max(most, label);
      }
      List<String> classes = classes(tree, files, most + 1);
      return new CifarBatches(new Images(SIDE, SIDE, 3, pixels), labels, classes, train);
    }
  }

  private static BadInputException missing(Path path, String name) {
    return new BadInputException(path + ": no " + name + " beside CIFAR's other Python batches");
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
      throw new BadInputException(
          tree.root()
              + "/"
              + meta.get().path()
              + ": "
              + files.names
              + " must name "
              + atLeast
              + " different classes, found "
              + out.size());
    }
    return out;
  }

  private record Batch(NdArray data, int[] labels) {
    static Batch of(String place, Map<?, ?> map, String labelsName) {
      if (!(map.get("data") instanceof NdArray data)
          || !data.type().isUnsignedByte()
          || data.axes() != 2
          || data.length(1) != 3 * AREA) {
        throw new BadInputException(place + ": no 'data' of n×3072 bytes");
      }
      if (!(map.get(labelsName) instanceof List<?> found) || found.size() != data.length(0)) {
        throw new BadInputException(
            place + ": no '" + labelsName + "' for each of " + data.length(0) + " images");
      }
      int[] labels = new int[found.size()];
      for (int i = 0; i < labels.length; i++) {
        double label = found.get(i) instanceof Number number ? number.doubleValue() : -1;
        if (!(label >= 0 && label < MOST_CLASSES && label == Math.rint(label))) {
          throw new BadInputException(
              place + ": label of image " + i + " is " + found.get(i) + ", must be 0 to 99");
        }
        labels[i] = (int) label;
      }
      return new Batch(data, labels);
    }

    int size() {
      return labels.length;
    }

    void write(byte[] pixels, int[] all, int first) {
      System.arraycopy(labels, 0, all, first, labels.length);
      int to = first * 3 * AREA;
      for (int i = 0; i < labels.length; i++) {
        for (int p = 0; p < AREA; p++) {
          for (int c = 0; c < 3; c++) {
            pixels[to++] = (byte) data.integer(i, c * AREA + p);
          }
        }
      }
    }
  }
}
