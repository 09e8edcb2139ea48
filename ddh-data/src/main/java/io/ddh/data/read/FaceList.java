package io.ddh.data.read;

import io.ddh.core.Nfc;
import io.ddh.data.read.files.FileTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What a reader of image files is about to decode, and what it has left out already.
 *
 * @param people names; a face names its person by the position
 * @param faces in the order of the data set
 * @param empty people without image files
 * @param ignored files that aren't images or belong to nobody
 * @param problems files that can't be read, a line each; they count as unreadable
 * @param counts of the reader's own
 * @param notes of the reader's own
 * @param queries of a divided set the files that ask; empty: it comes undivided
 */
public record FaceList(
    List<String> people,
    List<Face> faces,
    List<String> empty,
    IgnoredFiles ignored,
    List<String> problems,
    Map<String, Long> counts,
    List<String> notes,
    Set<FileTree.Entry> queries) {

  /** Of a set that comes undivided. */
  public FaceList(
      List<String> people,
      List<Face> faces,
      List<String> empty,
      IgnoredFiles ignored,
      List<String> problems,
      Map<String, Long> counts,
      List<String> notes) {
    this(people, faces, empty, ignored, problems, counts, notes, Set.of());
  }

  /**
   * One face.
   *
   * @param relative its path, for messages
   * @param person index in {@link #people}
   * @param box where in the picture it is; empty: what the crop says
   * @param sha256 what the file's digest must be, lower-case hex; empty: anything
   */
  public record Face(
      FileTree.Entry file,
      String relative,
      int person,
      Optional<FaceBox> box,
      Optional<String> sha256) {
    /** A whole image. */
    public Face(FileTree.Entry file, String relative, int person) {
      this(file, relative, person, Optional.empty(), Optional.empty());
    }

    /** The same face of another person. */
    Face of(int other) {
      return new Face(file, relative, other, box, sha256);
    }
  }

  /**
   * Whole images of a folder or archive, sorted by person, then by path. Other files are counted in
   * a note; files that can't be read count against {@code max-corrupt}.
   *
   * @param person whose face an image file shows; empty: the image is left out and counted
   */
  public static FaceList of(FileTree tree, Function<FileTree.Entry, Optional<String>> person) {
    List<FileTree.Entry> images = ImageListing.of(tree);
    Map<String, List<FileTree.Entry>> byPerson = new TreeMap<>();
    for (FileTree.Entry file : images) {
      person
          .apply(file)
          .ifPresent(
              name -> byPerson.computeIfAbsent(Nfc.of(name), n -> new ArrayList<>()).add(file));
    }
    List<Face> faces = new ArrayList<>();
    int number = 0;
    for (List<FileTree.Entry> own : byPerson.values()) {
      for (FileTree.Entry file : own) {
        faces.add(new Face(file, file.path(), number));
      }
      number++;
    }
    return new FaceList(
        List.copyOf(byPerson.keySet()),
        faces,
        List.of(),
        IgnoredFiles.of(
            tree, images, faces.stream().map(Face::file).toList(), "of no known person"),
        ImageFiles.problems(tree),
        Map.of(),
        List.of());
  }

  /** Whole pictures, one folder for each person. */
  static FaceList of(ImageFiles files) {
    List<Face> faces =
        files.files().stream().map(e -> new Face(e.file(), e.relative(), e.person())).toList();
    return new FaceList(
        files.people(),
        faces,
        files.empty(),
        files.ignored(),
        files.problems(),
        Map.of(),
        files.notes(),
        files.files().stream()
            .filter(ImageFiles.Entry::query)
            .map(ImageFiles.Entry::file)
            .collect(Collectors.toSet()));
  }
}
