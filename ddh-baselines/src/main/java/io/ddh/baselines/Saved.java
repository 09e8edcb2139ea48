package io.ddh.baselines;

import io.ddh.core.BadInputException;
import io.ddh.core.TensorFile;

/**
 * Reads the saved state of a hasher, of kind {@code hasher/<name>}, and checks that its parts are
 * consistent.
 *
 * @param content the saved state
 * @param where the file that the state comes from, for messages
 */
record Saved(TensorFile content, String where) {
  /** Reads a positive whole number. */
  int integer(String key) {
    String text = text(key);
    try {
      int value = Integer.parseInt(text);
      if (value > 0) {
        return value;
      }
    } catch (NumberFormatException e) {
      // the message is the same as for a number below 1
    }
    throw BadInputException.of("%s: '%s' must be a number above 0, found %s", where, key, text);
  }

  /** Reads a string, which must be present. */
  String text(String key) {
    String text = content.texts().get(key);
    if (text == null) {
      throw BadInputException.of("%s: '%s' is missing", where, key);
    }
    return text;
  }

  /** Reads an array, which must have the given length. */
  float[] array(String key, long length) {
    float[] values = content.arrays().get(key);
    if (values == null || values.length != length) {
      Object found = values == null ? "none" : values.length;
      throw BadInputException.of(
          "%s: '%s' must hold %d values, found %s", where, key, length, found);
    }
    return values;
  }

  /** Reads the only value of an array, which must be positive. */
  float positive(String key) {
    float value = array(key, 1)[0];
    if (!(value > 0)) {
      throw BadInputException.of("%s: '%s' must be positive, found %s", where, key, value);
    }
    return value;
  }

  /** Reads an array of whole numbers in [0, most]. */
  int[] whole(String key, long length, int most) {
    float[] values = array(key, length);
    int[] out = new int[values.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = (int) values[i];
      if (out[i] != values[i] || out[i] < 0 || out[i] > most) {
        throw BadInputException.of(
            "%s: '%s' must hold numbers in [0, %d], found %s", where, key, most, values[i]);
      }
    }
    return out;
  }
}
