package io.ddh.data.read;

import io.ddh.data.BadInputException;
import io.ddh.data.read.files.FileTree;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Image files below {@code train/<class>/} and {@code test/<class>/}; in an archive the two folders
 * may lie in one that wraps them.
 *
 * @param entries training images first, then by class, then by path; some of each part
 * @param ignored files that are no images by extension, or lie elsewhere
 */
record ClassFiles(List<Entry> entries, long ignored) {
  /** Where the images must lie, for messages. */
  static final String LAYOUT = "expected train/<class>/image.jpg and test/<class>/image.jpg";

  /** Largest file that is taken for an image of such a set. */
  static final long MAX_BYTES = 1L << 24;

  private static final Set<String> PARTS = Set.of("train", "test");

  /**
   * One image file.
   *
   * @param train whether it lies below {@code train} or below {@code test}
   * @param className name of its folder
   * @param relative path below the folder with both parts, for messages and the order
   */
  record Entry(FileTree.Entry file, boolean train, String className, String relative) {}

  /**
   * Sorts out a listing.
   *
   * @throws BadInputException if there are no training or no test images, or a file can't be read
   */
  static ClassFiles of(FileTree tree) {
    if (!tree.problems().isEmpty()) {
      throw new BadInputException(tree.root() + ": " + tree.problems().get(0));
    }
    String prefix = prefix(tree);
    List<Entry> entries = new ArrayList<>();
    long ignored = 0;
    for (FileTree.Entry file : tree.files()) {
      String path = file.path();
      String relative = path.startsWith(prefix) ? path.substring(prefix.length()) : path;
      String[] parts = relative.split("/", -1);
      if (ImageFiles.isImage(path) && parts.length >= 3 && PARTS.contains(parts[0])) {
        entries.add(new Entry(file, parts[0].equals("train"), parts[1], relative));
      } else {
        ignored++;
      }
    }
    for (String part : List.of("train", "test")) {
      if (entries.stream().noneMatch(e -> e.train() == part.equals("train"))) {
        boolean missing = tree.isFolder() && !tree.tops().contains(part);
        throw new BadInputException(
            tree.root() + (missing ? ": no folder " : ": no images in ") + part + "; " + LAYOUT);
      }
    }
    entries.sort(
        Comparator.comparing((Entry e) -> !e.train())
            .thenComparing(Entry::className)
            .thenComparing(Entry::relative));
    return new ClassFiles(entries, ignored);
  }

  private static String prefix(FileTree tree) {
    Set<String> tops = new TreeSet<>();
    for (FileTree.Entry file : tree.files()) {
      if (ImageFiles.isImage(file.path()) && file.path().indexOf('/') > 0) {
        tops.add(file.parts().get(0));
      }
    }
    String top = String.join("/", tops);
    return !tree.isFolder() && tops.size() == 1 && !PARTS.contains(top) ? top + "/" : "";
  }
}
