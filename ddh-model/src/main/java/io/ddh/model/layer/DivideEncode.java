package io.ddh.model.layer;

import io.ddh.model.kernel.Lanes;
import io.ddh.model.kernel.OffHeap;
import io.ddh.model.kernel.Relu;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Divide-and-encode (Lai et al., CVPR 2015; DDH §3.1). The inputs form K groups of m, and each
 * group has its own dense layer with one output. An optional batch norm and tanh follow. For each
 * image, the layer adds the penalty quantisation·Σ_k ||b_k|−1| to the loss (DDH, second term of Eq.
 * 5).
 */
public final class DivideEncode extends FusedLayer {
  /** Code length. */
  final int bits;

  /** Inputs per bit. */
  final int group;

  /** Weight of the penalty. */
  final double quantization;

  /**
   * Creates the layer for given shapes.
   *
   * @param bits code length K
   * @param group number m of inputs per bit
   * @param normalized whether there is a batch norm before tanh
   * @param quantization weight of the penalty, a sum over the bits
   * @param start rule and seed of the initial weights
   * @param lanes the lanes that divide the images of a batch among themselves
   */
  public DivideEncode(
      int bits, int group, boolean normalized, double quantization, Start start, Lanes lanes) {
    super(
        start,
        lanes,
        start.initialization().dense(group, 1),
        new long[] {bits, group},
        new long[] {bits},
        normalized ? bits : 0);
    this.bits = bits;
    this.group = group;
    this.quantization = quantization;
    setNIn((long) bits * group);
    setNOut(bits);
  }

  @Override
  FusedImpl<?> implementation(boolean kernels, NeuralNetConfiguration conf, DataType type) {
    return kernels ? new Impl(conf, type, this) : new OpsDivideEncode(conf, type, this);
  }

  /**
   * {@return the penalty quantization·Σ_k ||b_k|−1|, averaged over the last batch}
   *
   * @param layer an implementation of this layer
   */
  public static double penalty(Layer layer) {
    return ((FusedImpl<?>) layer).penalty();
  }

  private static final class Impl extends KernelImpl<DivideEncode> {
    private float[] x = new float[0];
    private double penalty;

    Impl(NeuralNetConfiguration conf, DataType type, DivideEncode layer) {
      super(conf, type, layer);
    }

    @Override
    double penalty() {
      return penalty;
    }

    @Override
    void forward(boolean training, int n, INDArray out) {
      int k = layer.bits;
      reserve(n, k);
      x = OffHeap.values(OffHeap.contiguousOrCopy(input));
      project(n);
      normalizeRows(training, n, k);
      layer.lanes.run(
          n,
          (lane, from, to) -> {
            for (int i = from * k; i < to * k; i++) {
              active[i] = (float) Math.tanh(active[i]);
            }
          });
      double sum = 0;
      for (int i = 0; i < n * k; i++) {
        sum += 1 - Math.abs(active[i]);
      }
      penalty = layer.quantization * sum / n;
      OffHeap.of(out).buffer().put(0, active, 0, n * k);
    }

    private void project(int n) {
      int k = layer.bits;
      int m = layer.group;
      float[] w = values(WEIGHT);
      float[] b = values(BIAS);
      for (int i = 0; i < n * k; i++) {
        int bit = i % k;
        float sum = b[bit];
        for (int j = 0; j < m; j++) {
          sum += w[bit * m + j] * x[i * m + j];
        }
        raw[i] = sum;
      }
    }

    @Override
    void backward(int n, INDArray epsilon, INDArray dx) {
      int k = layer.bits;
      int m = layer.group;
      float[] g = OffHeap.values(OffHeap.contiguousOrCopy(epsilon));
      float q = (float) layer.quantization;
      for (int i = 0; i < n * k; i++) {
        float b = active[i];
        g[i] = (g[i] - q * Math.signum(b)) * (1 - b * b);
      }
      normalizeBack(g, n, k);
      float[] w = values(WEIGHT);
      double[] dw = new double[k * m];
      float[] back = new float[n * k * m];
      for (int i = 0; i < n * k; i++) {
        int bit = i % k;
        for (int j = 0; j < m; j++) {
          dw[bit * m + j] += g[i] * x[i * m + j];
          back[i * m + j] = g[i] * w[bit * m + j];
        }
      }
      setGradient(WEIGHT, Relu.floats(dw));
      OffHeap.assign(dx, back);
    }
  }
}
