package io.ddh.vision.convert;

import static io.ddh.vision.convert.OnnxGraph.integers;

import io.ddh.vision.convert.WeightsManifest.Weight;
import java.util.List;

/**
 * Converts dlib's face network to ONNX, from the weights that face-api publishes. The network is a
 * residual network of 29 layers (D. King, {@code dlib_face_recognition_resnet_model_v1}). The
 * arithmetic follows {@code FaceRecognitionNet.ts} of face-api.
 *
 * <p>The ONNX file has the input {@code input} (N×3×150×150, red, green and blue in 0..255; the
 * network itself subtracts the mean) and the output {@code embedding} (N×128, not normalized to
 * norm 1). Weights stay unsigned bytes in the file, and become floats when the file is opened.
 */
public final class DlibToOnnx {
  /** Side of the input in pixels. */
  private static final int SIDE = 150;

  private static final float[] MEAN = {122.782f, 117.001f, 104.298f};
  private static final String BLOCKS =
      "conv32_1 conv32_2 conv32_3 conv64_down conv64_1 conv64_2 conv64_3 conv128_down conv128_1"
          + " conv128_2 conv256_down conv256_1 conv256_2 conv256_down_out";

  private final OnnxGraph graph = new OnnxGraph();
  private final WeightsManifest weights;
  private int side;
  private int channels;

  private DlibToOnnx(WeightsManifest weights) {
    this.weights = weights;
  }

  /**
   * Converts the network.
   *
   * @param source name of the network for messages
   * @param manifest face-api's {@code face_recognition_model-weights_manifest.json}
   * @param data face-api's {@code face_recognition_model.bin}
   * @return the ONNX file
   * @throws io.ddh.core.BadInputException if the files are damaged or contain another network
   */
  public static byte[] convert(String source, byte[] manifest, byte[] data) {
    return new DlibToOnnx(WeightsManifest.read(source, manifest, data)).network();
  }

  private byte[] network() {
    String x = graph.input("input", OnnxGraph.ANY, 3, SIDE, SIDE);
    x = graph.node("Sub", List.of(x, graph.floats(MEAN, 1, 3, 1, 1)));
    x = graph.node("Div", List.of(x, graph.floats(new float[] {255})));
    x = graph.node("Relu", List.of(convolution(x, "conv32_down", 7, 3, 32, 2)));
    x =
        graph.node(
            "MaxPool", List.of(x), integers("kernel_shape", 3, 3), integers("strides", 2, 2));
    side = ((SIDE - 7) / 2 + 1 - 3) / 2 + 1;
    channels = 32;
    for (String name : BLOCKS.split(" ", -1)) {
      int width = Integer.parseInt(name.substring("conv".length(), name.indexOf('_')));
      x = name.contains("down") ? downBlock(x, name, width) : block(x, name, width);
    }
    x = graph.node("Flatten", List.of(graph.node("GlobalAveragePool", List.of(x))));
    x = graph.node("MatMul", List.of(x, constant(weights.weight("fc", 256, 128), 256, 128)));
    graph.output(x, "embedding", OnnxGraph.ANY, 128);
    return graph.toBytes("dlib face recognition");
  }

  /** A residual block: two convolutions whose output is added to the block's input. */
  private String block(String x, String name, int width) {
    String y = convolution(x, name + "/conv1", 3, channels, width, 1);
    y = convolution(graph.node("Relu", List.of(y)), name + "/conv2", 3, width, width, 1);
    return graph.node("Relu", List.of(graph.node("Add", List.of(x, y))));
  }

  /**
   * A residual block that halves the sides. Its input is averaged to the new size. Missing channels
   * are filled with zeros, and so are rows and columns if the convolutions give fewer.
   */
  private String downBlock(String x, String name, int width) {
    String y = convolution(x, name + "/conv1", 3, channels, width, 2);
    y = convolution(graph.node("Relu", List.of(y)), name + "/conv2", 3, width, width, 1);
    String mean =
        graph.node(
            "AveragePool", List.of(x), integers("kernel_shape", 2, 2), integers("strides", 2, 2));
    int missing = side / 2 - ((side - 3) / 2 + 1);
    y = padded(y, 0, missing);
    mean = padded(mean, width - channels, 0);
    side /= 2;
    channels = width;
    return graph.node("Relu", List.of(graph.node("Add", List.of(mean, y))));
  }

  private String padded(String x, int moreChannels, int morePixels) {
    long[] pads = {0, 0, 0, 0, 0, moreChannels, morePixels, morePixels};
    return moreChannels + morePixels == 0 ? x : graph.node("Pad", List.of(x, graph.longs(pads)));
  }

  /** A convolution, followed by a scale and an offset per channel. */
  private String convolution(String x, String name, int kernel, int in, int out, int stride) {
    Weight filters = weights.weight(name + "/conv/filters", kernel, kernel, in, out);
    byte[] reordered =
        AxisOrder.reorder(filters.data(), filters.type().bytes, filters.shape(), 3, 2, 0, 1);
    Weight planar =
        new Weight(filters.shape(), filters.type(), reordered, filters.scale(), filters.min());
    int pad = stride == 1 ? kernel / 2 : 0;
    String y =
        graph.node(
            "Conv",
            List.of(
                x,
                constant(planar, out, in, kernel, kernel),
                constant(weights.weight(name + "/conv/bias", out), out)),
            integers("kernel_shape", kernel, kernel),
            integers("strides", stride, stride),
            integers("pads", pad, pad, pad, pad));
    String scale = constant(weights.weight(name + "/scale/weights", out), 1, out, 1, 1);
    String offset = constant(weights.weight(name + "/scale/biases", out), 1, out, 1, 1);
    return graph.node("Add", List.of(graph.node("Mul", List.of(y, scale)), offset));
  }

  private String constant(Weight weight, long... shape) {
    String x = graph.cast(weight.type(), weight.data(), shape);
    if (weight.scale() == 1 && weight.min() == 0) {
      return x;
    }
    String scaled = graph.node("Mul", List.of(x, graph.floats(new float[] {weight.scale()})));
    return graph.node("Add", List.of(scaled, graph.floats(new float[] {weight.min()})));
  }
}
