package io.ddh.data.read;

import io.ddh.data.BadInputException;
import io.ddh.data.Settings;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** The settings that all readers of files share. */
final class ReaderSettings {
  private ReaderSettings() {}

  /** The setting {@code path}, which must be given. */
  static Path path(Settings settings) {
    String text = settings.text("path");
    if (text.isBlank()) {
      throw new BadInputException(settings.path("path") + ": must be given");
    }
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new BadInputException(settings.path("path") + ": no path: " + e.getMessage(), e);
    }
  }

  /** The setting {@code channels}, 1 or 3. */
  static int channels(Settings settings) {
    int channels = settings.integer("channels", 1, 3);
    if (channels == 2) {
      throw new BadInputException(settings.path("channels") + ": must be 1 or 3, found 2");
    }
    return channels;
  }
}
