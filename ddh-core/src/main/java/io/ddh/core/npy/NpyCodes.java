package io.ddh.core.npy;

import io.ddh.core.AtomicFile;
import io.ddh.core.BadInputException;
import io.ddh.core.BinaryCodes;
import io.ddh.core.Reason;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.OptionalInt;

/**
 * Reads and writes binary codes as NumPy arrays in two layouts. Packed codes are n×⌈K/8⌉ unsigned
 * bytes, as {@code numpy.packbits(bits, axis=1)} makes them and {@code faiss.IndexBinaryFlat.add}
 * accepts them. Plain codes are n×K numbers, all ±1 or all 0/1.
 */
public final class NpyCodes {
  private static final String VALID =
      "; valid: an array of numbers, as numpy.save writes it to .npy";

  private NpyCodes() {}

  /**
   * Writes a file of packed codes, n×⌈K/8⌉ unsigned bytes.
   *
   * @param file the file to write; replaced if it exists
   * @param codes the codes, n of K bits each
   * @throws IOException if the file can't be written
   */
  public static void write(Path file, BinaryCodes codes) throws IOException {
    NpyHeader header = new NpyHeader("|u1", false, codes.size(), PackedRows.width(codes.bits()));
    AtomicFile.write(
        file,
        out -> {
          out.write(header.bytes());
          PackedRows.write(codes, out);
        });
  }

  /**
   * {@return the bytes of a whole npy file that holds the codes in the plain layout, n×K bytes of 0
   * or 1}
   *
   * @param codes the codes, n of K bits each
   */
  public static byte[] plain(BinaryCodes codes) {
    byte[] header = new NpyHeader("|u1", false, codes.size(), codes.bits()).bytes();
    byte[] bytes = Arrays.copyOf(header, header.length + codes.size() * codes.bits());
    int at = header.length;
    for (int i = 0; i < codes.size(); i++) {
      for (int k = 0; k < codes.bits(); k++) {
        bytes[at++] = (byte) (codes.bit(i, k) ? 1 : 0);
      }
    }
    return bytes;
  }

  /**
   * Reads packed or plain codes of any element type and storage order. The number of columns tells
   * whether the codes are packed or plain.
   *
   * @param file an npy file
   * @param bits code length K; empty if the codes are plain, because K is then the number of
   *     columns
   * @return the codes, n of K bits each
   * @throws BadInputException if the file is missing, truncated or too long, or does not contain
   *     codes
   */
  public static BinaryCodes read(Path file, OptionalInt bits) {
    if (!Files.isRegularFile(file)) {
      throw new BadInputException(file + ": " + Reason.noFile(file) + "; valid: a NumPy .npy file");
    }
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16))) {
      return read(file.toString(), in, Files.size(file), bits);
    } catch (IOException e) {
      throw new BadInputException(file + ": " + Reason.of(e) + VALID, e);
    }
  }

  private static BinaryCodes read(String file, DataInputStream in, long size, OptionalInt bits)
      throws IOException {
    NpyHeader header = NpyHeader.read(in);
    NpyType type = NpyType.of(header.descr());
    if (!type.isNumber()) {
      throw new BadInputException(file + ": holds strings" + VALID);
    }
    boolean matrix = header.shape().size() == 2;
    long n = matrix ? header.shape().get(0) : 0;
    long width = matrix ? header.shape().get(1) : 0;
    if (n < 1 || width < 1 || width > Integer.MAX_VALUE) {
      throw BadInputException.of(
          "%s: shape %s; valid: (n, K), one row per code", file, header.shapeText());
    }
    int k = bits.orElse((int) width);
    boolean packed = width != k && width == PackedRows.width(k);
    if (width != k && !packed) {
      throw BadInputException.of(
          "%s: %d columns with --bits %d; valid: %d columns of ±1 or 0/1, or %d columns of"
              + " packed bytes",
          file, width, k, k, PackedRows.width(k));
    }
    if (packed && !type.isUnsignedByte()) {
      throw BadInputException.of(
          "%s: %d columns suggest packed codes of %d bits, but the elements aren't unsigned bytes;"
              + " valid: uint8, as returned by numpy.packbits",
          file, width, k);
    }
    PackedRows.checkSize(file, n, k);
    if (n * width * type.bytes() > size) {
      throw BadInputException.of("%s: cut off: too short for shape %s", file, header.shapeText());
    }
    DataInputStream rows = in;
    if (header.fortran()) {
      byte[] all = NdArray.read(header, in).rowMajor();
      rows = new DataInputStream(new ByteArrayInputStream(all));
    }
    BinaryCodes codes =
        packed ? PackedRows.read(file, rows, n, k) : plain(file, rows, type, (int) n, k);
    if (rows.read() >= 0) {
      throw BadInputException.of(
          "%s: has trailing bytes after the array of shape %s", file, header.shapeText());
    }
    return codes;
  }

  private static BinaryCodes plain(String file, DataInputStream in, NpyType type, int n, int k)
      throws IOException {
    int stride = (k + Long.SIZE - 1) / Long.SIZE;
    long[] words = new long[n * stride];
    ByteBuffer row = ByteBuffer.allocate(Math.multiplyExact(k, type.bytes())).order(type.order());
    double low = Double.NaN; // the first value that is not 1, so 0 or −1
    for (int i = 0; i < n; i++) {
      in.readFully(row.array());
      for (int j = 0; j < k; j++) {
        double v = type.number(row, j * type.bytes());
        if (v == 1 || k == 1 && v == 128 && type.isUnsignedByte()) { // a packed bit
          words[i * stride + j / Long.SIZE] |= 1L << j % Long.SIZE;
        } else if (Double.isNaN(low) && (v == 0 || v == -1)) {
          low = v;
        } else if (v != low) {
          throw badValue(file, type, i, j, v, low);
        }
      }
    }
    return new BinaryCodes(k, words);
  }

  private static BadInputException badValue(
      String file, NpyType type, int row, int column, double v, double low) {
    String hint = "";
    if (!Double.isNaN(low) && (v == 0 || v == -1)) {
      hint =
          ", found together with "
              + number(low)
              + " (if the codes come"
              + " from numpy.sign(x), use x > 0 instead)";
    } else if (type.isUnsignedByte()) {
      hint = " (if the codes are packed, give their length with --bits)";
    }
    return BadInputException.of(
        "%s: value %s in row %d, column %d%s; valid: all ±1 or all 0/1",
        file, number(v), row, column, hint);
  }

  private static String number(double v) {
    return v == Math.rint(v) && Math.abs(v) < 1e15 ? Long.toString((long) v) : Double.toString(v);
  }
}
