package io.ddh.model.kernel;

/**
 * Batch normalisation of c channels (Ioffe and Szegedy, ICML 2015) reduced to the factors that a
 * fused block needs. The forward pass computes v·scale + shift, and the backward pass computes dv =
 * scale·g + slope·v + offset. All arrays have one value per channel and are overwritten.
 *
 * @param mean mean that is currently used
 * @param variance variance that is currently used
 * @param scale factor of v in the forward pass
 * @param shift summand of the forward pass
 * @param slope factor of v in the backward pass
 * @param offset summand of the backward pass
 * @param gammaGradient the gradient of γ
 * @param betaGradient the gradient of β
 */
public record BatchNorm(
    double[] mean,
    double[] variance,
    float[] scale,
    float[] shift,
    float[] slope,
    float[] offset,
    float[] gammaGradient,
    float[] betaGradient) {
  /** Constant ε that is added to the variance. */
  public static final double EPSILON = 1e-5;

  /** Share of the running statistics that is kept after each batch. */
  public static final double DECAY = 0.9;

  /**
   * Creates a batch norm for a number of channels.
   *
   * @param channels number of channels c
   */
  public BatchNorm(int channels) {
    this(
        new double[channels],
        new double[channels],
        new float[channels],
        new float[channels],
        new float[channels],
        new float[channels],
        new float[channels],
        new float[channels]);
  }

  /** {@return the number of channels} */
  public int channels() {
    return mean.length;
  }

  /**
   * Computes mean and biased variance from sums over a batch.
   *
   * @param around value per channel that was subtracted before summing, to avoid cancellation
   * @param sum Σ(v − around) per channel
   * @param squares Σ(v − around)² per channel
   * @param count number of values per channel
   */
  public void batchStatistics(float[] around, double[] sum, double[] squares, double count) {
    for (int c = 0; c < mean.length; c++) {
      double d = sum[c] / count;
      mean[c] = around[c] + d;
      variance[c] = Math.max(0, squares[c] / count - d * d);
    }
  }

  /**
   * Uses the given running mean and variance, for inference.
   *
   * @param runningMean running mean, one per channel
   * @param runningVariance running variance, one per channel
   */
  public void runningStatistics(float[] runningMean, float[] runningVariance) {
    for (int c = 0; c < mean.length; c++) {
      mean[c] = runningMean[c];
      variance[c] = runningVariance[c];
    }
  }

  /** {@return the mean and variance that are currently used} */
  public Moments moments() {
    return new Moments(mean.clone(), variance.clone());
  }

  /**
   * Computes scale and shift from the current statistics.
   *
   * @param gamma scale γ, one per channel
   * @param beta shift β, one per channel
   */
  public void prepare(float[] gamma, float[] beta) {
    for (int c = 0; c < mean.length; c++) {
      double inverse = 1 / Math.sqrt(variance[c] + EPSILON);
      scale[c] = (float) (gamma[c] * inverse);
      shift[c] = (float) (beta[c] - mean[c] * gamma[c] * inverse);
    }
  }

  /**
   * Computes slope, offset and the gradients of γ and β. The result is exact for every γ, 0
   * included.
   *
   * @param gamma scale γ, one per channel
   * @param g Σg per channel, where g is the gradient with respect to the normalised output
   * @param gv Σg·v per channel
   * @param count number of values per channel
   */
  public void prepareBackward(float[] gamma, double[] g, double[] gv, double count) {
    for (int c = 0; c < mean.length; c++) {
      double inverse = 1 / Math.sqrt(variance[c] + EPSILON);
      double dGamma = (gv[c] - mean[c] * g[c]) * inverse;
      double k1 = gamma[c] * inverse * g[c] / count;
      double k2 = gamma[c] * inverse * inverse * dGamma / count;
      gammaGradient[c] = (float) dGamma;
      betaGradient[c] = (float) g[c];
      slope[c] = (float) -k2;
      offset[c] = (float) (k2 * mean[c] - k1);
    }
  }

  /**
   * Computes the value to subtract from a running statistic to update it: (1 − decay)(running −
   * batch).
   *
   * @param running running statistic, one per channel
   * @param batch the same statistic of the batch, one per channel
   * @return the values to subtract, one per channel
   */
  public static float[] step(float[] running, double[] batch) {
    float[] out = new float[running.length];
    for (int c = 0; c < out.length; c++) {
      out[c] = (float) ((1 - DECAY) * (running[c] - batch[c]));
    }
    return out;
  }

  /**
   * Repeats c channel values up to the given length.
   *
   * @param channelValues values to repeat, one per channel
   * @param length number of values
   * @return the tiled values
   */
  public static float[] tile(float[] channelValues, int length) {
    float[] out = new float[length];
    for (int i = 0; i < length; i += channelValues.length) {
      System.arraycopy(channelValues, 0, out, i, channelValues.length);
    }
    return out;
  }
}
