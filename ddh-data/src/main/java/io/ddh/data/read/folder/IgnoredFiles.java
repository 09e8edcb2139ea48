package io.ddh.data.read.folder;

import io.ddh.data.read.files.FileTree;
import io.ddh.data.read.files.ImageEndings;
import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Counts the files in a folder or archive that the reader skips.
 *
 * @param others for each extension, the number of files that aren't images
 * @param loose number of images that the reader skips
 * @param why the reason why these images are skipped, for example {@code in no person folder}
 */
public record IgnoredFiles(Map<String, Long> others, long loose, String why) {
  /** No ignored files: every file is read. */
  public static final IgnoredFiles NONE = new IgnoredFiles(Map.of(), 0, "");

  private static final int NAMED = 5;

  /**
   * Counts the files in a folder or archive that the reader skips.
   *
   * @param tree the files
   * @param images all image files among the files
   * @param read the image files that are read
   * @param why the reason why the other images are skipped, for example {@code in no person folder}
   * @return the counts of ignored files
   */
  public static IgnoredFiles of(
      FileTree tree,
      Collection<FileTree.Entry> images,
      Collection<FileTree.Entry> read,
      String why) {
    Map<String, Long> others = new TreeMap<>();
    tree.files().forEach(file -> others.merge(ImageEndings.of(file.path()), 1L, Long::sum));
    images.forEach(file -> others.computeIfPresent(ImageEndings.of(file.path()), (e, n) -> n - 1));
    others.values().removeIf(n -> n == 0);
    return new IgnoredFiles(others, images.size() - read.size(), why);
  }

  long count() {
    return loose + others.values().stream().mapToLong(n -> n).sum();
  }

  /** {@return one line for the user about the ignored files; empty if no files are ignored} */
  public Optional<String> note() {
    if (count() == 0) {
      return Optional.empty();
    }
    String what = others.isEmpty() ? "" : "not images (" + kinds(others) + ")";
    String who = loose == 0 ? "" : loose + " images " + why;
    return Optional.of(
        count() + " files ignored: " + what + (what.isEmpty() || who.isEmpty() ? "" : ", ") + who);
  }

  /**
   * {@return the most frequent kinds of files, for messages}
   *
   * @param endings number of files for each extension
   */
  public static String kinds(Map<String, Long> endings) {
    return endings.entrySet().stream()
        .sorted(
            Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey()))
        .limit(NAMED)
        .map(e -> e.getValue() + (e.getKey().isEmpty() ? " without extension" : " ." + e.getKey()))
        .collect(Collectors.joining(", ", "", endings.size() > NAMED ? ", …" : ""));
  }
}
