package io.ddh.model.kernel;

import java.nio.FloatBuffer;

/**
 * k×k convolution + batch norm + ReLU, and mostly a 2×2 max-pool, of n images h×h×ci to p×p×co,
 * channels last. The raw value that wins the pool is the largest for γ ≥ 0, the smallest for
 * γ < 0; ties go to the first of (0,0), (0,1), (1,0), (1,1). The same calls on the same number of
 * lanes repeat bit for bit. Not thread-safe.
 */
public interface ConvKernel {
  /**
   * Forward pass that keeps what the backward pass needs and sets the batch's statistics.
   *
   * @param x n×h×h×ci
   * @param w k×k×ci×co
   * @param around running mean
   * @param z receives n×p×p×co
   */
  void forward(
      FloatBuffer x,
      int n,
      OffHeap w,
      BatchNorm norm,
      float[] gamma,
      float[] beta,
      float[] around,
      FloatBuffer z);

  /** Forward pass with the statistics as they are in the norm; keeps nothing. */
  void infer(FloatBuffer x, int n, OffHeap w, BatchNorm norm, float[] gamma, FloatBuffer z);

  /**
   * Backward pass of the last {@link #forward}; x, the weights and γ are the same.
   *
   * @param dz n×p×p×co
   * @param dw receives k×k×ci×co
   * @param dx receives n×h×h×ci; empty buffer: not wanted (first block)
   */
  void backward(
      FloatBuffer x,
      int n,
      BatchNorm norm,
      float[] gamma,
      FloatBuffer dz,
      FloatBuffer dw,
      FloatBuffer dx);
}
