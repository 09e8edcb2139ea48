package io.ddh.vision.convert;

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
    OnnxGraph graph = new OnnxGraph();
    String x = graph.input("data", OnnxGraph.ANY, 3, side, side);
    String means = graph.node("Flatten", List.of(graph.node("GlobalAveragePool", List.of(x))));
    float[] weights = new float[3 * length];
    for (int i = 0; i < length; i++) {
      weights[i % 3 * length + i] = 1 + i / 3;
    }
    String vector = graph.node("MatMul", List.of(means, graph.floats(weights, 3, length)));
    graph.output(vector, "vector", OnnxGraph.ANY, length);
    return graph.toBytes("embedding");
  }

  /** A network with an operator that ONNX does not have. */
  public static byte[] unknownOperator(int side, int length) {
    OnnxGraph graph = new OnnxGraph();
    String x = graph.input("data", OnnxGraph.ANY, 3, side, side);
    graph.output(graph.node("NoSuchThing", List.of(x)), "vector", OnnxGraph.ANY, length);
    return graph.toBytes("unknown");
  }
}
