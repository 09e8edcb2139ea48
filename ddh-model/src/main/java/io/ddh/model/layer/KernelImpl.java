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

/** What layers by our own loops share: memory, the batch norm, and rows of values around it. */
abstract class KernelImpl<L extends FusedLayer> extends FusedImpl<L> {
  final BatchNorm norm; // of no channels where the layer has none
  OffHeap product = OffHeap.allocate(1); // rows before the norm; then their gradient
  float[] raw = new float[0]; // rows before the norm, kept for the backward pass
  float[] active = new float[0]; // behind the activation

  KernelImpl(NeuralNetConfiguration conf, DataType type, L layer) {
    super(conf, type, layer);
    norm = new BatchNorm(layer.channels());
  }

  @Override
  Moments moments() {
    return norm.moments();
  }

  /** Memory of the input, in one piece. */
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

  /** Room for n rows of d values. */
  void reserve(int n, int d) {
    if (raw.length < n * d) {
      product = OffHeap.allocate(n * d);
      raw = new float[n * d];
      active = new float[n * d];
    }
  }

  /** Raw to active rows, normalised if there is a norm: in training by their own statistics. */
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

  /** Gradient of the normalised rows to that of the raw ones, in place; sets the bias's, too. */
  void normalizeBack(float[] g, int n, int d) {
    if (norm.channels() == 0) {
      setGradient(FusedLayer.BIAS, Relu.columnSums(g, n, d));
    } else {
      RowNorm.backward(g, raw, n, d, norm, values(FusedLayer.GAMMA));
      setNormGradients();
      setGradient(FusedLayer.BIAS, new float[d]); // batch norm subtracts the bias again
    }
  }

  /** Sets the norm from the running statistics. */
  void useRunning() {
    norm.runningStatistics(values(FusedLayer.MEAN), values(FusedLayer.VARIANCE));
    norm.prepare(values(FusedLayer.GAMMA), values(FusedLayer.BETA));
  }

  /** Hands out the norm's gradients and the steps of its running statistics. */
  void setNormGradients() {
    setGradient(FusedLayer.GAMMA, norm.gammaGradient());
    setGradient(FusedLayer.BETA, norm.betaGradient());
    setGradient(FusedLayer.MEAN, BatchNorm.step(values(FusedLayer.MEAN), norm.mean()));
    setGradient(FusedLayer.VARIANCE, BatchNorm.step(values(FusedLayer.VARIANCE), norm.variance()));
  }
}
