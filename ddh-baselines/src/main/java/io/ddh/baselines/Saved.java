package io.ddh.baselines;

import io.ddh.core.BadInputException;
import io.ddh.core.TensorFile;

/**
 * The states of hashers, kind {@code hasher/<name>}; checks that the parts of one agree.
 *
 * @param content what a hasher gave
 * @param where it comes from, for messages
 */
record Saved(TensorFile content, String where) {
  /** A positive whole number. */
  int integer(String key) {
    String text = text(key);
    try {
      int value = Integer.parseInt(text);
      if (value > 0) {
        return value;
      }
    } catch (NumberFormatException e) {
      // falls through to the same message as a number below 1
    }
    throw BadInputException.of("%s: %s must be a positive number, found %s", where, key, text);
  }

  /** A text that must be there. */
  String text(String key) {
    String text = content.texts().get(key);
    if (text == null) {
      throw BadInputException.of("%s: no '%s' in it", where, key);
    }
    return text;
  }

  /** An array of exactly the given length. */
  float[] array(String key, long length) {
    float[] values = content.arrays().get(key);
    if (values == null || values.length != length) {
      Object found = values == null ? "none" : values.length;
      throw BadInputException.of(
          "%s: '%s' must hold %d values, found %s", where, key, length, found);
    }
    return values;
  }

  /** The one value of an array, which must be positive. */
  float positive(String key) {
    float value = array(key, 1)[0];
    if (!(value > 0)) {
      throw BadInputException.of("%s: '%s' must be positive, found %s", where, key, value);
    }
    return value;
  }

  /** An array of whole numbers in [0, most]. */
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
