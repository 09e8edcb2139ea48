package io.ddh.experiments.evaluate;

import io.ddh.core.BadInputException;
import io.ddh.core.Reason;
import io.ddh.core.npy.NdArray;
import io.ddh.core.npy.NpyType;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * An array of numbers read from a NumPy file (.npy, format versions 1 to 3; NEP 1), C or Fortran
 * order.
 *
 * @param file name for messages
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

  /** Type of the elements. */
  NpyType type() {
    return data.type();
  }

  /** Number of axes. */
  int axes() {
    return data.axes();
  }

  /** Length of an axis. */
  int length(int axis) {
    return data.length(axis);
  }

  /** The shape, for example {@code 1000x48}. */
  String shapeText() {
    return data.shapeText();
  }

  /** Row i, column k of a matrix. */
  double number(int i, int k) {
    return data.number(data.place(i, k));
  }

  /** Row i, column k of a matrix of integers. */
  long integer(int i, int k) {
    return data.integer(data.place(i, k));
  }

  /** Element i of a vector of integers. */
  long integer(int i) {
    return data.integer(i);
  }
}
