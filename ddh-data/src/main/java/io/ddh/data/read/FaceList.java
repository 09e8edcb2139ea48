package io.ddh.data.read;

import io.ddh.data.read.files.FileTree;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a reader of image files is about to decode, and what it has left out already.
 *
 * @param people names
 * @param faces in the order of the data set
 * @param empty people without image files
 * @param ignored files that are no images by extension or belong to nobody
 * @param problems files that can't be read, a line each; they count as unreadable
 * @param counts of the reader's own
 * @param notes of the reader's own
 */
record FaceList(
    List<String> people,
    List<Face> faces,
    List<String> empty,
    long ignored,
    List<String> problems,
    Map<String, Long> counts,
    List<String> notes) {

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

  /** Whole pictures, one folder a person. */
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
        List.of());
  }
}
