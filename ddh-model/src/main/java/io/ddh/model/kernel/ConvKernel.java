package io.ddh.model.kernel;

import java.nio.FloatBuffer;

/**
 * k×k convolution + batch norm + ReLU, and mostly a 2×2 max-pool, of n images h×h×ci to p×p×co,
 * channels last. The raw value that wins the pool is the largest for γ ≥ 0, the smallest for γ &lt;
 * 0; ties go to the first of (0,0), (0,1), (1,0), (1,1). The same calls on the same number of lanes
 * repeat bit for bit. Not thread-safe.
 */
public interface ConvKernel {
  /**
   * Batch norm behind a convolution.
   *
   * @param state statistics, factors and gradients
   * @param gamma scale γ, one per channel
   * @param beta shift β, one per channel
   * @param running mean, around which the values of a batch are summed
   */
  record Norm(BatchNorm state, float[] gamma, float[] beta, float[] running) {
    /**
     * Sets the statistics of a batch, as {@link BatchNorm#batchStatistics}, and the factors.
     *
     * @param sum Σ(v − running)
     * @param squares Σ(v − running)²
     * @param count values per channel
     */
    public void take(double[] sum, double[] squares, double count) {
      state.batchStatistics(running, sum, squares, count);
      state.prepare(gamma, beta);
    }
  }

  /**
   * Forward pass that keeps what the backward pass needs and sets the batch's statistics.
   *
   * @param x n×h×h×ci
   * @param n images
   * @param w k×k×ci×co
   * @param norm batch norm behind the convolution
   * @param z receives n×p×p×co
   */
  void forward(FloatBuffer x, int n, OffHeap w, Norm norm, FloatBuffer z);

  /**
   * Forward pass with the statistics as they are in the norm; keeps nothing.
   *
   * @param x n×h×h×ci
   * @param n images
   * @param w weights
   * @param norm batch norm behind the convolution
   * @param z receives the output
   */
  void infer(FloatBuffer x, int n, OffHeap w, Norm norm, FloatBuffer z);

  /**
   * Backward pass of the last {@link #forward}; x, the weights and γ are the same.
   *
   * @param x n×h×h×ci
   * @param n images
   * @param norm batch norm behind the convolution
   * @param dz n×p×p×co
   * @param dw receives k×k×ci×co
   * @param dx receives n×h×h×ci; empty buffer: not wanted (first block)
   */
  void backward(FloatBuffer x, int n, Norm norm, FloatBuffer dz, FloatBuffer dw, FloatBuffer dx);
}
