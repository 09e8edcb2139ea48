package io.ddh.vision.convert;

/** Reorders the axes of tensors with four axes. */
final class AxisOrder {
  private AxisOrder() {}

  /**
   * Reorders a tensor.
   *
   * @param data the values, row by row
   * @param size number of bytes per value
   * @param shape lengths of the four axes
   * @param order for each axis of the result, the axis of the source
   * @return the values in the new order
   */
  static byte[] reorder(byte[] data, int size, int[] shape, int... order) {
    int[] step = {shape[1] * shape[2] * shape[3], shape[2] * shape[3], shape[3], 1};
    byte[] out = new byte[data.length];
    int to = 0;
    for (int a = 0; a < shape[order[0]]; a++) {
      for (int b = 0; b < shape[order[1]]; b++) {
        for (int c = 0; c < shape[order[2]]; c++) {
          int from = a * step[order[0]] + b * step[order[1]] + c * step[order[2]];
          for (int d = 0; d < shape[order[3]]; d++, to += size) {
            System.arraycopy(data, size * (from + d * step[order[3]]), out, to, size);
          }
        }
      }
    }
    return out;
  }
}
