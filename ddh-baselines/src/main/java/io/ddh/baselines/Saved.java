package io.ddh.baselines;

import io.ddh.core.BadInputException;
import io.ddh.core.TensorFile;
import java.util.Map;

/**
 * The states of hashers, kind {@code hasher/<name>}; checks that the parts of one agree.
 *
 * @param content what a hasher gave
 * @param where it comes from, for messages
 */
record Saved(TensorFile content, String where) {

  static TensorFile state(String name, Map<String, String> texts, Map<String, float[]> arrays) {
    return new TensorFile("hasher/" + name, texts, arrays);
  }

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
    throw new BadInputException(where + ": " + key + " must be a positive number, found " + text);
  }

  /** A text that must be there. */
  String text(String key) {
    String text = content.texts().get(key);
    if (text == null) {
      throw new BadInputException(where + ": no '" + key + "' in it");
    }
    return text;
  }

  /** An array of exactly the given length. */
  float[] array(String key, long length) {
    float[] values = content.arrays().get(key);
    if (values == null || values.length != length) {
      throw new BadInputException(
          where
              + ": '"
              + key
              + "' must hold "
              + length
              + " values, found "
              + (values == null ? "none" : values.length));
    }
    return values;
  }
}
