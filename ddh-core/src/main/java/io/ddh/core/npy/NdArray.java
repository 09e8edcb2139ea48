package io.ddh.core.npy;

import io.ddh.core.Shown;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * An array of numbers or strings with any number of axes. Elements are numbered in the order in
 * which they are stored. Neighbours along axis a are {@link #stride stride(a)} elements apart in
 * this order.
 */
public final class NdArray {
  private static final int MOST_AXES = 32;

  private final NpyType type;
  private final int[] shape;
  private final long[] strides;
  private final ByteBuffer data;
  private final int size;

  /**
   * Wraps an array's bytes.
   *
   * @param type type of the elements
   * @param shape lengths of the axes
   * @param fortran true for Fortran order, in which the first index runs fastest; false for C order
   * @param data bytes of the elements, in the order of the file
   * @throws IOException if the number of bytes doesn't match type and shape
   */
  public NdArray(NpyType type, int[] shape, boolean fortran, byte[] data) throws IOException {
    long[] axes = Arrays.stream(shape).asLongStream().toArray();
    long elements = elements(type, axes);
    if (elements * type.bytes() != data.length) {
      throw new IOException(tooShort("", axes, elements * type.bytes(), data.length));
    }
    this.type = type;
    this.shape = shape.clone();
    this.strides = strides(shape, fortran);
    this.data = ByteBuffer.wrap(data).order(type.order());
    this.size = (int) elements;
  }

  /**
   * Reads a whole npy file.
   *
   * @param in the stream, at the start of the npy file; stays open
   * @return the array
   * @throws IOException with a short reason if the content is damaged, truncated, too long or of a
   *     type that can't be read
   */
  public static NdArray read(InputStream in) throws IOException {
    return read(NpyHeader.read(in), in);
  }

  /** Reads the elements that follow a header. */
  static NdArray read(NpyHeader header, InputStream in) throws IOException {
    if (header.descr().endsWith("O")) {
      throw new IOException(
          "holds Python objects; valid: numbers, or strings as made by 'astype(str)'");
    }
    NpyType type = NpyType.of(header.descr());
    long[] shape = header.shape().stream().mapToLong(Long::longValue).toArray();
    long length = elements(type, shape) * type.bytes();
    byte[] data = in.readNBytes((int) length); // allocates only as much as can be read
    if (data.length < length) {
      throw new EOFException(tooShort("truncated: ", shape, length, data.length));
    }
    if (in.read() >= 0) {
      throw new IOException("has trailing bytes after the array of shape " + text(shape));
    }
    int[] axes = header.shape().stream().mapToInt(Long::intValue).toArray();
    return new NdArray(type, axes, header.fortran(), data);
  }

  private static String tooShort(String what, long[] shape, long needed, int found) {
    return Shown.format("%sshape %s needs %d bytes, found %d", what, text(shape), needed, found);
  }

  /**
   * Returns the number of elements of a shape; refuses a shape with more elements than a Java array
   * can hold.
   */
  private static long elements(NpyType type, long[] shape) throws IOException {
    long elements = 1;
    for (long axis : shape) {
      boolean fits = axis >= 0 && axis <= Integer.MAX_VALUE;
      elements *= fits ? axis : 0;
      if (!fits || elements * Math.max(1, type.bytes()) > Integer.MAX_VALUE - 8) {
        throw new IOException("shape " + text(shape) + " is too large");
      }
    }
    if (shape.length > MOST_AXES) {
      throw new IOException(shape.length + " axes; valid: at most " + MOST_AXES);
    }
    return elements;
  }

  private static long[] strides(int[] shape, boolean fortran) {
    long[] strides = new long[shape.length];
    long stride = 1;
    for (int i = 0; i < shape.length; i++) {
      int axis = fortran ? i : shape.length - 1 - i;
      strides[axis] = stride;
      stride *= shape[axis];
    }
    return strides;
  }

  private static String text(long[] shape) {
    return Arrays.stream(shape).mapToObj(Long::toString).collect(Collectors.joining("x"));
  }

  /**
   * {@return a shape for messages, for example {@code 100x32x32x3}}
   *
   * @param shape lengths of the axes
   */
  public static String text(int... shape) {
    return text(Arrays.stream(shape).asLongStream().toArray());
  }

  /** {@return the type of the elements} */
  public NpyType type() {
    return type;
  }

  /** {@return the number of axes} */
  public int axes() {
    return shape.length;
  }

  /** {@return the lengths of the axes} */
  public int[] shape() {
    return shape.clone();
  }

  /**
   * {@return the length of an axis}
   *
   * @param axis number of the axis, from 0
   */
  public int length(int axis) {
    return shape[axis];
  }

  /** {@return the shape, for example {@code 100x32x32x3}} */
  public String shapeText() {
    return shape.length == 0 ? "one number" : text(shape);
  }

  /** {@return the number of elements of the whole array} */
  public int size() {
    return size;
  }

  /**
   * {@return the number of elements between neighbours on an axis}
   *
   * @param axis number of the axis, from 0
   */
  public long stride(int axis) {
    return strides[axis];
  }

  private int place(int i, int k) {
    return (int) (i * strides[0] + k * strides[1]);
  }

  /** Returns a matrix's bytes in row-major order. */
  byte[] rowMajor() {
    byte[] out = new byte[data.capacity()];
    int at = 0;
    for (int i = 0; i < shape[0]; i++) {
      for (int k = 0; k < shape[1]; k++) {
        data.get(place(i, k) * type.bytes(), out, at, type.bytes());
        at += type.bytes();
      }
    }
    return out;
  }

  /**
   * {@return the element in row i and column k of a matrix as a whole number} Unsigned 64-bit
   * values above {@link Long#MAX_VALUE} become negative.
   *
   * @param i number of the row, from 0
   * @param k number of the column, from 0
   */
  public long integer(int i, int k) {
    return integer(place(i, k));
  }

  /**
   * {@return the element in row i and column k of a matrix as a number}
   *
   * @param i number of the row, from 0
   * @param k number of the column, from 0
   */
  public double number(int i, int k) {
    return number(place(i, k));
  }

  /**
   * {@return element i, in the order of the file, as a whole number} Unsigned 64-bit values above
   * {@link Long#MAX_VALUE} become negative.
   *
   * @param i number of the element, from 0
   */
  public long integer(int i) {
    return type.integer(data, i * type.bytes());
  }

  /**
   * {@return element i, in the order of the file, as a number}
   *
   * @param i number of the element, from 0
   */
  public double number(int i) {
    return type.number(data, i * type.bytes());
  }

  /**
   * {@return element i, in the order of the file, as a string} Only for arrays of strings.
   *
   * @param i number of the element, from 0
   */
  public String text(int i) {
    return type.text(data, i * type.bytes());
  }
}
