package io.ddh.data.read.folder;

import java.io.IOException;
import java.util.Locale;

/** Thrown if the SHA-256 of an image file differs from the SHA-256 in the list of faces. */
final class AlteredFileException extends IOException {
  AlteredFileException(String expected, String found) {
    super(
        String.format(
            Locale.ROOT, "altered: SHA-256 is %.12s…, but the list says %.12s…", found, expected));
  }
}
