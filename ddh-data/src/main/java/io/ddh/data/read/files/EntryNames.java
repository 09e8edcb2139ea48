package io.ddh.data.read.files;

import io.ddh.core.BadInputException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Checks the entry names of an archive and collects the folders at its top. Names that no packer
 * writes are refused.
 */
final class EntryNames {
  private final Path archive;
  private final Listing listing;
  private final Set<String> seen = new HashSet<>();

  /**
   * Starts with no names.
   *
   * @param listing gets the folders at the top and the system files
   */
  EntryNames(Path archive, Listing listing) {
    this.archive = archive;
    this.listing = listing;
  }

  /** A name with {@code /} between its parts, where packers for Windows may write {@code \\}. */
  static String plain(String name) {
    String path = name.replace('\\', '/');
    return path.startsWith("./") ? path.substring(2) : path;
  }

  /**
   * Checks a name. Nothing is written under that name, but a path that points outside the archive
   * shows that the archive was tampered with.
   *
   * @param name as {@link #plain} gives it
   * @return false if it is a system file, which is skipped
   * @throws BadInputException if it is not a relative path, is a duplicate, or exceeds {@link
   *     Limits#FILES}
   */
  boolean take(String name) {
    boolean wrong =
        name.isEmpty()
            || name.length() > Limits.NAME
            || name.startsWith("/")
            || name.matches("[A-Za-z]:/.*");
    String path = name.endsWith("/") ? name.substring(0, name.length() - 1) : name;
    for (String part : path.split("/", -1)) {
      wrong |= part.isEmpty() || part.equals(".") || part.equals("..");
    }
    Optional<String> system = SystemFiles.in(path);
    wrong |= system.isEmpty() && path.chars().anyMatch(c -> c < ' ' || c == 0x7f || c == 0xFFFD);
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
    system.ifPresent(listing.passedOver()::add);
    int slash = name.indexOf('/');
    if (system.isEmpty() && slash > 0) {
      listing.addTop(name.substring(0, slash));
    }
    return system.isEmpty();
  }

  /** For messages. */
  static String shown(String name) {
    String head = name.length() > 80 ? name.substring(0, 80) + "…" : name;
    return head.replaceAll("\\p{Cntrl}", "?");
  }
}
