package io.ddh.data.read.folder;

import io.ddh.core.BadInputException;
import io.ddh.core.Nfc;
import io.ddh.data.read.files.FileTree;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Image files below {@code train/<class>/} and {@code test/<class>/}; the two folders may lie in
 * others that hold nothing else.
 */
final class ClassFiles {
  /** Where the images must lie, for messages. */
  static final String LAYOUT = "expected train/<class>/image.jpg and test/<class>/image.jpg";

  /** Largest file that is taken for an image of such a set. */
  static final long MAX_BYTES = 1L << 24;

  private static final Set<String> PARTS = Set.of("train", "test");

  private ClassFiles() {}

  /**
   * Sorts out a listing.
   *
   * @return training images first, then by class, then by path; some of each part; the test images
   *     are queries
   * @throws BadInputException if there are no training or no test images, or a file can't be read
   */
  static FaceList of(FileTree tree) {
    if (!tree.problems().isEmpty()) {
      throw new BadInputException(tree.root() + ": " + tree.problems().get(0));
    }
    List<FileTree.Entry> images = ImageListing.of(tree);
    String prefix = prefix(images.stream().map(FileTree.Entry::path).toList());
    List<FaceList.Face> faces = new ArrayList<>();
    for (FileTree.Entry file : images) {
      String path = file.path();
      String relative = path.startsWith(prefix) ? path.substring(prefix.length()) : path;
      String[] parts = relative.split("/", -1);
      if (parts.length >= 3 && PARTS.contains(parts[0])) {
        faces.add(
            new FaceList.Face(
                file,
                relative,
                Nfc.of(parts[1]),
                Optional.empty(),
                Optional.empty(),
                parts[0].equals("test")));
      }
    }
    for (String part : List.of("train", "test")) {
      if (faces.stream().noneMatch(face -> face.query() == part.equals("test"))) {
        boolean missing = tree.isFolder() && !tree.tops().contains(part);
        throw new BadInputException(
            tree.root() + (missing ? ": no folder " : ": no images in ") + part + "; " + LAYOUT);
      }
    }
    faces.sort(
        Comparator.comparing(FaceList.Face::query)
            .thenComparing(FaceList.Face::person)
            .thenComparing(face -> Nfc.of(face.relative()))
            .thenComparing(FaceList.Face::relative));
    List<FileTree.Entry> read = faces.stream().map(FaceList.Face::file).toList();
    return new FaceList(
        FaceList.byPerson(faces).keySet(),
        faces,
        IgnoredFiles.of(tree, images, read, "in no class of train or test"),
        List.of(),
        Map.of(),
        List.of());
  }

  /**
   * Whether images lie in both parts, and those in folders of folders nowhere else. A folder around
   * both parts may hold no images beside them.
   */
  static boolean areAll(List<String> images) {
    int from = prefix(images).length();
    Set<String> tops = new TreeSet<>();
    for (String image : images) {
      String[] parts = image.substring(from).split("/", -1);
      if (parts.length >= 3) {
        tops.add(parts[0]);
      } else if (from > 0 && parts.length == 1) {
        return false;
      }
    }
    return tops.equals(PARTS);
  }

  private static String prefix(List<String> images) {
    String prefix = "";
    while (true) {
      int from = prefix.length();
      Set<String> tops = new TreeSet<>();
      for (String image : images) {
        String below = image.substring(from);
        int slash = below.indexOf('/');
        tops.add(slash < 0 ? "" : below.substring(0, slash));
      }
      String top = String.join("/", tops);
      if (tops.size() != 1 || top.isEmpty() || PARTS.contains(top)) {
        return prefix;
      }
      prefix += top + "/";
    }
  }
}
