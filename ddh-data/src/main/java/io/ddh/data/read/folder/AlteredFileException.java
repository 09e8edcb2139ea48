package io.ddh.data.read.folder;

import java.io.IOException;
import java.util.Locale;

/** A file is not the one that a list's digest names. */
final class AlteredFileException extends IOException {
  AlteredFileException(String expected, String found) {
    super(
        String.format(
            Locale.ROOT, "altered: SHA-256 %.12s…, the list says %.12s…", found, expected));
  }
}
