package io.ddh.data.read.files;

import io.ddh.data.BadInputException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/** Names in an archive: those that no packer makes are refused, those that hide are left out. */
final class Names {
  private final Path archive;
  private final Set<String> seen = new HashSet<>();

  Names(Path archive) {
    this.archive = archive;
  }

  /**
   * Checks a name. Nothing is ever written by it; one that points outside is a warning.
   *
   * @throws BadInputException if it is no path below a folder, came before, or is one too many
   */
  void check(String name) {
    boolean wrong =
        name.isEmpty()
            || name.length() > Limits.NAME
            || name.startsWith("/")
            || name.indexOf('\\') >= 0;
    String path = name.endsWith("/") ? name.substring(0, name.length() - 1) : name;
    for (String part : path.split("/", -1)) {
      wrong |= part.isEmpty() || part.equals(".") || part.equals("..");
    }
    wrong |= name.chars().anyMatch(c -> c < ' ' || c == 0x7f || c == 0xFFFD);
    if (wrong) {
      throw new BadInputException(
          archive + ": entry '" + shown(name) + "' is no path below a folder, as train/cat/1.jpg");
    }
    if (!seen.add(name)) {
      throw new BadInputException(archive + ": entry '" + shown(name) + "' comes twice");
    }
    if (seen.size() > Limits.FILES) {
      throw new BadInputException(archive + ": more than " + Limits.FILES + " entries");
    }
  }

  /** For messages. */
  static String shown(String name) {
    String head = name.length() > 80 ? name.substring(0, 80) + "…" : name;
    return head.replaceAll("\\p{Cntrl}", "?");
  }

  /** Hidden, or what macOS adds to archives, which has names of images and none in it. */
  static boolean hidden(String name) {
    for (String part : name.split("/", -1)) {
      if (part.startsWith(".") || part.equals("__MACOSX")) {
        return true;
      }
    }
    return false;
  }

  /** The first part of a path with several, else empty. */
  static String top(String name) {
    int slash = name.indexOf('/');
    return slash < 0 ? "" : name.substring(0, slash);
  }
}
