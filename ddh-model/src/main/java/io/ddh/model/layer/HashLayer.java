package io.ddh.model.layer;

import io.ddh.model.kernel.Blas;
import io.ddh.model.kernel.Blas.Matrix;
import io.ddh.model.kernel.Lanes;
import io.ddh.model.kernel.OffHeap;
import io.ddh.model.kernel.Relu;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The layer that computes one output per bit, from B×in to B×K: dense or divide-and-encode, with an
 * optional batch norm and tanh, as its {@link Head} says. The weights are stored bit by bit.
 */
public final class HashLayer extends FusedLayer {
  /** Code length. */
  final int bits;

  /** Inputs per bit. */
  final int group;

  /** The layer's form. */
  final Head head;

  /**
   * Creates the layer for given shapes.
   *
   * @param head the layer's form
   * @param in length of the input; K times the group in divide-and-encode
   * @param bits code length K
   * @param start rule and seed of the initial weights
   * @param lanes the lanes that divide the images of a batch among themselves
   */
  public HashLayer(Head head, int in, int bits, Start start, Lanes lanes) {
    super(
        start,
        lanes,
        head.group() > 0
            ? start.initialization().dense(head.group(), 1)
            : start.initialization().dense(in, bits),
        new long[] {bits, head.group() > 0 ? head.group() : in},
        new long[] {bits},
        head.normalized() ? bits : 0);
    this.head = head;
    this.bits = bits;
    this.group = head.group() > 0 ? head.group() : in;
    setNIn(in);
    setNOut(bits);
  }

  /** Dense weights come from the random generator that the graph seeds, as in DL4J. */
  @Override
  void start(INDArray weights) {
    if (head.group() == 0) {
      LayerParameters.sample(weights, bound);
    } else {
      super.start(weights);
    }
  }

  @Override
  FusedImpl<?> implementation(boolean kernels, NeuralNetConfiguration conf, DataType type) {
    return kernels ? new Impl(conf, type, this) : new OpsHashLayer(conf, type, this);
  }

  private static final class Impl extends KernelImpl<HashLayer> {
    private float[] x = new float[0]; // the input of divide-and-encode

    Impl(NeuralNetConfiguration conf, DataType type, HashLayer layer) {
      super(conf, type, layer);
    }

    @Override
    void forward(boolean training, int n, INDArray out) {
      int k = layer.bits;
      reserve(n, k);
      if (layer.head.group() == 0) {
        Matrix w = Matrix.of(memory(WEIGHT), 0, layer.group);
        Matrix in = Matrix.of(images(), 0, layer.group);
        Blas.multiply(layer.lanes, n, k, layer.group, in, w.t(), Matrix.of(product, 0, k));
        product.buffer().get(0, raw, 0, n * k);
        Relu.addRow(raw, n, values(BIAS));
      } else {
        x = OffHeap.values(OffHeap.contiguousOrCopy(input));
        project(n);
      }
      normalizeRows(training, n, k);
      if (layer.head.tanh()) {
        layer.lanes.run(
            n,
            (lane, from, to) -> {
              for (int i = from * k; i < to * k; i++) {
                active[i] = (float) Math.tanh(active[i]);
              }
            });
      }
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
      for (int i = 0; layer.head.tanh() && i < n * k; i++) {
        g[i] *= 1 - active[i] * active[i];
      }
      normalizeBack(g, n, k);
      if (layer.head.group() == 0) {
        product.buffer().put(0, g);
        Matrix dy = Matrix.of(product, 0, k);
        Matrix dw = Matrix.of(OffHeap.of(gradient(WEIGHT)), 0, m);
        Matrix w = Matrix.of(memory(WEIGHT), 0, m);
        Blas.multiply(layer.lanes, k, m, n, dy.t(), Matrix.of(images(), 0, m), dw);
        Blas.multiply(layer.lanes, n, m, k, dy, w, Matrix.of(OffHeap.of(dx), 0, m));
        return;
      }
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
