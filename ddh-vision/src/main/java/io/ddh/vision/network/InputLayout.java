package io.ddh.vision.network;

/**
 * The order and range of the pixel values that a network expects.
 *
 * @param planar true if all values of a colour are stored together (NCHW); false if all values of a
 *     pixel are stored together (NHWC)
 * @param bgr whether blue comes first
 * @param mean the number to subtract from each pixel value in 0..255
 * @param divide divisor; a pixel value becomes (value − mean) / divide
 */
public record InputLayout(boolean planar, boolean bgr, float mean, float divide) {
  /**
   * {@return the lengths of the axes of the input}
   *
   * @param images number of images, or {@link TensorSpec#ANY}
   * @param side side of the images in pixels
   */
  public long[] shape(long images, int side) {
    return planar ? new long[] {images, 3, side, side} : new long[] {images, side, side, 3};
  }

  /**
   * Writes an image in this layout.
   *
   * @param rgb the image: side·side·3 values in 0..255, red, green and blue of each pixel
   * @param mirrored whether left and right are exchanged
   * @param out receives side·side·3 values
   * @param at index of the first value in {@code out}
   */
  public void write(float[] rgb, boolean mirrored, float[] out, int at) {
    int pixels = rgb.length / 3;
    int side = (int) Math.round(Math.sqrt(pixels));
    for (int c = 0; c < 3; c++) {
      int channel = bgr ? 2 - c : c;
      int to = at + (planar ? channel * pixels : channel);
      int step = planar ? 1 : 3;
      for (int y = 0; y < side; y++) {
        int from = (y * side + (mirrored ? side - 1 : 0)) * 3 + c;
        for (int x = 0; x < side; x++) {
          out[to] = (rgb[from] - mean) / divide;
          to += step;
          from += mirrored ? -3 : 3;
        }
      }
    }
  }
}
