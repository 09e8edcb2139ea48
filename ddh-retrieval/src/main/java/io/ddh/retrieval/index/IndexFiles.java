package io.ddh.retrieval.index;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The files of an index.
 *
 * @param base the index itself, which never changes under its readers
 */
record IndexFiles(Path base) {
  static final String WHOLE = "whole";
  static final String LOG = "log";

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

  /** All files in the making: what a writer that died may have left. */
  List<Path> parts() {
    List<Path> parts = new ArrayList<>(List.of(part(WHOLE), part(LOG)));
    for (Layout.Kind kind : Layout.Kind.values()) {
      parts.add(part(kind.name()));
    }
    return parts;
  }

  private Path sibling(String end) {
    return base.resolveSibling(base.getFileName() + end);
  }
}
