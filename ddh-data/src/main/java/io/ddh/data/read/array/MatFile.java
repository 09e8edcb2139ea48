package io.ddh.data.read.array;

import io.ddh.data.read.files.KnownContent;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** MATLAB files of versions 5 (also called 6 and 7) and 4. */
final class MatFile {
  /** Usual names of images, the likeliest first. */
  static final List<String> IMAGES = List.of("fea", "x", "X", "images", "data", "faces");

  /** Usual names of labels, the likeliest first. */
  static final List<String> LABELS = List.of("gnd", "label", "labels", "y", "Y", "people", "id");

  private MatFile() {}

  /** Whether a file begins as one. */
  static boolean isOne(byte[] head) {
    return Mat5.is(head) || Mat4.is(head);
  }

  /**
   * All variables of a file.
   *
   * @param wanted names of those whose numbers are needed
   * @throws IOException with a short reason if it is damaged or truncated
   */
  static List<MatVariable> variables(Path file, Set<String> wanted) throws IOException {
    return Mat4.is(KnownContent.head(file)) ? Mat4.read(file) : Mat5.read(file, wanted);
  }

  /** The first variable with the likeliest of some names. */
  static Optional<MatVariable> find(List<MatVariable> all, List<String> names) {
    return names.stream()
        .flatMap(name -> all.stream().filter(v -> v.name().equals(name)))
        .findFirst();
  }
}
