package io.ddh.data.read.files;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Recognises files that operating systems, network storage and tools leave behind, such as
 * thumbnails, recycle bins, file attributes and files of version control. Such files never belong
 * to a data set, even if they contain images. Hidden files, whose names begin with a dot, count as
 * system files, too. Names are compared without regard to case.
 */
public final class SystemFiles {
  private static final Set<String> NAMES =
      Set.of(
          // macOS leaves these in archives and on network drives; the name of its Icon file ends
          // with a carriage return
          ("__macosx|icon\r|network trash folder|temporary items|thevolumesettingsfolder|"
                  // Windows
                  + "$recycle.bin|recycler|recycled|system volume information|onedrivetemp|"
                  + "thumbs.db|ehthumbs.db|ehthumbs_vista.db|desktop.ini|"
                  // Synology and QNAP
                  + "@eadir|@tmp|@sharebin|@recycle|@recently-snapshot|@appdata|#recycle|#snapshot|"
                  // Linux, Picasa, Python
                  + "lost+found|picasa.ini|__pycache__")
              .split("[|]", -1));

  private SystemFiles() {}

  /**
   * {@return whether a file or folder of the given name is a system file, which is skipped}
   *
   * @param name the last part of a path
   */
  public static boolean isOne(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return name.startsWith(".") || NAMES.contains(lower) || lower.matches("found\\.\\d{3}");
  }

  /**
   * {@return the part of a path up to and including the first name of a system file; empty if the
   * path has no such name}
   *
   * @param path a path with {@code /} between its parts
   */
  public static Optional<String> in(String path) {
    int from = 0;
    while (from <= path.length()) {
      int slash = path.indexOf('/', from);
      int to = slash < 0 ? path.length() : slash;
      if (isOne(path.substring(from, to))) {
        return Optional.of(path.substring(0, to));
      }
      from = to + 1;
    }
    return Optional.empty();
  }
}
