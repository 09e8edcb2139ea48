package io.ddh.data.read.numpy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * An array of numbers or texts of any number of axes. Elements are counted as they are stored; axis
 * a's neighbours are {@link #stride stride(a)} apart.
 */
public final class NdArray {
  private static final int MOST_AXES = 32;

  private final ElementType type;
  private final int[] shape;
  private final boolean fortran;
  private final ByteBuffer data;
  private final int size;

  /**
   * Wraps an array's bytes.
   *
   * @param fortran whether the first axis' neighbours lie next to each other, not the last one's
   * @throws IOException if the bytes are not as many as type and shape say
   */
  NdArray(ElementType type, int[] shape, boolean fortran, byte[] data) throws IOException {
    long elements = elements(type, shape);
    if (elements * type.bytes() != data.length) {
      throw new IOException(
          "shape "
              + text(shape)
              + " needs "
              + elements * type.bytes()
              + " bytes, found "
              + data.length);
    }
    this.type = type;
    this.shape = shape.clone();
    this.fortran = fortran;
    this.data = ByteBuffer.wrap(data).order(type.order());
    this.size = (int) elements;
  }

  /**
   * How many elements a shape has.
   *
   * @throws IOException if there are too many for an array
   */
  static long elements(ElementType type, int[] shape) throws IOException {
    long elements = 1;
    for (int axis : shape) {
      elements *= Math.max(0, axis);
      if (axis < 0 || elements * Math.max(1, type.bytes()) > Integer.MAX_VALUE - 8) {
        throw new IOException("shape " + text(shape) + " is too large");
      }
    }
    if (shape.length > MOST_AXES) {
      throw new IOException(shape.length + " axes, at most " + MOST_AXES);
    }
    return elements;
  }

  private static String text(int[] shape) {
    return Arrays.stream(shape).mapToObj(Integer::toString).collect(Collectors.joining("x"));
  }

  public ElementType type() {
    return type;
  }

  /** Number of axes. */
  public int axes() {
    return shape.length;
  }

  /** Length of an axis. */
  public int length(int axis) {
    return shape[axis];
  }

  /** The shape, for example {@code 100x32x32x3}. */
  public String shapeText() {
    return shape.length == 0 ? "one number" : text(shape);
  }

  /** Elements in all. */
  public int size() {
    return size;
  }

  /** Elements between neighbours on an axis. */
  public long stride(int axis) {
    long stride = 1;
    int from = fortran ? 0 : axis + 1;
    int to = fortran ? axis : shape.length;
    for (int a = from; a < to; a++) {
      stride *= shape[a];
    }
    return stride;
  }

  /** Element i as a number. */
  public double number(int i) {
    return type.number(data, i * type.bytes());
  }

  /** Element i as a text; only where the type is one. */
  public String text(int i) {
    return type.text(data, i * type.bytes());
  }
}
