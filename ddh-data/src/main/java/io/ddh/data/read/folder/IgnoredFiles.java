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
 * Files of a listing that are not read.
 *
 * @param others number of files that aren't images, by extension
 * @param loose images that are not read
 * @param why of those, as {@code in no person folder}
 */
public record IgnoredFiles(Map<String, Long> others, long loose, String why) {
  /** Every file is read. */
  public static final IgnoredFiles NONE = new IgnoredFiles(Map.of(), 0, "");

  private static final int NAMED = 5;

  /**
   * Counts the files of a listing that are not read.
   *
   * @param tree the files
   * @param images the image files in it
   * @param read the image files that are read
   * @param why why the others are not read, for example {@code in no person folder}
   * @return the counts
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

  /** One line; empty: there are none. */
  Optional<String> note() {
    if (count() == 0) {
      return Optional.empty();
    }
    String what = others.isEmpty() ? "" : "no images (" + kinds(others) + ")";
    String who = loose == 0 ? "" : loose + " images " + why;
    return Optional.of(
        count() + " files ignored: " + what + (what.isEmpty() || who.isEmpty() ? "" : ", ") + who);
  }

  /**
   * {@return the most frequent kinds of files, for messages}
   *
   * @param endings number of files by ending
   */
  public static String kinds(Map<String, Long> endings) {
    return endings.entrySet().stream()
        .sorted(
            Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey()))
        .limit(NAMED)
        .map(e -> e.getValue() + (e.getKey().isEmpty() ? " without ending" : " ." + e.getKey()))
        .collect(Collectors.joining(", ", "", endings.size() > NAMED ? ", …" : ""));
  }
}
