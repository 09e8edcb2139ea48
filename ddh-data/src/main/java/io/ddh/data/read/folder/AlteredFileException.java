package io.ddh.data.read.folder;

import java.io.IOException;

/** A file is not the one that a list's digest names. */
final class AlteredFileException extends IOException {
  private static final int SHOWN = 12;

  AlteredFileException(String expected, String found) {
    super("altered: SHA-256 " + head(found) + "…, the list says " + head(expected) + "…");
  }

  private static String head(String hex) {
    return hex.substring(0, Math.min(SHOWN, hex.length()));
  }
}
