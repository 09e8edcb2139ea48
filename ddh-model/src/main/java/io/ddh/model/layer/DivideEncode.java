package io.ddh.model.layer;

import io.ddh.model.kernel.BatchNorm;
import io.ddh.model.kernel.Lanes;
import io.ddh.model.kernel.Moments;
import io.ddh.model.kernel.OffHeap;
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

/**
 * Divide-and-encode (Lai et al., CVPR 2015; DDH §3.1): K groups of m inputs, each to one value by a
 * dense m→1 of its own; optional batch norm; tanh. Adds quantisation·Σ_k ||b_k|−1| of an image to
 * the loss (DDH, second term of Eq. 5).
 */
public final class DivideEncode extends FusedLayer {
  /** Code length. */
  final int bits;

  /** Inputs per bit. */
  final int group;

  /** Whether there is a batch norm. */
  final boolean normalized;

  /** Weight of the penalty. */
  final double quantization;

  /** Lanes that share a batch. */
  private final Lanes lanes;

  /**
   * Fixes the shapes.
   *
   * @param bits K
   * @param group inputs per bit m
   * @param normalized batch norm before tanh
   * @param quantization weight of the sum over bits
   * @param start initial weights
   * @param lanes lanes that share a batch
   */
  public DivideEncode(
      int bits, int group, boolean normalized, double quantization, Start start, Lanes lanes) {
    super(start);
    this.bits = bits;
    this.group = group;
    this.normalized = normalized;
    this.quantization = quantization;
    this.lanes = lanes;
    setNIn((long) bits * group);
    setNOut(bits);
  }

  @Override
  Map<String, long[]> shapes() {
    Map<String, long[]> shapes = new LinkedHashMap<>();
    shapes.put(WEIGHT, new long[] {bits, group});
    shapes.put(BIAS, new long[] {bits});
    if (normalized) {
      addNorm(shapes, bits);
    }
    return shapes;
  }

  @Override
  double bound(Initialization initialization) {
    return initialization.dense(group, 1);
  }

  @Override
  public InputType getOutputType(int index, InputType type) {
    return InputType.feedForward(bits);
  }

  @Override
  FusedImpl<?> implementation(NeuralNetConfiguration conf, DataType type) {
    return new Kernels(conf, type, this);
  }

  @Override
  FusedImpl<?> operations(NeuralNetConfiguration conf, DataType type) {
    return new OpsDivideEncode(conf, type, this);
  }

  /** The layer at work; gives the penalty of its last batch. */
  public abstract static class Impl extends FusedImpl<DivideEncode> {
    Impl(NeuralNetConfiguration conf, DataType type) {
      super(conf, type);
    }

    /** {@return the quantization·Σ_k ||b_k|−1|, mean over the last batch} */
    public abstract double penalty();

    @Override
    public final double calcRegularizationScore(boolean backpropOnly) {
      return super.calcRegularizationScore(backpropOnly) + penalty();
    }
  }

  private static final class Kernels extends Impl {
    private final DivideEncode layer;
    private final BatchNorm norm;
    private float[] x = new float[0];
    private float[] raw = new float[0];
    private float[] codes = new float[0];
    private double penalty;

    Kernels(NeuralNetConfiguration conf, DataType type, DivideEncode layer) {
      super(conf, type);
      this.layer = layer;
      norm = new BatchNorm(layer.bits);
    }

    @Override
    public double penalty() {
      return penalty;
    }

    @Override
    public INDArray activate(boolean training, LayerWorkspaceMgr workspace) {
      int n = (int) input.size(0);
      int k = layer.bits;
      if (codes.length < n * k) {
        x = new float[n * k * layer.group];
        raw = new float[n * k];
        codes = new float[n * k];
      }
      OffHeap.of(OffHeap.contiguousOrCopy(input)).buffer().get(0, x, 0, n * k * layer.group);
      project(n);
      if (layer.normalized) {
        normalizeRows(training, raw, n, k, norm, codes);
      } else {
        System.arraycopy(raw, 0, codes, 0, n * k);
      }
      layer.lanes.run(
          n,
          (lane, from, to) -> {
            for (int i = from * k; i < to * k; i++) {
              codes[i] = (float) Math.tanh(codes[i]);
            }
          });
      double sum = 0;
      for (int i = 0; i < n * k; i++) {
        sum += 1 - Math.abs(codes[i]);
      }
      penalty = layer.quantization * sum / n;
      INDArray out = output(workspace, n, k);
      OffHeap.of(out).buffer().put(0, codes, 0, n * k);
      return out;
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
    Moments moments() {
      return norm.moments();
    }

    @Override
    public Pair<Gradient, INDArray> backpropGradient(
        INDArray epsilon, LayerWorkspaceMgr workspace) {
      int n = (int) input.size(0);
      int k = layer.bits;
      int m = layer.group;
      float[] g = OffHeap.values(OffHeap.contiguousOrCopy(epsilon));
      float q = (float) layer.quantization;
      for (int i = 0; i < n * k; i++) {
        float b = codes[i];
        g[i] = (g[i] - q * Math.signum(b)) * (1 - b * b);
      }
      double[] bias = new double[k];
      if (layer.normalized) {
        RowNorm.backward(g, raw, n, k, norm, values(GAMMA));
        setNormGradients(norm);
      } else {
        for (int i = 0; i < n * k; i++) {
          bias[i % k] += g[i];
        }
      }
      float[] w = values(WEIGHT);
      double[] dw = new double[k * m];
      float[] dx = new float[n * k * m];
      for (int i = 0; i < n * k; i++) {
        int bit = i % k;
        for (int j = 0; j < m; j++) {
          dw[bit * m + j] += g[i] * x[i * m + j];
          dx[i * m + j] = g[i] * w[bit * m + j];
        }
      }
      setGradient(WEIGHT, floats(dw));
      setGradient(BIAS, floats(bias));
      INDArray out = inputGradient(workspace, n, (long) k * m);
      OffHeap.of(out).buffer().put(0, dx);
      return new Pair<>(gradients(), out);
    }

    private static float[] floats(double[] v) {
      float[] out = new float[v.length];
      for (int i = 0; i < v.length; i++) {
        out[i] = (float) v[i];
      }
      return out;
    }
  }
}
