package io.ddh.data.read.folder;

import io.ddh.core.Nfc;
import io.ddh.core.Sha256;
import io.ddh.data.read.files.FileTree;
import io.ddh.data.read.files.PassedOver;
import io.ddh.data.read.image.FaceBox;
import io.ddh.data.read.image.FaceScaler;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The faces that a reader of image files is about to decode, and what it has left out.
 *
 * @param people all names, also of people without an image
 * @param faces in the order of the data set
 * @param ignored files that aren't images or show no known person
 * @param problems files that can't be read, a line each; they count as unreadable
 * @param counts of the reader's own
 * @param notes of the reader's own
 */
public record FaceList(
    Collection<String> people,
    List<Face> faces,
    IgnoredFiles ignored,
    List<String> problems,
    Map<String, Long> counts,
    List<String> notes) {

  /**
   * One face.
   *
   * @param relative the file's path, for messages
   * @param person name
   * @param box where in the image the face is; empty: the crop is used
   * @param sha256 what the file's digest must be, lower-case hex; empty: anything
   * @param query whether the set comes divided, and the image is one of its queries
   */
  public record Face(
      FileTree.Entry file,
      String relative,
      String person,
      Optional<FaceBox> box,
      Optional<String> sha256,
      boolean query) {
    /**
     * A face that is a whole image.
     *
     * @param file the image file
     * @param relative the file's path, for messages
     * @param person the person's name
     */
    public Face(FileTree.Entry file, String relative, String person) {
      this(file, relative, person, false);
    }

    Face(FileTree.Entry file, String relative, String person, boolean query) {
      this(file, relative, person, Optional.empty(), Optional.empty(), query);
    }

    /**
     * {@return the same face within a box}
     *
     * @param newBox where in the image the face is
     */
    public Face in(FaceBox newBox) {
      return new Face(file, relative, person, Optional.of(newBox), sha256, query);
    }

    /**
     * Checks the digest and writes the scaled face; returns whether it is smaller than the crop.
     */
    boolean scale(byte[] bytes, FaceScaler scaler, byte[] out, int at) throws IOException {
      if (sha256.isPresent()) {
        String found = Sha256.hex(bytes);
        if (!found.equals(sha256.get())) {
          throw new AlteredFileException(sha256.get(), found);
        }
      }
      return scaler.scale(bytes, box, out, at);
    }
  }

  /**
   * Lists the whole images of a folder or archive, sorted by person, then by path. Other files are
   * counted in a note; files that can't be read count against {@code max-corrupt}.
   *
   * @param tree the files
   * @param person whose face an image file shows; empty: the image is left out and counted
   * @return the faces to decode
   */
  public static FaceList of(FileTree tree, Function<FileTree.Entry, Optional<String>> person) {
    List<FileTree.Entry> images = ImageListing.of(tree);
    List<Face> faces = new ArrayList<>();
    for (FileTree.Entry file : images) {
      person.apply(file).ifPresent(name -> faces.add(new Face(file, file.path(), Nfc.of(name))));
    }
    return of(tree, images, joined(byPerson(faces)), "of no known person");
  }

  /**
   * The faces found in a folder or archive.
   *
   * @param images all image files in it
   * @param why the image files of no face are not read, for example {@code in no person folder}
   */
  static FaceList of(FileTree tree, List<FileTree.Entry> images, List<Face> faces, String why) {
    List<FileTree.Entry> read = faces.stream().map(Face::file).toList();
    IgnoredFiles ignored = IgnoredFiles.of(tree, images, read, why);
    List<String> problems = ImageListing.problems(tree);
    return new FaceList(byPerson(faces).keySet(), faces, ignored, problems, Map.of(), List.of());
  }

  /** A line for the files that were ignored and one for those passed over, if there are any. */
  List<String> leftOut(PassedOver passedOver) {
    return Stream.of(ignored.note(), passedOver.note()).flatMap(Optional::stream).toList();
  }

  /** The faces of each person, in their order, people sorted by name. */
  static Map<String, List<Face>> byPerson(List<Face> faces) {
    Map<String, List<Face>> out = new TreeMap<>();
    faces.forEach(f -> out.computeIfAbsent(f.person(), p -> new ArrayList<>()).add(f));
    return out;
  }

  /** All faces, person by person. */
  static List<Face> joined(Map<String, List<Face>> byPerson) {
    return byPerson.values().stream().flatMap(List::stream).toList();
  }
}
