package io.ddh.retrieval.index;

import java.nio.file.Path;

/**
 * The files of an index.
 *
 * @param base the index itself, which never changes under its readers
 */
record IndexFiles(Path base) {
  /** What was added and deleted since. */
  Path log() {
    return sibling(".log");
  }

  /** Locked by the writer; empty. */
  Path lock() {
    return sibling(".lock");
  }

  /** A file in the making. */
  Path part(String name) {
    return sibling("." + name + ".part");
  }

  private Path sibling(String end) {
    return base.resolveSibling(base.getFileName() + end);
  }
}
