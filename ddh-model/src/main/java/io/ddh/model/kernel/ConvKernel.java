package io.ddh.model.kernel;

import java.nio.FloatBuffer;

/**
 * Computes a k×k convolution, batch norm, ReLU and usually a 2×2 max-pool. Each of n images is
 * mapped from h×h×ci to p×p×co values, channels last. Pooling selects from the convolution's raw
 * values. The largest value of a window is selected for γ ≥ 0 and the smallest for γ &lt; 0. Ties
 * go to the first of (0,0), (0,1), (1,0), (1,1). The same calls on the same number of lanes give
 * bit for bit the same results. Not thread-safe.
 */
public interface ConvKernel {
  /**
   * The batch norm that follows a convolution.
   *
   * @param state statistics, factors and gradients of the batch norm
   * @param gamma scale γ, one per channel
   * @param beta shift β, one per channel
   * @param running running mean, which is subtracted from a batch's values before they are summed
   */
  record Norm(BatchNorm state, float[] gamma, float[] beta, float[] running) {
    /**
     * Computes the statistics of a batch, as {@link BatchNorm#batchStatistics} does, and the
     * factors.
     *
     * @param sum Σ(v − running) per channel
     * @param squares Σ(v − running)² per channel
     * @param count number of values per channel
     */
    public void take(double[] sum, double[] squares, double count) {
      state.batchStatistics(running, sum, squares, count);
      state.prepare(gamma, beta);
    }
  }

  /**
   * Computes the forward pass in training. The call stores what the backward pass needs and sets
   * the batch's statistics in the batch norm.
   *
   * @param x input, n×h×h×ci
   * @param n number of images
   * @param w weights, k×k×ci×co
   * @param norm the batch norm that follows the convolution
   * @param z receives the output, n×p×p×co
   */
  void forward(FloatBuffer x, int n, OffHeap w, Norm norm, FloatBuffer z);

  /**
   * Computes the forward pass for inference. The call uses the statistics that the batch norm
   * already has and stores nothing.
   *
   * @param x input, n×h×h×ci
   * @param n number of images
   * @param w weights, k×k×ci×co
   * @param norm the batch norm that follows the convolution
   * @param z receives the output, n×p×p×co
   */
  void infer(FloatBuffer x, int n, OffHeap w, Norm norm, FloatBuffer z);

  /**
   * Computes the backward pass of the last {@link #forward}; the input, the weights and γ must be
   * unchanged.
   *
   * @param x input, n×h×h×ci
   * @param n number of images
   * @param norm the batch norm that follows the convolution
   * @param dz gradient of the output, n×p×p×co
   * @param dw receives the gradient of the weights, k×k×ci×co
   * @param dx receives the gradient of the input, n×h×h×ci; an empty buffer if it is not wanted, as
   *     in the first block
   */
  void backward(FloatBuffer x, int n, Norm norm, FloatBuffer dz, FloatBuffer dw, FloatBuffer dx);
}
