package io.ddh.model.layer;

import io.ddh.model.kernel.BatchNorm;
import io.ddh.model.kernel.Blas;
import io.ddh.model.kernel.Blas.Matrix;
import io.ddh.model.kernel.Lanes;
import io.ddh.model.kernel.Moments;
import io.ddh.model.kernel.OffHeap;
import io.ddh.model.kernel.Relu;
import io.ddh.model.kernel.RowNorm;
import java.util.LinkedHashMap;
import java.util.Map;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Dense layer + optional batch norm + ReLU, B×in to B×out. */
public final class DenseBlock extends FusedLayer {
  /** Length of the input. */
  final int in;

  /** Length of the output. */
  final int out;

  /** Whether there is a batch norm. */
  final boolean normalized;

  /** Lanes that share a batch. */
  private final Lanes lanes;

  /**
   * Fixes the shapes.
   *
   * @param in length of the input
   * @param out length of the output
   * @param normalized batch norm before the ReLU
   * @param start initial weights
   * @param lanes lanes that share a batch
   */
  public DenseBlock(int in, int out, boolean normalized, Start start, Lanes lanes) {
    super(start);
    this.in = in;
    this.out = out;
    this.normalized = normalized;
    this.lanes = lanes;
    setNIn(in);
    setNOut(out);
  }

  @Override
  Map<String, long[]> shapes() {
    Map<String, long[]> shapes = new LinkedHashMap<>();
    shapes.put(WEIGHT, new long[] {in, out});
    shapes.put(BIAS, new long[] {out});
    if (normalized) {
      addNorm(shapes, out);
    }
    return shapes;
  }

  @Override
  double bound(Initialization initialization) {
    return initialization.dense(in, out);
  }

  @Override
  public InputType getOutputType(int index, InputType type) {
    return InputType.feedForward(out);
  }

  @Override
  FusedImpl<?> implementation(NeuralNetConfiguration conf, DataType type) {
    return new Impl(conf, type, this);
  }

  @Override
  FusedImpl<?> operations(NeuralNetConfiguration conf, DataType type) {
    return new OpsDenseBlock(conf, type, this);
  }

  private static final class Impl extends FusedImpl<DenseBlock> {
    private final DenseBlock layer;
    private final BatchNorm norm;
    private OffHeap product = OffHeap.allocate(1); // n×out; then its gradient
    private int capacity;
    private float[] raw = new float[0];
    private float[] active = new float[0];

    Impl(NeuralNetConfiguration conf, DataType type, DenseBlock layer) {
      super(conf, type);
      this.layer = layer;
      norm = new BatchNorm(layer.out);
    }

    @Override
    public INDArray activate(boolean training, LayerWorkspaceMgr workspace) {
      int n = (int) input.size(0);
      int d = layer.out;
      input = OffHeap.contiguousOrCopy(input);
      if (capacity < n) {
        capacity = n;
        product = OffHeap.allocate(n * d);
        raw = new float[n * d];
        active = new float[n * d];
      }
      OffHeap x = OffHeap.of(input);
      OffHeap w = memory(WEIGHT);
      int in = layer.in;
      Matrix out = Matrix.of(product, 0, d);
      Blas.multiply(layer.lanes, n, d, in, Matrix.of(x, 0, in), Matrix.of(w, 0, d), out);
      product.buffer().get(0, raw, 0, n * d);
      Relu.addRow(raw, n, values(BIAS));
      if (layer.normalized) {
        normalizeRows(training, raw, n, d, norm, active);
      } else {
        System.arraycopy(raw, 0, active, 0, n * d);
      }
      Relu.apply(active, n * d);
      INDArray z = output(workspace, n, d);
      OffHeap.of(z).buffer().put(0, active, 0, n * d);
      return z;
    }

    @Override
    Moments moments() {
      return norm.moments();
    }

    @Override
    public Pair<Gradient, INDArray> backpropGradient(
        INDArray epsilon, LayerWorkspaceMgr workspace) {
      int n = (int) input.size(0);
      int d = layer.out;
      float[] g = OffHeap.values(OffHeap.contiguousOrCopy(epsilon));
      Relu.backward(g, active, n * d);
      if (layer.normalized) {
        RowNorm.backward(g, raw, n, d, norm, values(GAMMA));
        setNormGradients(norm);
        setGradient(BIAS, new float[d]); // batch norm subtracts the bias again
      } else {
        setGradient(BIAS, Relu.columnSums(g, n, d));
      }
      product.buffer().put(0, g);
      int in = layer.in;
      INDArray dx = inputGradient(workspace, n, in);
      Matrix x = Matrix.of(OffHeap.of(input), 0, in);
      Matrix w = Matrix.of(memory(WEIGHT), 0, d);
      Matrix dy = Matrix.of(product, 0, d);
      Matrix dw = Matrix.of(OffHeap.of(gradient(WEIGHT)), 0, d);
      Blas.multiply(layer.lanes, in, d, n, x.t(), dy, dw);
      Blas.multiply(layer.lanes, n, in, d, dy, w.t(), Matrix.of(OffHeap.of(dx), 0, in));
      return new Pair<>(gradients(), dx);
    }
  }
}
