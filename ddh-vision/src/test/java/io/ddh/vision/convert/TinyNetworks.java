package io.ddh.vision.convert;

import java.util.Arrays;
import java.util.List;

/** Small ONNX files in the layouts of networks that can't be part of this project. */
public final class TinyNetworks {
  private TinyNetworks() {}

  /**
   * A face network: each value of its vector is the mean of a colour, times 1, 2, 3, … for every
   * third value.
   *
   * @param side side of the image, N×3×side×side
   * @param length length of the vector
   */
  public static byte[] embedding(int side, int length) {
    return embedding(side, length, OnnxGraph.ANY);
  }

  /** The same network, whose file states a number of vectors as that of AuraFace does. */
  public static byte[] embedding(int side, int length, long vectors) {
    OnnxGraph graph = new OnnxGraph();
    String x = graph.input("data", OnnxGraph.ANY, 3, side, side);
    String means = graph.node("Flatten", List.of(graph.node("GlobalAveragePool", List.of(x))));
    float[] weights = new float[3 * length];
    for (int i = 0; i < length; i++) {
      weights[i % 3 * length + i] = 1 + i / 3;
    }
    String vector = graph.node("MatMul", List.of(means, graph.floats(weights, 3, length)));
    graph.output(vector, "vector", vectors, length);
    return graph.toBytes("embedding");
  }

  /** A network whose weights are in another file. */
  public static byte[] weightsIn(String file) {
    OnnxGraph graph = new OnnxGraph();
    String x = graph.input("data", OnnxGraph.ANY, 3, 8, 8);
    String means = graph.node("Flatten", List.of(graph.node("GlobalAveragePool", List.of(x))));
    graph.output(graph.node("MatMul", List.of(means, "far")), "vector", OnnxGraph.ANY, 6);
    ProtoMessage place = new ProtoMessage().text(1, "location").text(2, file);
    ProtoMessage tensor = new ProtoMessage().number(1, 3).number(1, 6).number(2, 1);
    tensor.text(8, "far").message(13, place).number(14, 1);
    byte[] weights = // merged with the graph, since a field of the same number follows it
        new ProtoMessage().message(7, new ProtoMessage().message(5, tensor)).toBytes();
    byte[] onnx = graph.toBytes("far");
    byte[] out = Arrays.copyOf(onnx, onnx.length + weights.length);
    System.arraycopy(weights, 0, out, onnx.length, weights.length);
    return out;
  }

  /** A network with an operator that ONNX does not have. */
  public static byte[] unknownOperator(int side, int length) {
    OnnxGraph graph = new OnnxGraph();
    String x = graph.input("data", OnnxGraph.ANY, 3, side, side);
    graph.output(graph.node("NoSuchThing", List.of(x)), "vector", OnnxGraph.ANY, length);
    return graph.toBytes("unknown");
  }
}
