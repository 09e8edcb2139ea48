package io.ddh.core;

import java.text.Normalizer;

/**
 * Converts names to Unicode's composed form (NFC). A Mac stores the ë of a file name as two
 * characters, e and a dieresis; keyboards and most other systems produce a single character.
 * Compare names only in composed form.
 */
public final class Nfc {
  private Nfc() {}

  /**
   * {@return the name in composed form, which most names already have}
   *
   * @param name a name in any Unicode normalisation form
   */
  public static String of(String name) {
    return Normalizer.normalize(name, Normalizer.Form.NFC);
  }
}
