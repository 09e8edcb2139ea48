package io.ddh.experiments.evaluate;

import io.ddh.core.BadInputException;
import io.ddh.core.Reason;
import io.ddh.core.npy.NdArray;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Reads labels from NumPy files. */
public final class NpyLabels {
  private static final String VALID =
      "; valid: an array of numbers, as numpy.save writes it to .npy (dtype |i1 |u1 <i2 <u2 <i4 <u4"
          + " <i8 <u8, or with > instead of <)";

  private NpyLabels() {}

  private static NdArray read(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new BadInputException(file + ": " + Reason.noFile(file) + "; valid: a NumPy .npy file");
    }
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      return NdArray.read(in);
    } catch (IOException e) {
      throw new BadInputException(file + ": " + Reason.of(e) + VALID, e);
    }
  }

  /**
   * Reads two one-dimensional arrays of integers and renumbers them together from 0; equal numbers
   * stay equal.
   *
   * @param queries file with the labels of the queries
   * @param queryCodes number of query codes
   * @param gallery file with the labels of the gallery
   * @param galleryCodes number of gallery codes
   * @return the labels of the queries and those of the gallery
   * @throws BadInputException if a file does not contain a one-dimensional array of integers with
   *     one label for each code
   */
  public static int[][] labels(Path queries, int queryCodes, Path gallery, int galleryCodes) {
    Map<Long, Integer> numbers = new HashMap<>();
    return new int[][] {
      labels(queries, queryCodes, numbers), labels(gallery, galleryCodes, numbers)
    };
  }

  private static int[] labels(Path file, int codes, Map<Long, Integer> numbers) {
    NdArray array = read(file);
    String valid =
        "; valid: shape (n,), with one whole number per code; a code can't have several labels";
    if (array.axes() != 1) {
      throw new BadInputException(file + ": has labels of shape " + array.shapeText() + valid);
    }
    if (!array.type().isInteger()) {
      throw new BadInputException(file + ": has labels that aren't integers" + valid);
    }
    if (array.length(0) != codes) {
      throw new BadInputException(
          file + ": has " + array.length(0) + " labels for " + codes + " codes" + valid);
    }
    boolean wide = array.type().kind() == 'u' && array.type().bytes() == 8;
    int[] labels = new int[codes];
    for (int i = 0; i < codes; i++) {
      long label = array.integer(i);
      if (wide && label < 0) {
        throw BadInputException.of(
            "%s: label %s at index %s; valid: numbers below 2^63",
            file, Long.toUnsignedString(label), i);
      }
      Integer known = numbers.putIfAbsent(label, numbers.size());
      labels[i] = known == null ? numbers.size() - 1 : known;
    }
    return labels;
  }
}
