package io.ddh.experiments.evaluate;

import io.ddh.data.BadInputException;
import io.ddh.data.npy.NpyHeader;
import io.ddh.data.npy.NpyType;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * An array read from a NumPy file (.npy, format versions 1 to 3; NEP 1), C or Fortran order.
 *
 * @param file name for messages
 * @param type of the elements
 * @param fortran true when the first index runs fastest
 * @param shape lengths of the axes
 * @param data the elements as stored; shared, read-only
 */
record NpyArray(String file, NpyType type, boolean fortran, int[] shape, ByteBuffer data) {
  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};

  /** NumPy itself refuses longer ones by default (10,000); a real one takes 118 bytes. */
  private static final int MAX_HEADER = 1 << 16;

  /**
   * Reads a file.
   *
   * @throws BadInputException if it is missing, no array of numbers, cut off or too long
   */
  static NpyArray read(Path file) {
    String name = file.toString();
    if (!Files.isRegularFile(file)) {
      throw new BadInputException(name + ": no such file; valid: a NumPy .npy file");
    }
    try {
      long size = Files.size(file);
      if (size > Integer.MAX_VALUE - 8) {
        throw new BadInputException(
            name + ": " + size + " bytes; valid: under 2 GiB (pack the codes: numpy.packbits)");
      }
      return parse(name, Files.readAllBytes(file));
    } catch (IOException e) {
      throw new BadInputException(name + ": can't be read: " + e.getMessage(), e);
    }
  }

  /** Reads a file's bytes. */
  static NpyArray parse(String file, byte[] bytes) {
    if (bytes.length < 10 || !Arrays.equals(bytes, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
      throw new BadInputException(file + ": isn't a NumPy file; valid: .npy, as numpy.save writes");
    }
    int version = bytes[6];
    if (version < 1 || version > 3 || bytes[7] != 0) {
      throw new BadInputException(
          file
              + ": npy format version "
              + (version & 0xFF)
              + "."
              + (bytes[7] & 0xFF)
              + "; valid: 1.0, 2.0, 3.0");
    }
    int start = version == 1 ? 10 : 12;
    long length = headerLength(bytes, version);
    if (length > MAX_HEADER || start + length > bytes.length) {
      throw new BadInputException(
          file
              + ": the header claims "
              + length
              + " bytes of a file of "
              + bytes.length
              + "; valid: at most "
              + MAX_HEADER
              + ", inside the file");
    }
    Charset charset = version == 3 ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1;
    NpyHeader header = NpyHeader.parse(file, new String(bytes, start, (int) length, charset));
    NpyType type =
        NpyType.parse(header.descr())
            .orElseThrow(
                () ->
                    new BadInputException(
                        file + ": element type '" + header.descr() + "'; valid: " + NpyType.VALID));
    int at = start + (int) length;
    int[] shape = shape(file, header.shape(), type.bytes(), bytes.length - at);
    ByteBuffer data = ByteBuffer.wrap(bytes, at, bytes.length - at).slice();
    return new NpyArray(file, type, header.fortran(), shape, data.order(type.order()));
  }

  private static long headerLength(byte[] bytes, int version) {
    long low = (bytes[8] & 0xFF) | (bytes[9] & 0xFF) << 8;
    if (version == 1) {
      return low;
    }
    if (bytes.length < 12) {
      return Integer.MAX_VALUE;
    }
    return low | (bytes[10] & 0xFFL) << 16 | (bytes[11] & 0xFFL) << 24;
  }

  /** The axes, once their product is known to be what the file holds. */
  private static int[] shape(String file, List<Long> axes, int bytes, long found) {
    boolean empty = axes.contains(0L);
    long expected = empty ? 0 : bytes;
    for (long axis : empty ? List.<Long>of() : axes) {
      // Beyond the file's size the exact product doesn't matter, and it could overflow.
      expected = axis > Integer.MAX_VALUE || expected > found ? Long.MAX_VALUE : expected * axis;
    }
    if (expected != found || axes.stream().anyMatch(axis -> axis > Integer.MAX_VALUE)) {
      throw new BadInputException(
          file
              + ": "
              + found
              + " bytes of data for shape "
              + text(axes)
              + " of "
              + bytes
              + "-byte elements; valid: exactly the shape's elements (is the file cut off?)");
    }
    return axes.stream().mapToInt(Long::intValue).toArray();
  }

  private static String text(List<Long> axes) {
    String tail = axes.size() == 1 ? ",)" : ")";
    return axes.stream().map(String::valueOf).collect(Collectors.joining(", ", "(", tail));
  }

  /** The shape as NumPy prints it. */
  String shapeText() {
    return text(Arrays.stream(shape).mapToObj(i -> (long) i).toList());
  }

  /** Row i, column k of a matrix. */
  double number(int i, int k) {
    return type.number(data, position(i, k));
  }

  /** Row i, column k of a matrix of integers. */
  long integer(int i, int k) {
    return type.integer(data, position(i, k));
  }

  /** Element i of a vector of integers. */
  long integer(int i) {
    return type.integer(data, i * type.bytes());
  }

  private int position(int i, int k) {
    return (fortran ? k * shape[0] + i : i * shape[1] + k) * type.bytes();
  }
}
