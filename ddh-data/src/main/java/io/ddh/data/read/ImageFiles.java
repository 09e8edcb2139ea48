package io.ddh.data.read;

import io.ddh.core.BadInputException;
import io.ddh.core.Nfc;
import io.ddh.data.read.files.FileTree;
import io.ddh.data.read.files.ImageEndings;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The image files below a folder or in an archive with one folder for each person, as {@link
 * PersonFolders} finds them; people and files sorted by name, in Unicode's composed form.
 *
 * @param people names of the person folders that hold image files
 * @param files sorted by person, then by path
 * @param ignored files that aren't images, or belong to no person
 * @param empty names of person folders without image files
 * @param problems image files and folders that can't be read
 * @param wrap the folder around everything, with a {@code /} behind it; empty: there is none
 * @param notes what should be known of the folders
 * @param loose images that lie in no person folder
 */
record ImageFiles(
    List<String> people,
    List<Entry> files,
    IgnoredFiles ignored,
    List<String> empty,
    List<String> problems,
    String wrap,
    List<String> notes,
    List<FileTree.Entry> loose) {
  /** What must lie there, for messages. */
  static final String LAYOUT = "expected person/image.jpg or person/video/frame.jpg";

  /**
   * One image file.
   *
   * @param relative path to name it by: below the folder, or below that around everything in an
   *     archive
   * @param person index of the person
   * @param query whether it lies in the part of a divided set that asks
   */
  record Entry(FileTree.Entry file, String relative, int person, boolean query) {}

  /**
   * Sorts out a listing.
   *
   * @param level of the person folders, 1: those at the top; 0: found out
   * @param photos whether of a photo and the face cut out of it the photo is wanted
   * @throws BadInputException if it holds no person with an image
   */
  static ImageFiles of(FileTree tree, int level, boolean photos) {
    List<FileTree.Entry> images = ImageListing.of(tree);
    PersonFolders folders =
        PersonFolders.of(
            tree.root().toString(),
            images.stream().map(FileTree.Entry::parts).toList(),
            bare(tree),
            level);
    String wrap = folders.wrap();
    Map<String, List<Entry>> byPerson = new TreeMap<>();
    List<FileTree.Entry> owned = new ArrayList<>();
    List<FileTree.Entry> loose = new ArrayList<>();
    for (int i = 0; i < images.size(); i++) {
      Optional<String> person = folders.person(i);
      if (person.isPresent()) {
        FileTree.Entry file = images.get(i);
        String below = tree.isFolder() ? file.path() : file.path().substring(wrap.length());
        Entry entry = new Entry(file, below, -1, folders.isQuery(i));
        byPerson.computeIfAbsent(person.get(), p -> new ArrayList<>()).add(entry);
        owned.add(file);
      } else {
        loose.add(images.get(i));
      }
    }
    Set<String> empty = wrap.isEmpty() && folders.isTop() ? names(tree.tops()) : new TreeSet<>();
    empty.removeAll(byPerson.keySet());
    if (byPerson.isEmpty()) {
      throw none(tree, images.size(), empty.size());
    }
    List<String> notes = new ArrayList<>(folders.notes());
    List<Entry> files = numbered(byPerson, photos, notes);
    return new ImageFiles(
        List.copyOf(byPerson.keySet()),
        files,
        IgnoredFiles.of(tree, images, owned, "in no person folder"),
        List.copyOf(empty),
        problems(tree),
        wrap,
        notes,
        loose);
  }

  private static List<Entry> numbered(
      Map<String, List<Entry>> byPerson, boolean photos, List<String> notes) {
    List<Entry> files = new ArrayList<>();
    Map<String, Integer> twice = new TreeMap<>();
    int person = 0;
    for (List<Entry> all : byPerson.values()) {
      List<Entry> own = new ArrayList<>(CropFolders.once(all, photos, twice));
      own.sort(
          Comparator.comparing((Entry e) -> Nfc.of(e.file().path()))
              .thenComparing(e -> e.file().path()));
      for (Entry e : own) {
        files.add(new Entry(e.file(), e.relative(), person, e.query()));
      }
      person++;
    }
    if (!twice.isEmpty()) {
      notes.add(CropFolders.note(twice, photos));
    }
    return files;
  }

  private static BadInputException none(FileTree tree, int loose, int folders) {
    String more = tree.passedOver().note().map(note -> "; " + note).orElse("");
    return new BadInputException(
        tree.root()
            + (folders == 0
                ? ": no person folders, " + loose + " loose images; " + LAYOUT
                : ": no images (" + ImageFormat.VALID + ") in " + folders + " person folders")
            + more);
  }

  /** Folders at the top that hold nothing. */
  private static Set<String> bare(FileTree tree) {
    Set<String> bare = new HashSet<>(tree.tops());
    tree.files().forEach(file -> bare.remove(top(file.path())));
    tree.problems().forEach(problem -> bare.remove(top(problem.path())));
    return bare;
  }

  private static String top(String path) {
    int slash = path.indexOf('/');
    return slash < 0 ? path : path.substring(0, slash);
  }

  private static Set<String> names(List<String> folders) {
    Set<String> names = new TreeSet<>();
    folders.forEach(name -> names.add(Nfc.of(name)));
    return names;
  }

  /** What can't be read and might have been images: a folder, or a file of that name. */
  static List<String> problems(FileTree tree) {
    return tree.problems().stream()
        .filter(p -> ImageEndings.isOne(p.path()) || ImageEndings.of(p.path()).isEmpty())
        .map(FileTree.Problem::toString)
        .toList();
  }
}
