package io.ddh.app.model;

import io.ddh.app.images.ImageHasher;
import java.io.IOException;
import java.nio.file.Path;

/** Reads model files. */
@FunctionalInterface
public interface ModelReader {
  /**
   * Reads a model whole; the file may go afterwards.
   *
   * @throws io.ddh.core.BadInputException if it is none, damaged or newer than this program
   */
  ImageHasher read(Path file) throws IOException;
}
