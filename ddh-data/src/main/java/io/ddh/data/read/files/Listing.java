package io.ddh.data.read.files;

import io.ddh.core.BadInputException;
import io.ddh.core.Sha256;
import io.ddh.core.Shown;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The files and problems found in a folder or an archive, up to a maximum number of files. */
public final class Listing {
  private final List<FileTree.Entry> files = new ArrayList<>();
  private final List<FileTree.Problem> problems = new ArrayList<>();
  private final TreeSet<String> tops = new TreeSet<>();
  private final SkippedFiles skipped = new SkippedFiles();
  private final Set<String> names = new HashSet<>();
  private final int most;
  private boolean whole = true;

  Listing(int most) {
    this.most = most;
  }

  void add(FileTree.Entry file) {
    files.add(file);
  }

  void addProblem(String path, String reason) {
    problems.add(new FileTree.Problem(path, reason));
  }

  void addTop(String folder) {
    tops.add(folder);
  }

  /**
   * Checks the path of an entry of an archive, and records the first folder in it. No file is ever
   * written to this path, but a path that points outside the archive shows that someone has
   * tampered with the archive.
   *
   * @param archive the archive, for error messages
   * @param name path of the entry, with {@code /} between its parts
   * @return false if the entry is a system file, which must be skipped
   * @throws BadInputException if the name is not a relative path or is a duplicate, or if there are
   *     more than {@link Limits#FILES} entries
   */
  boolean take(Path archive, String name) {
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
      throw BadInputException.of(
          "%s: entry '%s' is not a plain relative path such as train/cat/1.jpg",
          archive, Shown.text(name));
    }
    if (!names.add(name)) {
      throw new BadInputException(archive + ": entry '" + Shown.text(name) + "' occurs twice");
    }
    if (names.size() > Limits.FILES) {
      throw new BadInputException(archive + ": more than " + Limits.FILES + " entries");
    }
    system.ifPresent(skipped::add);
    int slash = name.indexOf('/');
    if (system.isEmpty() && slash > 0) {
      addTop(name.substring(0, slash));
    }
    return system.isEmpty();
  }

  int count() {
    return files.size();
  }

  /**
   * Returns whether listing must stop, because the maximum number of files is reached or the caller
   * has reached another limit.
   */
  boolean isFull(boolean other) {
    whole = files.size() < most && !other;
    return !whole;
  }

  /** {@return whether all files were listed} The result is false if listing stopped at a limit. */
  public boolean isWhole() {
    return whole;
  }

  /**
   * Sorts files and problems by path. This method is called once, after all files and problems have
   * been added.
   */
  void sort() {
    files.sort(Comparator.comparing(FileTree.Entry::path));
    problems.sort(Comparator.comparing(FileTree.Problem::path));
  }

  /** {@return all listed files} */
  public List<FileTree.Entry> files() {
    return List.copyOf(files);
  }

  /** {@return the names of the folders directly below the root, including empty ones, sorted} */
  public List<String> tops() {
    return List.copyOf(tops);
  }

  /** {@return the files and folders that can't be read} */
  public List<FileTree.Problem> problems() {
    return List.copyOf(problems);
  }

  /** {@return the system files and folders that were skipped} */
  public SkippedFiles skipped() {
    return skipped;
  }

  /** Returns a string that changes when the path, size or stamp of any file changes. */
  String stamp() {
    Sha256 sha = new Sha256();
    files.forEach(e -> sha.add(e.path() + "\0" + e.size() + " " + e.stamp()));
    tops.forEach(top -> sha.add(top));
    problems.forEach(problem -> sha.add(problem.toString()));
    return sha.hex() + " " + skipped.count();
  }
}
