package io.ddh.data.read;

import io.ddh.data.BadInputException;
import io.ddh.data.read.files.FileTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The image files below a folder or in an archive with one folder a person, people and files sorted
 * by name. In an archive a single folder around all people says nothing and is passed over.
 *
 * @param people names of the person folders that hold image files
 * @param files sorted by person, then by path
 * @param ignored files that are no images by extension or belong to no person
 * @param empty names of person folders without image files
 * @param problems image files and folders that can't be read
 */
record ImageFiles(
    List<String> people,
    List<Entry> files,
    long ignored,
    List<String> empty,
    List<String> problems) {
  /** What must lie there, for messages. */
  static final String LAYOUT = "expected person/image.jpg or person/video/frame.jpg";

  private static final Set<String> EXTENSIONS =
      Set.of("jpg", "jpeg", "png", "pgm", "ppm", "pnm", "bmp");

  /**
   * One image file.
   *
   * @param relative path below the folder of the people
   * @param person index of the person
   */
  record Entry(FileTree.Entry file, String relative, int person) {}

  /**
   * Sorts out a listing.
   *
   * @throws BadInputException if it holds no person with an image
   */
  static ImageFiles of(FileTree tree) {
    String prefix = prefix(tree);
    Map<String, List<Entry>> byPerson = new TreeMap<>();
    Set<String> folders = new TreeSet<>();
    if (prefix.isEmpty()) {
      folders.addAll(tree.tops());
    }
    long loose = 0;
    long others = 0;
    for (FileTree.Entry file : tree.files()) {
      String path = file.path();
      String relative = path.startsWith(prefix) ? path.substring(prefix.length()) : path;
      int slash = path.startsWith(prefix) ? relative.indexOf('/') : -1;
      String person = slash > 0 ? relative.substring(0, slash) : "";
      if (slash > 0) {
        folders.add(person);
      }
      if (!isImage(path)) {
        others++;
      } else if (slash > 0) {
        byPerson.computeIfAbsent(person, p -> new ArrayList<>()).add(new Entry(file, relative, -1));
      } else {
        loose++;
      }
    }
    if (folders.isEmpty()) {
      throw new BadInputException(
          tree.root() + ": no person folders, " + loose + " loose images; " + LAYOUT);
    }
    if (byPerson.isEmpty()) {
      throw new BadInputException(
          tree.root()
              + ": no images ("
              + extensions()
              + ") in "
              + folders.size()
              + " person folders");
    }
    folders.removeAll(byPerson.keySet());
    List<Entry> files = new ArrayList<>();
    List<String> people = List.copyOf(byPerson.keySet());
    for (int p = 0; p < people.size(); p++) {
      for (Entry e : byPerson.get(people.get(p))) { // sorted by path, as the listing is
        files.add(new Entry(e.file(), e.relative(), p));
      }
    }
    return new ImageFiles(people, files, loose + others, List.copyOf(folders), problems(tree));
  }

  /** What can't be read and might have been images: a folder, or a file of that name. */
  static List<String> problems(FileTree tree) {
    return tree.problems().stream()
        .filter(p -> isImage(p.path()) || p.path().lastIndexOf('.') < p.path().lastIndexOf('/') + 1)
        .map(FileTree.Problem::toString)
        .toList();
  }

  private static String prefix(FileTree tree) {
    Set<String> tops = new TreeSet<>();
    if (tree.isFolder()) {
      return "";
    }
    for (FileTree.Entry file : tree.files()) {
      if (isImage(file.path())) {
        List<String> parts = file.parts();
        if (parts.size() < 3) {
          return "";
        }
        tops.add(parts.get(0));
      }
    }
    return tops.size() == 1 ? tops.iterator().next() + "/" : "";
  }

  /** Whether a file's name has the extension of an image. */
  static boolean isImage(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return EXTENSIONS.contains(lower.substring(lower.lastIndexOf('.') + 1));
  }

  private static String extensions() {
    return String.join(", ", EXTENSIONS.stream().sorted().toList());
  }
}
