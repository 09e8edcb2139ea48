package io.ddh.vision.convert;

import io.ddh.core.BadInputException;
import io.ddh.vision.convert.OnnxGraph.Element;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * A tensor of a TensorFlow Lite file.
 *
 * @param source name of the file for messages
 * @param shape lengths of the axes, channels last
 * @param type number of the element type in TensorFlow Lite's schema
 * @param data the values of a constant, row by row; empty if the tensor is computed
 */
record LiteTensor(String source, int[] shape, int type, byte[] data) {
  private static final int FLOAT32 = 0;
  private static final int FLOAT16 = 1;
  private static final int INT32 = 2;

  /** {@return whether this is a constant} */
  boolean isConstant() {
    return data.length > 0;
  }

  /**
   * {@return the element type of a constant of floats, after a check of its shape and length}
   *
   * @param axes number of axes that the constant must have
   */
  Element floats(int axes) {
    Element element = type == FLOAT16 ? Element.FLOAT16 : Element.FLOAT;
    boolean floats = type == FLOAT32 || type == FLOAT16;
    check(floats && shape.length == axes && data.length == size() * element.bytes);
    return element;
  }

  /** {@return the values of a constant of integers} */
  int[] integers() {
    check(type == INT32 && data.length == size() * Integer.BYTES);
    int[] out = new int[data.length / Integer.BYTES];
    ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN).asIntBuffer().get(out);
    return out;
  }

  /** {@return this computed tensor, after a check of its type and shape} */
  LiteTensor computed(int axes) {
    check(type == FLOAT32 && shape.length == axes && size() > 0);
    return this;
  }

  private long size() {
    long size = 1;
    for (int axis : shape) {
      size = axis < 1 || size > Integer.MAX_VALUE ? -1 : size * axis;
    }
    return size;
  }

  private void check(boolean right) {
    if (!right) {
      throw BadInputException.of(
          "%s: damaged or not supported: tensor of type %d, shape %s and %d bytes",
          source, type, Arrays.toString(shape), data.length);
    }
  }
}
