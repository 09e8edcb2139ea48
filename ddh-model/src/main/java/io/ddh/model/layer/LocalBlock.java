package io.ddh.model.layer;

import io.ddh.model.kernel.Blas;
import io.ddh.model.kernel.Blas.Matrix;
import io.ddh.model.kernel.Lanes;
import io.ddh.model.kernel.OffHeap;
import io.ddh.model.kernel.Relu;
import java.nio.FloatBuffer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The merged layer of DDH: a locally connected k×k layer (weights that are not shared, and a bias
 * per location), batch norm per map and ReLU; the output is concatenated with the flattened input.
 * B×h×h×ci becomes B×(h·h·ci + o·o·co) with o = h−k+1. Weights are o·o×(k·k·ci)×co.
 */
public final class LocalBlock extends FusedLayer {
  /** Height and width of the input. */
  final int h;

  /** Number of input channels. */
  final int ci;

  /** Height and width of the filter. */
  final int k;

  /** Number of output channels. */
  final int co;

  /**
   * Creates the layer for given shapes.
   *
   * @param h height and width of the input
   * @param ci number of input channels
   * @param k height and width of the filter
   * @param co number of output channels
   * @param start rule and seed of the initial weights
   * @param lanes the lanes that divide the images of a batch among themselves
   */
  public LocalBlock(int h, int ci, int k, int co, Start start, Lanes lanes) {
    super(
        start,
        lanes,
        start.initialization().convolution((double) k * k * ci),
        new long[] {(long) (h - k + 1) * (h - k + 1), (long) k * k * ci, co},
        new long[] {(long) (h - k + 1) * (h - k + 1), co},
        co);
    this.h = h;
    this.ci = ci;
    this.k = k;
    this.co = co;
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
  FusedImpl<?> implementation(boolean kernels, NeuralNetConfiguration conf, DataType type) {
    return kernels ? new Impl(conf, type, this) : new OpsLocalBlock(conf, type, this);
  }

  private static final class Impl extends KernelImpl<LocalBlock> {
    private final int co;
    private final int side;
    private final int run; // floats of one kernel row in the input
    private final int pass; // floats of one input image
    private final int local; // floats of one output map

    Impl(NeuralNetConfiguration conf, DataType type, LocalBlock layer) {
      super(conf, type, layer);
      co = layer.co;
      side = layer.side();
      run = layer.k * layer.ci;
      pass = layer.h * layer.h * layer.ci;
      local = side * side * co;
    }

    /**
     * Returns the inputs of filter row u at a location, for image {@code from} and all later
     * images.
     */
    private Matrix inputs(OffHeap x, int from, int place, int u) {
      long at = ((long) (place / side + u) * layer.h + place % side) * layer.ci;
      return Matrix.of(x, (long) from * pass + at, pass);
    }

    private Matrix weights(OffHeap w, int place, int u) {
      return Matrix.of(w, ((long) place * layer.k + u) * run * co, co);
    }

    /** Returns the outputs at a location, for image {@code from} and all later images. */
    private Matrix outputs(int from, int place) {
      return Matrix.of(product, (long) from * local + (long) place * co, local);
    }

    @Override
    void forward(boolean training, int n, INDArray out) {
      reserve(n, local);
      OffHeap x = images();
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
      product.buffer().get(0, raw, 0, n * local);
      Relu.addRow(raw, n, values(BIAS));
      normalizeRows(training, n, local);
      Relu.apply(active, n * local);
      join(x.buffer(), n, OffHeap.of(out).buffer());
    }

    private void join(FloatBuffer x, int n, FloatBuffer merged) {
      for (int i = 0; i < n; i++) {
        int at = i * (pass + local);
        merged.put(at, x, i * pass, pass);
        merged.put(at + pass, active, i * local, local);
      }
    }

    @Override
    void backward(int n, INDArray epsilon, INDArray dx) {
      float[] g = new float[n * local];
      cut(buffer(epsilon), n, g, OffHeap.of(dx).buffer());
      Relu.backward(g, active, n * local);
      normalizeBack(g, n, local);
      setGradient(BIAS, Relu.columnSums(g, n, local));
      product.buffer().put(0, g);
      multiplyBack(n, images(), OffHeap.of(dx));
    }

    /** Splits the merged gradient. The input's part goes to dx, and the map's part goes to g. */
    private void cut(FloatBuffer merged, int n, float[] g, FloatBuffer dx) {
      for (int i = 0; i < n; i++) {
        int at = i * (pass + local);
        dx.put(i * pass, merged, at, pass);
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
