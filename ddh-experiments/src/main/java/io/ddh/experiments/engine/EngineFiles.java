package io.ddh.experiments.engine;

import io.ddh.data.BadInputException;
import java.io.IOException;
import java.nio.file.Path;

/** The engine's own files. */
public final class EngineFiles {
  private EngineFiles() {}

  /** Reads model files. */
  public static ModelReader models() {
    return file -> {
      throw new BadInputException(file + ": model files can't be read yet");
    };
  }

  /** Opens a codes file. */
  static CodeSource codes(Path file) throws IOException {
    throw new BadInputException(file + ": codes files can't be read yet");
  }
}
