package io.ddh.model.layer;

import io.ddh.model.kernel.BatchNorm;
import io.ddh.model.kernel.Blas;
import io.ddh.model.kernel.Blas.Matrix;
import io.ddh.model.kernel.Lanes;
import io.ddh.model.kernel.Moments;
import io.ddh.model.kernel.OffHeap;
import io.ddh.model.kernel.Relu;
import io.ddh.model.kernel.RowNorm;
import java.nio.FloatBuffer;
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
 * Locally connected k×k layer (weights unshared, a bias per location) + batch norm per map + ReLU,
 * joined with its flattened input: B×h×h×ci to B×(h·h·ci + o·o·co), o = h−k+1: the merged layer of
 * DDH. Weights o·o×(k·k·ci)×co.
 */
public final class LocalBlock extends FusedLayer {
  /** Side of the input. */
  final int h;

  /** Channels in. */
  final int ci;

  /** Side of the kernel. */
  final int k;

  /** Channels out. */
  final int co;

  /** Lanes that share a batch. */
  private final Lanes lanes;

  /**
   * Fixes the shapes.
   *
   * @param h side of the input
   * @param ci channels in
   * @param k side of the kernel
   * @param co channels out
   * @param start initial weights
   * @param lanes lanes that share a batch
   */
  public LocalBlock(int h, int ci, int k, int co, Start start, Lanes lanes) {
    super(start);
    this.h = h;
    this.ci = ci;
    this.k = k;
    this.co = co;
    this.lanes = lanes;
    setNIn(ci);
    setNOut(width());
  }

  int side() {
    return h - k + 1;
  }

  /** {@return the length of the merged output} */
  public int width() {
    return h * h * ci + side() * side() * co;
  }

  @Override
  Map<String, long[]> shapes() {
    Map<String, long[]> out = new LinkedHashMap<>();
    int places = side() * side();
    out.put(WEIGHT, new long[] {places, (long) k * k * ci, co});
    out.put(BIAS, new long[] {places, co});
    addNorm(out, co);
    return out;
  }

  @Override
  double bound(Initialization initialization) {
    return initialization.convolution((double) k * k * ci);
  }

  @Override
  public InputType getOutputType(int index, InputType type) {
    return InputType.feedForward(width());
  }

  @Override
  FusedImpl<?> implementation(NeuralNetConfiguration conf, DataType type) {
    return new Impl(conf, type, this);
  }

  @Override
  FusedImpl<?> operations(NeuralNetConfiguration conf, DataType type) {
    return new OpsLocalBlock(conf, type, this);
  }

  private static final class Impl extends FusedImpl<LocalBlock> {
    private final int co;
    private final int side;
    private final int run; // floats of one kernel row in the input
    private final int pass; // floats of one input image
    private final int local; // floats of one output map
    private final LocalBlock layer;
    private final BatchNorm norm;
    private OffHeap map = OffHeap.allocate(1); // n×local, before the norm; then its gradient
    private int capacity;
    private float[] raw = new float[0]; // the map, kept for the backward pass
    private float[] active = new float[0]; // after the ReLU

    Impl(NeuralNetConfiguration conf, DataType type, LocalBlock layer) {
      super(conf, type);
      this.layer = layer;
      co = layer.co;
      side = layer.side();
      run = layer.k * layer.ci;
      pass = layer.h * layer.h * layer.ci;
      local = side * side * co;
      norm = new BatchNorm(co);
    }

    /** What a place's kernel row u sees of the images from the given one on. */
    private Matrix inputs(OffHeap x, int from, int place, int u) {
      long at = ((long) (place / side + u) * layer.h + place % side) * layer.ci;
      return Matrix.of(x, (long) from * pass + at, pass);
    }

    private Matrix weights(OffHeap w, int place, int u) {
      return Matrix.of(w, ((long) place * layer.k + u) * run * co, co);
    }

    /** A place of the maps of the images from the given one on. */
    private Matrix outputs(int from, int place) {
      return Matrix.of(map, (long) from * local + (long) place * co, local);
    }

    @Override
    public INDArray activate(boolean training, LayerWorkspaceMgr workspace) {
      int n = (int) input.size(0);
      input = OffHeap.contiguousOrCopy(input);
      reserve(n);
      OffHeap x = OffHeap.of(input);
      OffHeap w = memory(WEIGHT);
      layer.lanes.run(
          n,
          (lane, from, to) -> {
            for (int place = 0; place < side * side; place++) {
              for (int u = 0; u < layer.k; u++) {
                Matrix a = inputs(x, from, place, u);
                Matrix b = weights(w, place, u);
                float keep = u == 0 ? 0 : 1;
                Blas.multiply(to - from, co, run, a, b, keep, outputs(from, place));
              }
            }
          });
      map.buffer().get(0, raw, 0, n * local);
      Relu.addRow(raw, n, values(BIAS));
      normalizeRows(training, raw, n, local, norm, active);
      Relu.apply(active, n * local);
      INDArray merged = output(workspace, n, layer.width());
      join(x.buffer(), n, OffHeap.of(merged).buffer());
      return merged;
    }

    private void reserve(int n) {
      if (capacity < n) {
        capacity = n;
        map = OffHeap.allocate(n * local);
        raw = new float[n * local];
        active = new float[n * local];
      }
    }

    private void join(FloatBuffer x, int n, FloatBuffer merged) {
      float[] image = new float[pass];
      for (int i = 0; i < n; i++) {
        int at = i * (pass + local);
        x.get(i * pass, image);
        merged.put(at, image);
        merged.put(at + pass, active, i * local, local);
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
      INDArray dx = inputGradient(workspace, n, layer.h, layer.h, layer.ci);
      OffHeap dxOff = OffHeap.of(dx);
      float[] g = new float[n * local];
      cut(OffHeap.of(OffHeap.contiguousOrCopy(epsilon)).buffer(), n, g, dxOff.buffer());
      Relu.backward(g, active, n * local);
      RowNorm.backward(g, raw, n, local, norm, values(GAMMA));
      setNormGradients(norm);
      setGradient(BIAS, Relu.columnSums(g, n, local));
      map.buffer().put(0, g);
      multiplyBack(n, OffHeap.of(input), dxOff);
      return new Pair<>(gradients(), dx);
    }

    /** Splits the merged gradient: the input's own part goes to dx, the map's to g. */
    private void cut(FloatBuffer merged, int n, float[] g, FloatBuffer dx) {
      float[] image = new float[pass];
      for (int i = 0; i < n; i++) {
        int at = i * (pass + local);
        merged.get(at, image);
        dx.put(i * pass, image);
        merged.get(at + pass, g, i * local, local);
      }
    }

    private void multiplyBack(int n, OffHeap x, OffHeap dx) {
      OffHeap w = memory(WEIGHT);
      OffHeap dw = OffHeap.of(gradientViews.get(WEIGHT));
      layer.lanes.run(
          side * side * layer.k,
          (lane, from, to) -> {
            for (int i = from; i < to; i++) {
              int place = i / layer.k;
              int u = i % layer.k;
              Matrix a = inputs(x, 0, place, u).t();
              Blas.multiply(run, co, n, a, outputs(0, place), 0, weights(dw, place, u));
            }
          });
      layer.lanes.run(
          n,
          (lane, from, to) -> {
            for (int place = 0; place < side * side; place++) {
              for (int u = 0; u < layer.k; u++) {
                Matrix b = weights(w, place, u).t();
                Matrix c = inputs(dx, from, place, u);
                Blas.multiply(to - from, run, co, outputs(from, place), b, 1, c);
              }
            }
          });
    }
  }
}
