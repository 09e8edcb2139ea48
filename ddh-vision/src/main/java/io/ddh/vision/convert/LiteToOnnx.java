package io.ddh.vision.convert;

import static io.ddh.vision.convert.OnnxGraph.integer;
import static io.ddh.vision.convert.OnnxGraph.integers;
import static io.ddh.vision.convert.OnnxGraph.text;

import io.ddh.core.BadInputException;
import io.ddh.vision.convert.LiteModel.Operator;
import io.ddh.vision.convert.OnnxGraph.Element;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Converts TensorFlow Lite files to ONNX. It supports only what MediaPipe's BlazeFace files need:
 * ten operators without fused activations or dilation. Constants of 16-bit floats stay as they are
 * in the ONNX file, and become 32-bit floats when the file is opened.
 *
 * <p>The input keeps the layout of the source (N×H×W×C) and is named {@code input}; outputs are
 * named {@code output_0}, {@code output_1}, … in the order of the source. All other tensors with
 * four axes are N×C×H×W.
 */
public final class LiteToOnnx {
  private static final int[] TO_PLANES = {0, 3, 1, 2};

  private final LiteModel model;
  private final LiteWiring wiring;
  private final OnnxGraph graph = new OnnxGraph();

  private LiteToOnnx(LiteModel model) {
    this.model = model;
    this.wiring = new LiteWiring(model);
  }

  /**
   * Converts a network.
   *
   * @param source name of the network for messages
   * @param file the TensorFlow Lite file
   * @return the ONNX file
   * @throws BadInputException if the file is damaged or uses features that this converter doesn't
   *     support
   */
  public static byte[] convert(String source, byte[] file) {
    return new LiteToOnnx(LiteModel.read(source, file)).network();
  }

  private byte[] network() {
    int[] in = wiring.tensor(model.input()).computed(4).shape();
    String input = graph.input("input", OnnxGraph.ANY, in[1], in[2], in[3]);
    wiring.computes(model.input(), transposed(input, 0, 3, 1, 2));
    for (Operator operator : model.operators()) {
      if (operator.code() == 6) { // DEQUANTIZE: a constant of 16-bit floats, and nothing else
        wiring.require(
            wiring.input(operator, 0).isConstant(), "DEQUANTIZE of a tensor that is not constant");
        wiring.equate(operator.output(), wiring.input(operator, 0));
      } else {
        wiring.computes(operator.output(), node(operator));
      }
    }
    for (int i = 0; i < model.outputs().size(); i++) {
      int index = model.outputs().get(i);
      int[] out = wiring.tensor(index).computed(3).shape();
      graph.output(wiring.name(index), "output_" + i, OnnxGraph.ANY, out[1], out[2]);
    }
    return graph.toBytes(model.source());
  }

  private String node(Operator operator) {
    return switch (operator.code()) {
      case 0 -> add(operator);
      case 2 -> concatenation(operator);
      case 3 -> convolution(operator, false);
      case 4 -> convolution(operator, true);
      case 17 -> maxPool(operator);
      case 19 -> graph.node("Relu", List.of(wiring.computed(operator, 0)));
      case 22 -> reshape(operator);
      case 23 -> resize(operator);
      case 34 -> pad(operator);
      default ->
          throw BadInputException.of(
              "%s: operator %d of TensorFlow Lite; valid: those of BlazeFace,"
                  + " 0, 2, 3, 4, 6, 17, 19, 22, 23 and 34",
              model.source(), operator.code());
    };
  }

  private String add(Operator operator) {
    wiring.plain(operator, 0);
    return graph.node("Add", List.of(wiring.computed(operator, 0), wiring.computed(operator, 1)));
  }

  /** A convolution; if {@code deep} is set, a depthwise convolution. */
  private String convolution(Operator operator, boolean deep) {
    wiring.plain(operator, deep ? 4 : 3);
    FlatTable options = wiring.options(operator);
    int dilation = deep ? 5 : 4;
    wiring.require(options.integer(dilation, 1) == 1, "a convolution with dilation");
    wiring.require(options.integer(dilation + 1, 1) == 1, "a convolution with dilation");
    wiring.require(!deep || options.integer(3, 1) == 1, "a convolution with a depth multiplier");
    LiteTensor filters = wiring.input(operator, 1);
    Element type = filters.floats(4);
    int[] shape = filters.shape(); // output channels, height, width, input channels
    int[] in = wiring.input(operator, 0).computed(4).shape();
    int out = deep ? shape[3] : shape[0];
    wiring.require(
        shape[3] == in[3] && (!deep || shape[0] == 1),
        "filters that don't fit the number of channels");
    LiteTensor bias = wiring.input(operator, 2);
    Element biasType = bias.floats(1);
    wiring.require(bias.shape()[0] == out, "a bias that doesn't fit the number of channels");
    int[] order = deep ? new int[] {3, 0, 1, 2} : TO_PLANES;
    byte[] planes = AxisOrder.reorder(filters.data(), type.bytes, shape, order);
    return graph.node(
        "Conv",
        List.of(
            wiring.computed(operator, 0),
            graph.cast(type, planes, out, deep ? 1 : in[3], shape[1], shape[2]),
            graph.cast(biasType, bias.data(), out)),
        integer("group", deep ? out : 1),
        integers("kernel_shape", shape[1], shape[2]),
        integers("strides", options.integer(2, 0), options.integer(1, 0)),
        pads(options, in, shape[1], shape[2]));
  }

