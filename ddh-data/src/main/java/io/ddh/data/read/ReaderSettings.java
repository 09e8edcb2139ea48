package io.ddh.data.read;

import io.ddh.core.BadInputException;
import io.ddh.core.Reason;
import io.ddh.core.Settings;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** The settings that all readers of files share. */
public final class ReaderSettings {
  private ReaderSettings() {}

  /**
   * The setting {@code path}.
   *
   * @throws BadInputException if it isn't given, or no path
   */
  public static Path path(Settings settings) {
    String text = settings.text("path");
    if (text.isBlank()) {
      throw new BadInputException(settings.path("path") + ": must be given");
    }
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new BadInputException(settings.path("path") + ": no path: " + Reason.of(e), e);
    }
  }

  /**
   * The setting {@code path} as a folder that is there.
   *
   * @param content what must lie in it, for the message
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

  /** The setting {@code channels}, 1 or 3. */
  public static int channels(Settings settings) {
    int channels = settings.integer("channels", 1, 3);
    if (channels == 2) {
      throw new BadInputException(settings.path("channels") + ": must be 1 or 3, found 2");
    }
    return channels;
  }
}
