package io.ddh.data.read;

import io.ddh.data.read.files.FileTree;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a reader of image files is about to decode, and what it has left out already.
 *
 * @param people names
 * @param faces in the order of the data set
 * @param empty people without image files
 * @param ignored files that aren't images or belong to nobody
 * @param problems files that can't be read, a line each; they count as unreadable
 * @param counts of the reader's own
 * @param notes of the reader's own
 * @param queries of a divided set the files that ask; empty: it comes undivided
 */
record FaceList(
    List<String> people,
    List<Face> faces,
    List<String> empty,
    IgnoredFiles ignored,
    List<String> problems,
    Map<String, Long> counts,
    List<String> notes,
    Set<FileTree.Entry> queries) {

  /** Of a set that comes undivided. */
  FaceList(
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
  record Face(
      FileTree.Entry file,
      String relative,
      int person,
      Optional<FaceBox> box,
      Optional<String> sha256) {}

  /** Whole pictures, one folder for each person. */
  static FaceList of(ImageFiles files) {
    List<Face> faces =
        files.files().stream()
            .map(
                e ->
                    new Face(
                        e.file(), e.relative(), e.person(), Optional.empty(), Optional.empty()))
            .toList();
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
