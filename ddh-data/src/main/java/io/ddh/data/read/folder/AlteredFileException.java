package io.ddh.data.read.folder;

import java.io.IOException;

/** A file is not the one that a list's digest names. */
final class AlteredFileException extends IOException {
  AlteredFileException(String expected, String found) {
    super(String.format("altered: SHA-256 %.12s…, the list says %.12s…", found, expected));
  }
}
