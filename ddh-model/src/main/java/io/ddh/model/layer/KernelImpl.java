package io.ddh.model.layer;

import io.ddh.model.kernel.BatchNorm;
import io.ddh.model.kernel.Moments;
import io.ddh.model.kernel.OffHeap;
import io.ddh.model.kernel.Relu;
import io.ddh.model.kernel.RowNorm;
import java.nio.FloatBuffer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Base class of layers that our own loops compute. The class holds memory, the batch norm, and the
 * rows before and after the batch norm.
 */
abstract class KernelImpl<L extends FusedLayer> extends FusedImpl<L> {
  final BatchNorm norm; // without channels if the layer has no batch norm
  OffHeap product = OffHeap.allocate(1); // rows before the norm; then their gradient
  float[] raw = new float[0]; // rows before the norm, kept for the backward pass
  float[] active = new float[0]; // rows after the activation

  KernelImpl(NeuralNetConfiguration conf, DataType type, L layer) {
    super(conf, type, layer);
    norm = new BatchNorm(layer.channels());
  }

  @Override
  Moments moments() {
    return norm.moments();
  }

  /** Returns the memory of the input, which is contiguous. */
  OffHeap images() {
    input = OffHeap.contiguousOrCopy(input);
    return OffHeap.of(input);
  }

  static FloatBuffer buffer(INDArray array) {
    return OffHeap.of(OffHeap.contiguousOrCopy(array)).buffer();
  }

  float[] values(String name) {
    return OffHeap.values(params.get(name));
  }

  OffHeap memory(String name) {
    return OffHeap.of(params.get(name));
  }

  void setGradient(String name, float[] values) {
    OffHeap.assign(gradientViews.get(name), values);
  }

  /** Makes room for n rows of d values. */
  void reserve(int n, int d) {
    if (raw.length < n * d) {
      product = OffHeap.allocate(n * d);
      raw = new float[n * d];
      active = new float[n * d];
    }
  }

  /**
   * Computes the active rows, which are the raw rows after the batch norm, if there is one. The
   * rows are normalised with the batch's statistics in training and with the running statistics
   * otherwise.
   */
  void normalizeRows(boolean training, int n, int d) {
    System.arraycopy(raw, 0, active, 0, n * d);
    if (norm.channels() == 0) {
      return;
    }
    if (training) {
      RowNorm.statistics(raw, n, d, norm, values(FusedLayer.MEAN));
      norm.prepare(values(FusedLayer.GAMMA), values(FusedLayer.BETA));
    } else {
      useRunning();
    }
    RowNorm.apply(active, n, d, norm);
  }

  /**
   * Converts the gradient of the normalised rows to that of the raw rows, in place, and sets the
   * gradient of the bias.
   */
  void normalizeBack(float[] g, int n, int d) {
    if (norm.channels() == 0) {
      setGradient(FusedLayer.BIAS, Relu.columnSums(g, n, d));
    } else {
      RowNorm.backward(g, raw, n, d, norm, values(FusedLayer.GAMMA));
      setNormGradients();
      setGradient(FusedLayer.BIAS, new float[d]); // batch norm cancels the bias
    }
  }

  /** Prepares the batch norm with the running statistics. */
  void useRunning() {
    norm.runningStatistics(values(FusedLayer.MEAN), values(FusedLayer.VARIANCE));
    norm.prepare(values(FusedLayer.GAMMA), values(FusedLayer.BETA));
  }

  /**
   * Writes the batch norm's gradients and the updates of its running statistics to ND4J's arrays.
   */
  void setNormGradients() {
    setGradient(FusedLayer.GAMMA, norm.gammaGradient());
    setGradient(FusedLayer.BETA, norm.betaGradient());
    setGradient(FusedLayer.MEAN, BatchNorm.step(values(FusedLayer.MEAN), norm.mean()));
    setGradient(FusedLayer.VARIANCE, BatchNorm.step(values(FusedLayer.VARIANCE), norm.variance()));
  }
}
