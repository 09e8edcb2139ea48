package io.ddh.model.kernel;

/**
 * k×k convolution, k odd, with k/2 zeros of padding on each side, of a few images at a time. Maps
 * are vectors per place: {@code map[row·h + column][image·channels + channel]}. An object belongs
 * to one lane and sums its weights' gradients over the calls.
 */
interface SameConv {
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

  /** Adds the weights' gradient, k×k×ci×co. */
  void addGradient(float[] dw);
}
