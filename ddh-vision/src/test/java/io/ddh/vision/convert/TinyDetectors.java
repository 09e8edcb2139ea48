package io.ddh.vision.convert;

import java.util.Arrays;
import java.util.List;

/** Small ONNX files in the layouts of detectors and of networks with other outputs. */
public final class TinyDetectors {
  private TinyDetectors() {}

  /** A file in BlazeFace's layout that returns the same boxes and scores for every image. */
  public static byte[] blazeFace(int side, float[] boxes, float[] scores) {
    OnnxGraph graph = new OnnxGraph();
    graph.input("input", OnnxGraph.ANY, side, side, 3);
    int anchors = scores.length;
    graph.output(graph.floats(scores, 1, anchors, 1), "scores", OnnxGraph.ANY, anchors, 1);
    graph.output(graph.floats(boxes, 1, anchors, 16), "boxes", OnnxGraph.ANY, anchors, 16);
    return graph.toBytes("blazeface");
  }

  /**
   * A file in YuNet's layout that sees a face where the first of the three planes is bright. The
   * class score is that plane's mean in a cell, the object score is 1, and the boxes and points of
   * all cells have the same values.
   */
  public static byte[] yuNet(int side, float[] box, float[] points) {
    OnnxGraph graph = new OnnxGraph();
    String x = graph.input("input", 1, 3, side, side);
    String first = graph.node("Gather", List.of(x, graph.longs(0)), OnnxGraph.integer("axis", 1));
    String share = graph.node("Div", List.of(first, graph.floats(new float[] {255}, 1)));
    for (int stride : new int[] {8, 16, 32}) {
      int cells = side / stride * (side / stride);
      String pooled =
          graph.node(
              "AveragePool",
              List.of(share),
              OnnxGraph.integers("kernel_shape", stride, stride),
              OnnxGraph.integers("strides", stride, stride));
      String classes = graph.node("Reshape", List.of(pooled, graph.longs(1, cells, 1)));
      graph.output(classes, "cls_" + stride, 1, cells, 1);
      float[] ones = new float[cells];
      Arrays.fill(ones, 1);
      graph.output(graph.floats(ones, 1, cells, 1), "obj_" + stride, 1, cells, 1);
      graph.output(graph.floats(repeated(box, cells), 1, cells, 4), "bbox_" + stride, 1, cells, 4);
      graph.output(
          graph.floats(repeated(points, cells), 1, cells, 10), "kps_" + stride, 1, cells, 10);
    }
    return graph.toBytes("yunet");
  }

  private static float[] repeated(float[] values, int times) {
    float[] out = new float[values.length * times];
    for (int i = 0; i < out.length; i++) {
      out[i] = values[i % values.length];
    }
    return out;
  }

  /**
   * A face network whose vector holds the means of the left and the right half of each plane: six
   * values.
   *
   * @param batch number of images that the file allows; −1 for any
   * @param open whether the file leaves the size of the image open, and so that of the vector
   */
  public static byte[] halves(int side, long batch, boolean open) {
    OnnxGraph graph = new OnnxGraph();
    long axis = open ? OnnxGraph.ANY : side;
    String x = graph.input("input.1", batch, 3, axis, axis);
    String pooled =
        graph.node(
            "AveragePool",
            List.of(x),
            OnnxGraph.integers("kernel_shape", side, side / 2),
            OnnxGraph.integers("strides", side, side / 2));
    graph.output(graph.node("Flatten", List.of(pooled)), "683", batch, open ? OnnxGraph.ANY : 6);
    return graph.toBytes("halves");
  }
}