  private String maxPool(Operator operator) {
    wiring.plain(operator, 5);
    FlatTable options = wiring.options(operator);
    int height = options.integer(4, 0);
    int width = options.integer(3, 0);
    wiring.require(height > 0 && width > 0, "a pool without a size");
    return graph.node(
        "MaxPool",
        List.of(wiring.computed(operator, 0)),
        integers("kernel_shape", height, width),
        integers("strides", options.integer(2, 0), options.integer(1, 0)),
        pads(options, wiring.input(operator, 0).computed(4).shape(), height, width));
  }

  /**
   * Returns the padding. TensorFlow's padding SAME gives ⌈input / stride⌉ outputs; otherwise, no
   * padding is added.
   */
  private ProtoMessage pads(FlatTable options, int[] in, int height, int width) {
    boolean same = options.byteValue(0) == 0;
    long[] pads = new long[4]; // top, left, bottom, right
    for (int axis = 0; axis < 2; axis++) {
      int stride = options.integer(2 - axis, 0);
      wiring.require(stride > 0, "a stride below 1");
      int side = in[1 + axis];
      int kernel = axis == 0 ? height : width;
      long all = Math.max(0, (side - 1L) / stride * stride + kernel - side);
      pads[axis] = same ? all / 2 : 0;
      pads[axis + 2] = same ? all - all / 2 : 0;
    }
    return integers("pads", pads);
  }

  private String pad(Operator operator) {
    int[] pads = wiring.input(operator, 1).integers(); // before and after, for each axis
    wiring.require(pads.length == 8, "padding of a number of axes other than 4");
    wiring.require(
        Arrays.stream(pads).allMatch(n -> n >= 0 && n < 1 << 16), "padding out of range");
    long[] planes =
        IntStream.range(0, 8).mapToLong(i -> pads[2 * TO_PLANES[i % 4] + i / 4]).toArray();
    return graph.node("Pad", List.of(wiring.computed(operator, 0), graph.longs(planes)));
  }

  private String resize(Operator operator) {
    FlatTable options = wiring.options(operator);
    boolean centres = options.byteValue(2) == 0 && options.byteValue(3) != 0;
    wiring.require(centres, "resizing without half-pixel centres");
    int[] in = wiring.input(operator, 0).computed(4).shape();
    int[] out = wiring.tensor(operator.output()).computed(4).shape();
    float[] scales = {1, 1, (float) out[1] / in[1], (float) out[2] / in[2]};
    return graph.node(
        "Resize",
        List.of(wiring.computed(operator, 0), "", graph.floats(scales, 4)),
        text("mode", "linear"),
        text("coordinate_transformation_mode", "half_pixel"));
  }

  /** Reshapes rows and columns into one list of anchors. */
  private String reshape(Operator operator) {
    int[] in = wiring.input(operator, 0).computed(4).shape();
    int[] out = wiring.tensor(operator.output()).computed(3).shape();
    wiring.require(
        (long) in[1] * in[2] * in[3] == (long) out[1] * out[2],
        "reshaping to another number of values");
    String rows = transposed(wiring.computed(operator, 0), 0, 2, 3, 1);
    return graph.node("Reshape", List.of(rows, graph.longs(-1, out[1], out[2])));
  }

  private String concatenation(Operator operator) {
    wiring.plain(operator, 1);
    int axis = wiring.options(operator).integer(0, 0);
    wiring.require(axis == 1 || axis == 2, "concatenation along an axis other than 1 or 2");
    List<String> parts = new ArrayList<>();
    for (int i = 0; i < operator.inputs().size(); i++) {
      wiring.input(operator, i).computed(3);
      parts.add(wiring.computed(operator, i));
    }
    return graph.node("Concat", parts, integer("axis", axis));
  }

  private String transposed(String x, long... order) {
    return graph.node("Transpose", List.of(x), integers("perm", order));
  }
}
