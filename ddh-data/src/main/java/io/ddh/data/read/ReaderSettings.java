package io.ddh.data.read;

import io.ddh.core.BadInputException;
import io.ddh.core.Reason;
import io.ddh.core.Settings;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** Reads and checks the settings that are common to all readers of files. */
public final class ReaderSettings {
  private ReaderSettings() {}

  /**
   * {@return the setting {@code path}}
   *
   * @param settings a reader's settings
   * @throws BadInputException if the setting is missing or is not a valid path
   */
  public static Path path(Settings settings) {
    if (settings.text("path").isBlank()) {
      throw new BadInputException(settings.path("path") + ": must be given");
    }
    return path(settings, "path");
  }

  /**
   * {@return the value of a setting, as a path}
   *
   * @param settings a reader's settings
   * @param key the setting
   * @throws BadInputException if the value is not a valid path
   */
  public static Path path(Settings settings, String key) {
    try {
      return Path.of(settings.text(key));
    } catch (InvalidPathException e) {
      throw new BadInputException(settings.path(key) + ": not a valid path: " + Reason.of(e), e);
    }
  }

  /**
   * {@return the setting {@code path}, which must be an existing file}
   *
   * @param settings a reader's settings
   * @param expected what kind of file is expected, for the error message
   * @throws BadInputException if there is no such file
   */
  public static Path file(Settings settings, String expected) {
    return file(path(settings), "expected " + expected);
  }

  /**
   * {@return the given file, after checking that it exists}
   *
   * @param file the file
   * @param help end of the error message, for example what is expected
   * @throws BadInputException if there is no such file
   */
  public static Path file(Path file, String help) {
    if (!Files.isRegularFile(file)) {
      throw new BadInputException(file + ": " + Reason.noFile(file) + "; " + help);
    }
    return file;
  }

  /**
   * {@return the setting {@code path}, which must be an existing folder}
   *
   * @param settings a reader's settings
   * @param content what the folder should contain, for the error message
   * @throws BadInputException if there is no such folder
   */
  public static Path folder(Settings settings, String content) {
    Path folder = path(settings);
    if (!Files.isDirectory(folder)) {
      String found = Files.exists(folder) ? ": not a folder" : ": no such folder";
      throw new BadInputException(folder + found + "; expected a folder with " + content);
    }
    return folder;
  }

  /**
   * Chooses one of the named parts of a file, such as one of its arrays. The chosen part is the one
   * that a setting names or, if the setting is empty, the first part that has one of the usual
   * names.
   *
   * @param file the file, for error messages
   * @param what the kind of part, for error messages, for example {@code array}
   * @param settings a reader's settings
   * @param key the setting that may name the part
   * @param usual names to try if the setting is empty, the most likely first
   * @param there names of all parts that the file has
   * @return the name of the chosen part
   * @throws BadInputException if the file has no such part
   */
  public static String choose(
      Path file,
      String what,
      Settings settings,
      String key,
      List<String> usual,
      Collection<String> there) {
    String given = settings.text(key);
    List<String> names = given.isBlank() ? usual : List.of(given);
    String parts = there.stream().limit(20).collect(Collectors.joining(", "));
    String found = parts.isEmpty() ? "none" : parts;
    String wanted = String.join(", ", names);
    return names.stream()
        .filter(there::contains)
        .findFirst()
        .orElseThrow(
            () ->
                BadInputException.of(
                    "%s: no %s named %s (setting '%s'); found %s",
                    file, what, wanted, settings.path(key), found));
  }

  /**
   * {@return the setting {@code channels}, 1 or 3}
   *
   * @param settings a reader's settings
   */
  public static int channels(Settings settings) {
    int channels = settings.integer("channels", 1, 3);
    if (channels == 2) {
      throw new BadInputException(settings.path("channels") + ": must be 1 or 3, found 2");
    }
    return channels;
  }
}
