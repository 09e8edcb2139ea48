package io.ddh.vision.network;

import java.util.Arrays;

/**
 * An input or output of a network, as the program expects it. All values are 32-bit floats.
 *
 * @param name name of the tensor in the file; empty if any name is valid
 * @param shape length of each axis; {@link #ANY} where every length is valid, as for the number of
 *     images in a batch
 */
public record TensorSpec(String name, long... shape) {
  /** Stands for an axis of any length. */
  public static final long ANY = -1;

  /** {@return whether a tensor of a file has a shape that this one allows} */
  boolean fits(long[] found) {
    if (found.length != shape.length) {
      return false;
    }
    for (int i = 0; i < shape.length; i++) {
      if (shape[i] >= 0 && found[i] >= 0 && shape[i] != found[i]) {
        return false;
      }
    }
    return true;
  }

  /** {@return the number of values per image, if every axis but the first has a fixed length} */
  int length() {
    return Math.toIntExact(Arrays.stream(shape).skip(1).reduce(1, Math::multiplyExact));
  }

  /** Formats the tensor for messages, for example {@code input [?, 3, 150, 150]}. */
  @Override
  public String toString() {
    String axes = Arrays.toString(shape).replace("-1", "?");
    return name.isEmpty() ? axes : name + " " + axes;
  }
}
