package io.ddh.baselines;

import io.ddh.data.BadInputException;
import io.ddh.data.TensorFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** Reads and writes hashers as {@code hasher/<name>} files and checks that their parts agree. */
final class Saved {
  private final Path file;
  private final TensorFile content;

  private Saved(Path file, TensorFile content) {
    this.file = file;
    this.content = content;
  }

  static Saved read(Path file, String name) throws IOException {
    return new Saved(file, TensorFile.read(file, "hasher/" + name));
  }

  static void write(Path file, String name, Map<String, String> texts, Map<String, float[]> arrays)
      throws IOException {
    new TensorFile("hasher/" + name, texts, arrays).write(file);
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
    throw new BadInputException(file + ": " + key + " must be a positive number, found " + text);
  }

  /** A text that must be there. */
  String text(String key) {
    String text = content.texts().get(key);
    if (text == null) {
      throw new BadInputException(file + ": no '" + key + "' in it");
    }
    return text;
  }

  /** An array of exactly the given length. */
  float[] array(String key, long length) {
    float[] values = content.arrays().get(key);
    if (values == null || values.length != length) {
      throw new BadInputException(
          file
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
