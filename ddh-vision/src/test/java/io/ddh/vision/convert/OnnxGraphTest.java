package io.ddh.vision.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ddh.core.BadInputException;
import io.ddh.vision.convert.OnnxGraph.Element;
import io.ddh.vision.network.OnnxNetwork;
import io.ddh.vision.network.TensorSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that the writer makes, as ONNX Runtime understands them. */
class OnnxGraphTest {
  @TempDir Path folder;

  private float[] run(OnnxGraph graph, float... input) throws IOException {
    Path file = Files.write(folder.resolve("x.onnx"), graph.toBytes("test"));
    TensorSpec in = new TensorSpec("in", TensorSpec.ANY, 2);
    TensorSpec out = new TensorSpec("out", TensorSpec.ANY, 2);
    try (OnnxNetwork network = OnnxNetwork.open(file, in, List.of(out))) {
      return network.run(input, input.length / 2, 2)[0];
    }
  }

  @Test
  void constantsOfAllTypesArriveAsTheyWere() throws IOException {
    OnnxGraph graph = new OnnxGraph();
    String x = graph.input("in", OnnxGraph.ANY, 2);
    String halves = graph.cast(Element.FLOAT16, new byte[] {0, 0x3c, 0, (byte) 0xc2}, 2); // 1, -3
    String bytes = graph.cast(Element.UINT8, new byte[] {(byte) 200, 7}, 2);
    String floats = graph.floats(new float[] {0.5f, 1e-7f}, 2);
    for (String constant : List.of(halves, bytes, floats)) {
      x = graph.node("Add", List.of(x, constant));
    }
    graph.output(graph.node("Reshape", List.of(x, graph.longs(-1, 2))), "out", OnnxGraph.ANY, 2);
    assertThat(run(graph, 1000, 0, 0, 3)).containsExactly(1201.5f, 4 + 1e-7f, 201.5f, 7);
  }

  @Test
  void anOperatorThatDoesNotExistIsRefusedInOneLine() {
    OnnxGraph graph = new OnnxGraph();
    String x = graph.node("NoSuchThing", List.of(graph.input("in", OnnxGraph.ANY, 2)));
    graph.output(x, "out", OnnxGraph.ANY, 2);
    assertThatThrownBy(() -> run(graph, 1, 2))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("x.onnx: ")
        .hasMessageContaining("NoSuchThing")
        .hasMessageNotContaining("\n");
  }

  /** Parity with a loop over the indices of the result. */
  @Test
  void axesAreReordered() {
    int[] shape = {2, 3, 4, 5};
    byte[] data = new byte[2 * 3 * 4 * 5 * 2];
    for (int i = 0; i < data.length; i++) {
      data[i] = (byte) i;
    }
    int[] order = {3, 0, 2, 1};
    byte[] out = AxisOrder.reorder(data, 2, shape, order);
    for (int i = 0; i < data.length / 2; i++) {
      int[] at = {i / 24, i / 12 % 2, i / 3 % 4, i % 3}; // 5 x 2 x 4 x 3
      int[] from = new int[4];
      for (int axis = 0; axis < 4; axis++) {
        from[order[axis]] = at[axis];
      }
      int source = ((from[0] * 3 + from[1]) * 4 + from[2]) * 5 + from[3];
      assertThat(out[2 * i]).isEqualTo(data[2 * source]);
      assertThat(out[2 * i + 1]).isEqualTo(data[2 * source + 1]);
    }
  }
}
