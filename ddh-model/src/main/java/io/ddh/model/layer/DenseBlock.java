package io.ddh.model.layer;

import io.ddh.model.kernel.Blas;
import io.ddh.model.kernel.Blas.Matrix;
import io.ddh.model.kernel.Lanes;
import io.ddh.model.kernel.OffHeap;
import io.ddh.model.kernel.Relu;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A dense layer, an optional batch norm and a ReLU, from B×in to B×out. */
public final class DenseBlock extends FusedLayer {
  /** Length of the input. */
  final int in;

  /** Length of the output. */
  final int out;

  /**
   * Creates the layer for given shapes.
   *
   * @param in length of the input
   * @param out length of the output
   * @param normalized whether there is a batch norm before the ReLU
   * @param start rule and seed of the initial weights
   * @param lanes the lanes that divide the images of a batch among themselves
   */
  public DenseBlock(int in, int out, boolean normalized, Start start, Lanes lanes) {
    super(
        start,
        lanes,
        start.initialization().dense(in, out),
        new long[] {in, out},
        new long[] {out},
        normalized ? out : 0);
    this.in = in;
    this.out = out;
    setNIn(in);
    setNOut(out);
  }

  @Override
  FusedImpl<?> implementation(boolean kernels, NeuralNetConfiguration conf, DataType type) {
    return kernels ? new Impl(conf, type, this) : new OpsDenseBlock(conf, type, this);
  }

  private static final class Impl extends KernelImpl<DenseBlock> {
    Impl(NeuralNetConfiguration conf, DataType type, DenseBlock layer) {
      super(conf, type, layer);
    }

    @Override
    void forward(boolean training, int n, INDArray out) {
      int in = layer.in;
      int d = layer.out;
      reserve(n, d);
      Matrix x = Matrix.of(images(), 0, in);
      Matrix w = Matrix.of(memory(WEIGHT), 0, d);
      Blas.multiply(layer.lanes, n, d, in, x, w, Matrix.of(product, 0, d));
      product.buffer().get(0, raw, 0, n * d);
      Relu.addRow(raw, n, values(BIAS));
      normalizeRows(training, n, d);
      Relu.apply(active, n * d);
      OffHeap.of(out).buffer().put(0, active, 0, n * d);
    }

    @Override
    void backward(int n, INDArray epsilon, INDArray dx) {
      int in = layer.in;
      int d = layer.out;
      float[] g = OffHeap.values(OffHeap.contiguousOrCopy(epsilon));
      Relu.backward(g, active, n * d);
      normalizeBack(g, n, d);
      product.buffer().put(0, g);
      Matrix x = Matrix.of(images(), 0, in);
      Matrix w = Matrix.of(memory(WEIGHT), 0, d);
      Matrix dy = Matrix.of(product, 0, d);
      Matrix dw = Matrix.of(OffHeap.of(gradient(WEIGHT)), 0, d);
      Blas.multiply(layer.lanes, in, d, n, x.t(), dy, dw);
      Blas.multiply(layer.lanes, n, in, d, dy, w.t(), Matrix.of(OffHeap.of(dx), 0, in));
    }
  }
}
