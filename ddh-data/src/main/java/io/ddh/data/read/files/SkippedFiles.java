package io.ddh.data.read.files;

import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Counts the {@link SystemFiles} that were skipped when files were listed. A system folder counts
 * once, no matter how many files it contains.
 */
public final class SkippedFiles {
  private static final int NAMED = 5;

  private final Set<String> paths = new HashSet<>();
  private final Map<String, Integer> byName = new TreeMap<>();

  /**
   * Counts a path that ends with the name of a system file. A path that is added repeatedly counts
   * once.
   */
  void add(String path) {
    if (paths.add(path)) {
      String name = path.substring(path.lastIndexOf('/') + 1).strip();
      byName.merge(name.startsWith("._") ? "._*" : name, 1, Integer::sum);
    }
  }

  /** {@return the number of system files and folders that were skipped} */
  public int count() {
    return paths.size();
  }

  /** {@return one line for the user about the skipped system files; empty if none were skipped} */
  public Optional<String> note() {
    if (paths.isEmpty()) {
      return Optional.empty();
    }
    String names = byName.keySet().stream().limit(NAMED).collect(Collectors.joining(", "));
    String more = byName.size() > NAMED ? ", …" : "";
    return Optional.of(paths.size() + " system files or folders skipped (" + names + more + ")");
  }
}
