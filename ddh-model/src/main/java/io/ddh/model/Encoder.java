package io.ddh.model;

import io.ddh.core.Check;
import io.ddh.core.Images;
import io.ddh.core.Progress;
import io.ddh.core.TensorFile;
import io.ddh.model.kernel.Blas;
import io.ddh.model.kernel.Lanes;
import io.ddh.model.kernel.OffHeap;
import io.ddh.model.layer.Initialization;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A trained graph as a function from images to the values of its last layer.
 *
 * @param net the graph
 * @param shape of the images
 * @param scaling of the pixels
 * @param lanes that share a batch
 */
record Encoder(ComputationGraph net, Networks.Shape shape, Scaling scaling, Lanes lanes) {
  private static final int BATCH = 256;

  /** Pixel values of a batch at most, one image excepted. */
  private static final int LARGEST = 1 << 23;

  /**
   * The encoder that a file describes. A graph of another number of parameters than the file has is
   * refused before memory is set aside for it.
   *
   * @param graph builds the graph with any parameters
   * @throws IllegalArgumentException if the file makes no sense
   */
  static Encoder of(TensorFile file, Function<Networks, ComputationGraph> graph) {
    int side = Integer.parseInt(file.text("side"));
    Check.inRange("side", side, DdhMethod.SMALLEST_SIDE, 1024);
    int channels = Integer.parseInt(file.text("channels"));
    Check.that(channels == 1 || channels == 3, "channels must be 1 or 3, found %d", channels);
    Networks.Shape shape = new Networks.Shape(side, channels);
    Scaling scaling =
        new Scaling(
            Double.parseDouble(file.text("mean")), Double.parseDouble(file.text("deviation")));
    Check.inRange("mean", scaling.mean(), 0, 255);
    Check.inRange("deviation", scaling.deviation(), 0, 255);
    float[] parameters = file.array("parameters");
    Lanes lanes = Lanes.ofMachine();
    ComputationGraph net = graph.apply(Networks.restoring(shape, parameters.length, lanes));
    OffHeap.assign(net.params(), parameters);
    return new Encoder(net, shape, scaling, lanes);
  }

  /**
   * For a file: size of the images, their scaling, the graph's parameters.
   *
   * @param more what the graph depends on beside these
   */
  TensorFile file(String kind, Map<String, String> more) {
    Map<String, String> texts = new HashMap<>(more);
    texts.put("side", Integer.toString(shape.side()));
    texts.put("channels", Integer.toString(shape.channels()));
    texts.put("mean", Double.toString(scaling.mean()));
    texts.put("deviation", Double.toString(scaling.deviation()));
    return new TensorFile(kind, texts, Map.of("parameters", OffHeap.values(net.params())));
  }

  /** A graph of the first layers of this one, whose parameters are the first ones. */
  Encoder head(Function<Networks, ComputationGraph> graph) {
    ComputationGraph first = graph.apply(new Networks(shape, Initialization.FAN_IN, 0, lanes));
    float[] all = OffHeap.values(net.params());
    OffHeap.assign(first.params(), Arrays.copyOf(all, (int) first.numParams()));
    return new Encoder(first, shape, scaling, lanes);
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
    int[] rows = IntStream.range(0, n).toArray();
    BatchFiller filler = new BatchFiller(images, scaling, lanes);
    int batch = Math.max(1, Math.min(Math.min(BATCH, n), LARGEST / images.imageLength()));
    INDArray full = filler.input(batch);
    float[] values = new float[batch * width];
    Blas.singleThreaded(
        () -> {
          for (int from = 0; from < n; from += batch) {
            int to = Math.min(n, from + batch);
            INDArray x = filler.fill(rows, from, to, full);
            INDArray y = OffHeap.contiguousOrCopy(net.outputSingle(x));
            OffHeap.of(y).buffer().get(0, values, 0, (to - from) * width);
            sink.accept(from, to, values);
            progress.report("encode", to, n);
          }
          return n;
        });
  }
}
