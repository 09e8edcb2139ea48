package io.ddh.app.index;

import io.ddh.app.model.HashModel;
import io.ddh.app.model.ModelReader;

/** The engine's own files. */
public final class EngineFiles {
  private EngineFiles() {}

  /** Reads model files. */
  public static ModelReader models() {
    return HashModel::read;
  }
}
