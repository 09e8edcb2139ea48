package io.ddh.data.read.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Suggests a file or folder with a name similar to one that doesn't exist. */
public final class NearName {
  private NearName() {}

  /**
   * {@return a message that a path doesn't exist: which part is missing, and which existing name
   * may be meant}
   *
   * @param path the path
   */
  public static String missing(Path path) {
    Path there = path.toAbsolutePath().normalize();
    Path gone = there;
    while (there.getParent() != null && !Files.exists(there)) {
      gone = there;
      there = there.getParent();
    }
    String name = String.valueOf(gone.getFileName());
    boolean above = !gone.equals(path.toAbsolutePath().normalize());
    return "no such file or folder"
        + (above ? "; there is no " + gone : "")
        + near(there, name).map(other -> "; did you mean '" + other + "'?").orElse("");
  }

  private static Optional<String> near(Path folder, String name) {
    try (Stream<Path> all = Files.list(folder)) {
      return all.map(p -> p.getFileName().toString())
          .filter(other -> plain(other).equals(plain(name)) && !plain(name).isEmpty())
          .sorted()
          .findFirst();
    } catch (IOException e) {
      return Optional.empty(); // only a hint
    }
  }

  /** Letters and digits in lower case, without the ending. */
  private static String plain(String name) {
    return name.toLowerCase(Locale.ROOT)
        .replaceAll("(\\.tar)?\\.[a-z0-9]{1,5}$", "")
        .replaceAll("[^\\p{L}\\p{N}]", "");
  }
}
