package io.ddh.data.read.folder;

import io.ddh.core.FaceAligner;
import io.ddh.core.Nfc;
import io.ddh.core.Sha256;
import io.ddh.data.read.files.FileTree;
import io.ddh.data.read.files.SkippedFiles;
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
 * The faces that a reader of image files will decode, and the files it has left out.
 *
 * @param people names of all people, including people without an image
 * @param faces the faces to decode, in the order of the data set
 * @param ignored files that are not read because they aren't images or show no known person
 * @param problems one line for each file that can't be read; these files count as unreadable
 * @param counts counts specific to the reader
 * @param notes notes of the reader for the user
 */
public record FaceList(
    Collection<String> people,
    List<Face> faces,
    IgnoredFiles ignored,
    List<String> problems,
    Map<String, Long> counts,
    List<String> notes) {

  /**
   * A face in an image file.
   *
   * @param relative path of the file, for messages
   * @param person name of the person
   * @param box where the face is in the image; if empty, the image is cropped to its centre square
   * @param sha256 expected SHA-256 of the file in lower-case hex; if empty, the file is not checked
   * @param query whether the data set comes with a split in which this image is a query
   */
  public record Face(
      FileTree.Entry file,
      String relative,
      String person,
      Optional<FaceBox> box,
      Optional<String> sha256,
      boolean query) {
    /**
     * Creates a face without a box; its image is cropped to the centre square.
     *
     * @param file the image file
     * @param relative path of the file, for messages
     * @param person name of the person
     */
    public Face(FileTree.Entry file, String relative, String person) {
      this(file, relative, person, false);
    }

    Face(FileTree.Entry file, String relative, String person, boolean query) {
      this(file, relative, person, Optional.empty(), Optional.empty(), query);
    }

    /**
     * {@return the same face with a box}
     *
     * @param newBox where the face is in the image
     */
    public Face in(FaceBox newBox) {
      return new Face(file, relative, person, Optional.of(newBox), sha256, query);
    }

    /**
     * Checks the digest of the file and writes the scaled face. Returns whether the image is
     * smaller than the crop.
     */
    boolean scale(byte[] bytes, FaceScaler scaler, byte[] out, int at) throws IOException {
      check(bytes);
      return scaler.scale(bytes, box, out, at);
    }

    /**
     * Checks the digest of the file and writes the aligned face. Returns whether a face was found.
     */
    boolean align(byte[] bytes, FaceScaler scaler, FaceAligner aligner, byte[] out, int at)
        throws IOException {
      check(bytes);
      return scaler.align(bytes, box, aligner, out, at);
    }

    private void check(byte[] bytes) throws IOException {
      if (sha256.isPresent()) {
        String found = Sha256.hex(bytes);
        if (!found.equals(sha256.get())) {
          throw new AlteredFileException(sha256.get(), found);
        }
      }
    }
  }

  /**
   * Lists the images of a folder or archive as faces without boxes. The faces are sorted by person,
   * and the images of each person are sorted by path. Other files are counted and mentioned in a
   * note. Files that can't be read are counted, and {@code max-corrupt} limits their share.
   *
   * @param tree the files
   * @param person function that returns the name of the person whom an image file shows; if it
   *     returns empty, the image is left out and counted
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
   * Creates a list of the faces found in a folder or archive.
   *
   * @param images all image files in the folder or archive
   * @param why the reason why image files without a face are not read, for example {@code in no
   *     person folder}
   */
  static FaceList of(FileTree tree, List<FileTree.Entry> images, List<Face> faces, String why) {
    List<FileTree.Entry> read = faces.stream().map(Face::file).toList();
    IgnoredFiles ignored = IgnoredFiles.of(tree, images, read, why);
    List<String> problems = ImageListing.problems(tree);
    return new FaceList(byPerson(faces).keySet(), faces, ignored, problems, Map.of(), List.of());
  }

  /** Returns lines for the user about ignored files and skipped system files, if there are any. */
  List<String> leftOut(SkippedFiles skipped) {
    return Stream.of(ignored.note(), skipped.note()).flatMap(Optional::stream).toList();
  }

  /**
   * Groups faces by person, with people sorted by name. The order of each person's faces is kept.
   */
  static Map<String, List<Face>> byPerson(List<Face> faces) {
    Map<String, List<Face>> out = new TreeMap<>();
    faces.forEach(f -> out.computeIfAbsent(f.person(), p -> new ArrayList<>()).add(f));
    return out;
  }

  /** Joins the faces of all people into one list, one person after the other. */
  static List<Face> joined(Map<String, List<Face>> byPerson) {
    return byPerson.values().stream().flatMap(List::stream).toList();
  }
}
