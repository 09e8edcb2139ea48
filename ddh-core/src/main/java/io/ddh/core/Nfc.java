package io.ddh.core;

import java.text.Normalizer;

/**
 * Names in Unicode's composed form (NFC). A Mac stores the ë of a file name as two characters, e
 * and a dieresis; a keyboard and most other systems give one. Whatever compares names compares
 * these.
 */
public final class Nfc {
  private Nfc() {}

  /** The name in composed form; most names are in it already. */
  public static String of(String name) {
    return Normalizer.normalize(name, Normalizer.Form.NFC);
  }
}
