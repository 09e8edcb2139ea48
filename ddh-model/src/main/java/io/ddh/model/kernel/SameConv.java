package io.ddh.model.kernel;

/**
 * A size-preserving k×k convolution of a few images at a time; k is odd, and each side is padded
 * with k/2 zeros. Maps have one vector per position: {@code map[row·h + column][image·channels +
 * channel]}. An instance belongs to one lane and sums the gradient of the weights over its calls.
 */
interface SameConv {
  /** Computes the convolution y ← x ∗ w. */
  void forward(float[][] x, float[][] y);

  /**
   * Adds to the gradient of the weights and computes the gradient of the input.
   *
   * @param dx receives the gradient of the input; empty if it is not wanted
   */
  void backward(float[][] x, float[][] dy, float[][] dx);

  /** Sets the weights' gradient to 0. */
  void clear();

  /** Adds the gradient of the weights, k×k×ci×co, to an array. */
  void addGradient(float[] dw);
}
