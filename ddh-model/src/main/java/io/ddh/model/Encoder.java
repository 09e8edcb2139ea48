package io.ddh.model;

import io.ddh.core.Check;
import io.ddh.core.ImageShape;
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
 * A trained network, used as a function from images to the values of its last layer.
 *
 * @param net the trained graph
 * @param shape size of the images
 * @param scaling how pixel values become network inputs
 * @param lanes the lanes that divide the images of a batch among themselves
 */
record Encoder(ComputationGraph net, Networks.Shape shape, Scaling scaling, Lanes lanes) {
  private static final int BATCH = 256;

  /** Largest number of pixel values in a batch of more than one image. */
  private static final int LARGEST = 1 << 23;

  /**
   * Restores an encoder from a file. A graph whose number of parameters differs from the file's is
   * refused before memory is allocated for it.
   *
   * @param graph builds the graph; its initial parameters don't matter
   * @throws IllegalArgumentException if the file is inconsistent
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
    ComputationGraph net =
        graph.apply(new Networks(shape, Initialization.FAN_IN, 0, lanes, parameters.length));
    OffHeap.assign(net.params(), parameters);
    return new Encoder(net, shape, scaling, lanes);
  }

  /**
   * Returns a file with the size of the images, their scaling and the graph's parameters.
   *
   * @param more further properties that the graph depends on
   */
  TensorFile file(String kind, Map<String, String> more) {
    Map<String, String> texts = new HashMap<>(more);
    texts.put("side", Integer.toString(shape.side()));
    texts.put("channels", Integer.toString(shape.channels()));
    texts.put("mean", Double.toString(scaling.mean()));
    texts.put("deviation", Double.toString(scaling.deviation()));
    return new TensorFile(kind, texts, Map.of("parameters", OffHeap.values(net.params())));
  }

  /**
   * Returns an encoder that consists of this network's first layers; the given graph gets copies of
   * their parameters.
   */
  Encoder head(Function<Networks, ComputationGraph> graph) {
    ComputationGraph first = graph.apply(new Networks(shape, Initialization.FAN_IN, 0, lanes));
    float[] all = OffHeap.values(net.params());
    OffHeap.assign(first.params(), Arrays.copyOf(all, (int) first.numParams()));
    return new Encoder(first, shape, scaling, lanes);
  }

  /**
   * Computes the values of the last layer, n×width, row-major.
   *
   * @throws IllegalArgumentException if the images' size differs from that of the training images
   */
  float[] encode(Images images, int width, Progress progress) {
    return encode(images, IntStream.range(0, images.size()).toArray(), width, progress);
  }

  /**
   * Computes the values of the last layer for the images in the given rows, batch by batch. The
   * method is synchronized, because calls share the graph's buffers.
   *
   * @throws IllegalArgumentException if the images' size differs from that of the training images
   */
  synchronized float[] encode(Images images, int[] rows, int width, Progress progress) {
    ImageShape expected = new ImageShape(shape.side(), shape.side(), shape.channels());
    Check.that(
        images.shape().equals(expected), "images must be %s, found %s", expected, images.shape());
    int n = rows.length;
    BatchFiller filler = new BatchFiller(images, scaling, lanes);
    int batch = Math.max(1, Math.min(Math.min(BATCH, n), LARGEST / images.imageLength()));
    INDArray full = filler.input(batch);
    float[] out = new float[Math.multiplyExact(n, width)];
    return Blas.singleThreaded(
        () -> {
          for (int from = 0; from < n; from += batch) {
            int to = Math.min(n, from + batch);
            INDArray x = filler.fill(rows, from, to, full);
            INDArray y = OffHeap.contiguousOrCopy(net.outputSingle(x));
            OffHeap.of(y).buffer().get(0, out, from * width, (to - from) * width);
            progress.report("encode", to, n);
          }
          return out;
        });
  }
}
