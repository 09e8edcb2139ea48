package io.ddh.model;

import io.ddh.core.Check;
import io.ddh.core.Images;
import io.ddh.core.Progress;
import io.ddh.model.kernel.Blas;
import io.ddh.model.kernel.Lanes;
import io.ddh.model.kernel.OffHeap;
import java.util.Arrays;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A trained graph as a function from images to the values of its last layer. */
final class Encoder {
  private static final int BATCH = 256;

  /** Pixel values of a batch at most, one image excepted. */
  private static final int LARGEST = 1 << 23;

  private final ComputationGraph net;
  private final Networks.Shape shape;
  private final Scaling scaling;
  private final Lanes lanes;

  Encoder(ComputationGraph net, Networks.Shape shape, Scaling scaling, Lanes lanes) {
    this.net = net;
    this.shape = shape;
    this.scaling = scaling;
    this.lanes = lanes;
  }

  /** Parameters of the encoder, which are the first ones of the trained graph. */
  static ComputationGraph copyParameters(ComputationGraph trained, ComputationGraph encoder) {
    float[] all = OffHeap.values(trained.params());
    OffHeap.assign(encoder.params(), Arrays.copyOf(all, (int) encoder.numParams()));
    return encoder;
  }

  float[] parameters() {
    return OffHeap.values(net.params());
  }

  Scaling scaling() {
    return scaling;
  }

  Networks.Shape shape() {
    return shape;
  }

  /** Takes the values of some consecutive images, row-major; the array is overwritten later. */
  @FunctionalInterface
  interface Sink {
    void accept(int from, int to, float[] values);
  }

  /**
   * Values of the last layer, n×width, row-major.
   *
   * @throws IllegalArgumentException if the images' size differs from the training's
   */
  float[] encode(Images images, int width, Progress progress) {
    float[] out = new float[Math.multiplyExact(images.size(), width)];
    encode(
        images,
        width,
        progress,
        (from, to, values) -> System.arraycopy(values, 0, out, from * width, (to - from) * width));
    return out;
  }

  /** The same, batch by batch. Synchronized: the graph's buffers are its own. */
  synchronized void encode(Images images, int width, Progress progress, Sink sink) {
    Check.that(
        images.height() == shape.side()
            && images.width() == shape.side()
            && images.channels() == shape.channels(),
        "images must be %dx%dx%d, found %dx%dx%d",
        shape.side(),
        shape.side(),
        shape.channels(),
        images.height(),
        images.width(),
        images.channels());
    int n = images.size();
    int[] rows = new int[n];
    Arrays.setAll(rows, i -> i);
    BatchFiller filler = new BatchFiller(images, scaling, lanes);
    int batch = Math.max(1, Math.min(Math.min(BATCH, n), LARGEST / images.imageLength()));
    INDArray full = filler.input(batch);
    float[] values = new float[batch * width];
    Blas.singleThreaded(
        () -> {
          for (int from = 0; from < n; from += batch) {
            int to = Math.min(n, from + batch);
            INDArray x = to - from == batch ? full : BatchFiller.head(full, to - from);
            filler.fill(rows, from, to, OffHeap.of(x).buffer());
            INDArray y = OffHeap.contiguousOrCopy(net.outputSingle(x));
            OffHeap.of(y).buffer().get(0, values, 0, (to - from) * width);
            sink.accept(from, to, values);
            progress.report("encode", to, n);
          }
          return n;
        });
  }
}
