package io.ddh.experiments.run;

import io.ddh.core.AtomicFile;
import io.ddh.core.BadInputException;
import io.ddh.core.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Checks, before anything is trained, whether a folder can be written; leaves nothing behind. */
final class Folders {
  private Folders() {}

  /**
   * Tries to write into the folder, or into the nearest one above it that exists.
   *
   * @param what for the message, for example {@code results folder}
   * @throws BadInputException if that fails
   */
  static void checkWritable(String what, Path folder) {
    Path at = folder.toAbsolutePath().normalize();
    while (at != null && !Files.exists(at)) {
      at = at.getParent();
    }
    if (at == null || !Files.isDirectory(at)) {
      throw new BadInputException(what + " " + folder + ": can't be made: " + at + " is no folder");
    }
    try {
      Files.delete(Files.createFile(AtomicFile.part(at.resolve("ddh"))));
    } catch (IOException e) {
      throw new BadInputException(what + " " + folder + ": can't be written: " + Reason.of(e), e);
    }
  }
}
