package io.ddh.experiments.evaluate;

import io.ddh.core.BadInputException;
import io.ddh.core.Reason;
import io.ddh.core.npy.NdArray;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * An array of numbers from a NumPy file.
 *
 * @param file its name, for messages
 * @param data the array
 */
public record NpyArray(String file, NdArray data) {
  private static final String VALID =
      "; valid: an array of numbers, as numpy.save writes it to .npy"
          + " (|b1 |i1 |u1 <i2 <u2 <i4 <u4 <i8 <u8 <f2 <f4 <f8, or > for <)";

  /**
   * Reads a file.
   *
   * @throws BadInputException if it is missing, no array of numbers, cut off or too long
   */
  public static NpyArray read(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new BadInputException(file + ": " + Reason.noFile(file) + "; valid: a NumPy .npy file");
    }
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      return parse(file.toString(), in);
    } catch (IOException e) {
      throw new BadInputException(file + ": can't be read: " + Reason.of(e), e);
    }
  }

  /** Reads a file's content. */
  static NpyArray parse(String file, InputStream in) {
    try {
      NdArray array = NdArray.read(in);
      if (!array.type().isNumber()) {
        throw new BadInputException(file + ": holds texts" + VALID);
      }
      return new NpyArray(file, array);
    } catch (IOException e) {
      throw new BadInputException(file + ": " + Reason.of(e) + VALID, e);
    }
  }
}
