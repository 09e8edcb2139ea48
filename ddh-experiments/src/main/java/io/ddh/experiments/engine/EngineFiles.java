package io.ddh.experiments.engine;

/** The engine's own files. */
public final class EngineFiles {
  private EngineFiles() {}

  /** Reads model files. */
  public static ModelReader models() {
    return HashModel::read;
  }
}
