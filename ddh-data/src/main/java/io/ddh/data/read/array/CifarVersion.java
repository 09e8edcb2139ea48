package io.ddh.data.read.array;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A version in which CIFAR is distributed.
 *
 * @param train files of training images
 * @param names file with the names of the classes
 * @param labelsKey of the labels in a pickle; empty if the files are binary
 * @param namesKey of the names in their pickle
 */
record CifarVersion(
    String title,
    List<String> train,
    String test,
    String names,
    String labelsKey,
    String namesKey) {
  private static final List<CifarVersion> ALL =
      Stream.of(
              "binary version of CIFAR-10;data_batch_#.bin;test_batch.bin;batches.meta.txt;;",
              "Python version of CIFAR-10;data_batch_#;test_batch;batches.meta;labels;label_names",
              "Python version of CIFAR-100;train;test;meta;fine_labels;fine_label_names")
          .map(line -> of(line.split(";", -1)))
          .toList();

  private static CifarVersion of(String... cells) {
    Stream<String> five = IntStream.rangeClosed(1, 5).mapToObj(i -> cells[1].replace("#", "" + i));
    List<String> train = five.distinct().toList();
    return new CifarVersion(cells[0], train, cells[2], cells[3], cells[4], cells[5]);
  }

  /** A version with the path of its first file. */
  record Found(CifarVersion version, String first) {
    /** The folder of the files, empty or with a slash at its end. */
    String folder() {
      return first.substring(0, first.lastIndexOf('/') + 1);
    }
  }

  /**
   * Finds the version to which some paths belong. CIFAR-100's file names are common words, so all
   * of them must be there.
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

  /** For messages. */
  @Override
  public String toString() {
    return title + ", " + String.join(", ", train) + ", " + test + " and " + names;
  }
}
