package io.ddh.experiments.evaluate;

import io.ddh.core.BadInputException;
import io.ddh.core.BinaryCodes;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;

/** Binary codes and labels from NumPy arrays. */
public final class CodesArrays {
  private CodesArrays() {}

  /**
   * Codes from a matrix: n×K of ±1 or of 0/1, or, when K is given, also n×⌈K/8⌉ unsigned bytes as
   * {@code numpy.packbits(bits, axis=1)} makes them (first bit highest, the last byte filled up
   * with 0).
   *
   * @param bits K, or empty to take the matrix's width
   * @throws BadInputException if the matrix is none of these
   */
  public static BinaryCodes codes(NpyArray array, OptionalInt bits) {
    if (array.axes() != 2 || array.length(0) < 1 || array.length(1) < 1) {
      throw BadInputException.at(
          array.file(), "shape %s; valid: (n, K), one code per row", array.shapeText());
    }
    int width = array.length(1);
    if (bits.isEmpty() || bits.getAsInt() == width) {
      return unpacked(array);
    }
    int k = bits.getAsInt();
    if (width != (k + 7) / 8) {
      throw BadInputException.at(
          array.file(),
          "%1$d columns with --bits %2$d; valid: %2$d columns of ±1 or 0/1, or %3$d of packed"
              + " bytes",
          width,
          k,
          (k + 7) / 8);
    }
    if (!array.type().isUnsignedByte()) {
      throw BadInputException.at(
          array.file(),
          "%d columns would be packed codes of %d bits, but the elements aren't unsigned bytes;"
              + " valid: uint8, as numpy.packbits gives",
          width,
          k);
    }
    return packed(array, k);
  }

  private static BinaryCodes unpacked(NpyArray array) {
    int n = array.length(0);
    int k = array.length(1);
    int stride = (k + 63) / 64;
    long[] words = words(array, n, stride);
    // The first value that isn't 1 says which of the two forms it is.
    boolean decided = false;
    double low = 0;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < k; j++) {
        double v = array.number(i, j);
        if (v == 1) {
          words[i * stride + (j >> 6)] |= 1L << (j & 63);
        } else if (!decided && (v == 0 || v == -1)) {
          decided = true;
          low = v;
        } else if (v != low || !decided) {
          throw badValue(array, i, j, v, decided, low);
        }
      }
    }
    return new BinaryCodes(k, words);
  }

  private static BadInputException badValue(
      NpyArray array, int row, int column, double v, boolean decided, double low) {
    String hint = "";
    if (decided && (v == 0 || v == -1)) {
      hint = ", found beside " + number(low) + " (numpy.sign gives 0 at 0: use x > 0)";
    } else if (array.type().isUnsignedByte()) {
      hint = " (packed codes need --bits)";
    }
    return BadInputException.at(
        array.file(),
        "value %s in row %d, column %d%s; valid: all ±1 or all 0/1",
        number(v),
        row,
        column,
        hint);
  }

  private static String number(double v) {
    return v == Math.rint(v) && Math.abs(v) < 1e15 ? Long.toString((long) v) : Double.toString(v);
  }

  private static BinaryCodes packed(NpyArray array, int bits) {
    int n = array.length(0);
    int width = array.length(1);
    int stride = (bits + 63) / 64;
    long[] words = words(array, n, stride);
    int padding = width * 8 - bits;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < width; j++) {
        int b = (int) array.integer(i, j);
        if (j == width - 1 && (b & (1 << padding) - 1) != 0) {
          throw BadInputException.at(
              array.file(),
              "value %d in row %d, column %d sets bits beyond %d; valid: the last %d bits 0,"
                  + " as numpy.packbits(bits, axis=1) leaves them (bitorder 'big')",
              b,
              i,
              j,
              bits,
              padding);
        }
        long firstLowest = Long.reverse(b) >>> 56;
        words[i * stride + (j >> 3)] |= firstLowest << (j & 7) * 8;
      }
    }
    return new BinaryCodes(bits, words);
  }

  private static long[] words(NpyArray array, int n, int stride) {
    if ((long) n * stride > Integer.MAX_VALUE - 8) {
      throw new BadInputException(
          array.file() + ": " + n + " codes are too many; valid: codes of at most 16 GiB");
    }
    return new long[n * stride];
  }

  /**
   * Labels from two vectors of integers, renumbered together from 0: equal numbers stay equal.
   *
   * @return query labels, gallery labels
   * @throws BadInputException if one isn't a vector of integers with one for each code
   */
  public static int[][] labels(
      NpyArray queries, int queryCodes, NpyArray gallery, int galleryCodes) {
    Map<Long, Integer> numbers = new HashMap<>();
    return new int[][] {
      labels(queries, queryCodes, numbers), labels(gallery, galleryCodes, numbers)
    };
  }

  private static int[] labels(NpyArray array, int codes, Map<Long, Integer> numbers) {
    String valid = "; valid: (n,), one whole number per code; each code has one label, not several";
    if (array.axes() != 1) {
      throw new BadInputException(array.file() + ": labels of shape " + array.shapeText() + valid);
    }
    if (!array.type().isInteger()) {
      throw new BadInputException(array.file() + ": labels that aren't integers" + valid);
    }
    if (array.length(0) != codes) {
      throw new BadInputException(
          array.file() + ": " + array.length(0) + " labels for " + codes + " codes" + valid);
    }
    boolean wide = array.type().kind() == 'u' && array.type().bytes() == 8;
    int[] labels = new int[codes];
    for (int i = 0; i < codes; i++) {
      long label = array.integer(i);
      if (wide && label < 0) {
        throw BadInputException.at(
            array.file(), "label %s at %d; valid: below 2^63", Long.toUnsignedString(label), i);
      }
      Integer known = numbers.putIfAbsent(label, numbers.size());
      labels[i] = known == null ? numbers.size() - 1 : known;
    }
    return labels;
  }
}
