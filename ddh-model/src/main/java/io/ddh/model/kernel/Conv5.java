package io.ddh.model.kernel;

/**
 * 5×5 convolution with two zeros of padding on each side, of a few images at a time. Maps are
 * vectors a place: {@code map[row·h + column][image·channels + channel]}. An object belongs to one
 * lane and sums its weights' gradients over the calls.
 */
interface Conv5 {
  /** Side of the filter. */
  int SIDE = 5;

  /** Images a time. */
  int IMAGES = 4;

  /** y ← x ∗ w. */
  void forward(float[][] x, float[][] y);

  /**
   * Adds to the weights' gradient and computes the input's.
   *
   * @param dx receives the input's gradient; empty: not wanted
   */
  void backward(float[][] x, float[][] dy, float[][] dx);

  /** Sets the weights' gradient to 0. */
  void clear();

  /** Adds the weights' gradient, 5×5×ci×co. */
  void addGradient(float[] dw);
}
